package io.crossguard.advisor.order;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.plan.ScopeState;
import io.crossguard.advisor.recommendation.AccountOutlook;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.value.Money;
import java.util.List;
import java.util.Optional;

/**
 * The account around an order at one instant.
 *
 * @param account as the advisor judges it
 * @param pool the pool that the order goes to or draws its margin from; absent where there is none
 * @param distances how far each coin in the pool may move before the pool is liquidated
 * @param hedgeGroup what of that coin is in the pool, or shall be; absent where nothing is
 */
public record OrderOutlook(
    AccountOutlook account,
    Optional<ScopeState> pool,
    List<RootDistance> distances,
    Optional<HedgeGroup> hedgeGroup) {

  public OrderOutlook {
    requireNonNull(account, "account");
    requireNonNull(pool, "pool");
    distances = List.copyOf(distances);
    requireNonNull(hedgeGroup, "hedgeGroup");
  }

  /** The same beside a sub-account, all of which may be lost. */
  OrderOutlook beside(Money subAccount) {
    return new OrderOutlook(
        new AccountOutlook(
            account.equity().plus(subAccount),
            account.marginRatio(),
            account.crossNotionalToMarginBalance(),
            account.largestThreat(),
            account.worstCaseLoss().map(subAccount::plus)),
        pool,
        distances,
        hedgeGroup);
  }
}
