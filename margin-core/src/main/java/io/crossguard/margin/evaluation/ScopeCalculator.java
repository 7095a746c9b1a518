package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Optional;
import java.util.function.Function;

/**
 * Figures and verdict of one scope.
 *
 * <pre>
 *   walletBalance = Σ wallet × unitPrice
 *   unrealizedPnl = Σ unrealizedPnl × unitPrice
 *   initialMargin = Σ initialMargin × unitPrice
 *   marginBalance, maintenanceMargin: see {@link Standing}
 *   freeMargin    = max(0, marginBalance − initialMargin)
 *   releasable    = max(0, (marginBalance − unrealizedPnl) + min(unrealizedPnl, 0)
 *                          − max(initialMargin, maintenanceMargin))
 *   marginRatio   = maintenanceMargin / marginBalance
 * </pre>
 *
 * Σ runs over the assets of the scope.
 */
public final class ScopeCalculator {

  public ScopeMargin calculate(MarginScope scope) {
    Standing standing = Standing.rounded(scope);
    Money balance = money(standing.marginBalance(), scope);
    Money maintenance = money(standing.maintenanceMargin(), scope);
    Money pnl = sum(scope, ScopeAsset::unrealizedPnl);
    Money initial = sum(scope, ScopeAsset::initialMargin);
    return new ScopeMargin(
        scope.scopeId(),
        scope.kind(),
        scope.asset(),
        sum(scope, ScopeAsset::wallet),
        pnl,
        balance,
        initial,
        maintenance,
        balance.minus(initial).atLeastZero(),
        releasable(balance, pnl, initial, maintenance),
        marginRatio(balance.amount(), maintenance.amount()),
        Standing.verdict(scope));
  }

  private static Money releasable(Money balance, Money pnl, Money initial, Money maintenance) {
    Money loss = pnl.isNegative() ? pnl : Money.zero(pnl.asset());
    Money floor = initial.isLessThan(maintenance) ? maintenance : initial;
    return balance.minus(pnl).plus(loss).minus(floor).atLeastZero();
  }

  private static Optional<Decimal> marginRatio(Decimal balance, Decimal maintenance) {
    if (!balance.isPositive()) {
      return Optional.empty();
    }
    return Optional.of(maintenance.dividedBy(balance));
  }

  private static Money sum(MarginScope scope, Function<ScopeAsset, Decimal> figure) {
    return scope.assets().stream()
        .map(asset -> money(figure.apply(asset).times(asset.unitPrice().value()), scope))
        .reduce(Money.zero(scope.unit()), Money::plus);
  }

  private static Money money(Decimal amount, MarginScope scope) {
    return new Money(amount, scope.unit());
  }
}
