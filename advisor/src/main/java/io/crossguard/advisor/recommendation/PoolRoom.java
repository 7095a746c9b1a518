package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.change.MarginLimitCalculator;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.Optional;

/** What a pool can spare for one more isolated position while everything in it stays. */
public final class PoolRoom {
  private PoolRoom() {}

  /**
   * F of {@link PoolBudget} with nothing else leaving, in the asset; 0 where there is no pool.
   *
   * @param structure of an account under the rules of its venue
   * @param policy the limits to decide by
   * @param asset what is to be moved
   */
  public static Decimal of(AccountStructure structure, AdvisorPolicy policy, String asset) {
    Portfolio portfolio = structure.portfolio();
    String poolId = portfolio.account().crossScopeId(asset);
    Optional<ScopeMargin> scope = portfolio.margin().scopes().stream()
        .filter(s -> s.scopeId().equals(poolId))
        .findFirst();
    return scope
        .map(s ->
            portfolio.inAsset(budget(structure, s, asset).free(policy), asset).rounded())
        .orElse(Decimal.ZERO);
  }

  private static PoolBudget budget(AccountStructure structure, ScopeMargin scope, String asset) {
    Portfolio portfolio = structure.portfolio();
    Pool pool = portfolio.poolOf(scope.scopeId());
    Decimal reserve = structure.groups().stream()
        .filter(group -> group.scopeId().equals(pool.poolId()))
        .map(new Stress(structure.rootMoves())::basisReserve)
        .reduce(Decimal.ZERO, Decimal::plus);
    Decimal mayLeave = new MarginLimitCalculator().isolatable(portfolio.account(), asset);
    return new PoolBudget(
        pool,
        pool.marginBalance(),
        portfolio.inQuote(scope.initialMargin().plus(scope.orderMargin())),
        pool.maintenanceMargin(),
        portfolio.inQuote(scope.unrealizedPnl()),
        reserve,
        Optional.of(Fraction.of(portfolio.inQuote(new Money(mayLeave, asset)))));
  }
}
