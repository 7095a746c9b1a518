package io.crossguard.advisor.recommendation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Optional;

/**
 * An account at one instant as the advisor judges it. Amounts are in the quote currency.
 *
 * @param equity wallets and unrealized P&amp;L before haircuts; signed
 * @param marginRatio highest of the cross scopes; absent while the balance of one that needs margin
 *     is not positive
 * @param crossNotionalToMarginBalance notional of the cross positions over the cross margin
 *     balances; absent while these are not positive
 * @param largestThreat the group that endangers its pool most; absent where none does
 * @param worstCaseLoss largest loss over the advisor's scenarios; not negative; absent where a
 *     volatility or an index is missing
 */
public record AccountOutlook(
    Money equity,
    Optional<Decimal> marginRatio,
    Optional<Decimal> crossNotionalToMarginBalance,
    Optional<LargestThreat> largestThreat,
    Optional<Money> worstCaseLoss) {

  public AccountOutlook {
    requireNonNull(equity, "equity");
    requireNonNull(marginRatio, "marginRatio");
    requireNonNull(crossNotionalToMarginBalance, "crossNotionalToMarginBalance");
    requireNonNull(largestThreat, "largestThreat");
    requireNonNull(worstCaseLoss, "worstCaseLoss");
  }

  /**
   * The group with the largest stress loss for the margin that its pool has left.
   *
   * @param hedgeGroupId the group
   * @param ratio stress loss over the margin that is not bound; absent where none is left
   */
  public record LargestThreat(String hedgeGroupId, Optional<Decimal> ratio) {
    public LargestThreat {
      requireNonNull(hedgeGroupId, "hedgeGroupId");
      requireNonNull(ratio, "ratio");
    }
  }
}
