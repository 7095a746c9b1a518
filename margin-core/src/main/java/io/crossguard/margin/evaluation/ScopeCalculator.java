package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.Band;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.Comparator;
import java.util.Optional;

/**
 * Figures and verdict of one scope.
 *
 * <pre>
 *   freeMargin  = max(0, initialBalance − initialMargin − orderMargin)
 *   releasable  = see Release, of the wallet (isolated: the assigned margin; pooled: the initial
 *                 balance less the unrealized P&amp;L)
 *   marginRatio = maintenanceMargin / marginBalance
 * </pre>
 *
 * The rest is in {@link ScopeFigures}.
 */
final class ScopeCalculator {
  private ScopeCalculator() {}

  static ScopeMargin calculate(MarginScope scope) {
    ScopeFigures figures = scope.figures();
    Money wallet = money(figures.walletBalance(), scope);
    Money pnl = money(figures.unrealizedPnl(), scope);
    Money balance = money(figures.marginBalance(), scope);
    Money initialBalance = money(figures.initialBalance(), scope);
    Money initial = money(figures.initialMargin(), scope);
    Money order = money(figures.orderMargin(), scope);
    Money maintenance = money(figures.maintenanceMargin(), scope);
    Money releasableWallet = scope.asset().isPresent() ? wallet : initialBalance.minus(pnl);
    return new ScopeMargin(
        scope.scopeId(),
        scope.kind(),
        scope.asset(),
        wallet,
        pnl,
        balance,
        initialBalance,
        initial,
        order,
        maintenance,
        initialBalance.minus(initial).minus(order).atLeastZero(),
        scope
            .conventions()
            .release()
            .excess(
                releasableWallet,
                pnl,
                money(figures.notional(), scope),
                initial.plus(order),
                maintenance)
            .atLeastZero(),
        marginRatio(balance.amount(), maintenance.amount()),
        Verdict.of(scope, figures),
        band(scope, figures));
  }

  private static Optional<Decimal> marginRatio(Decimal balance, Decimal maintenance) {
    if (!balance.isPositive()) {
      return Optional.empty();
    }
    return Optional.of(maintenance.dividedBy(balance));
  }

  private static Optional<String> band(MarginScope scope, ScopeFigures figures) {
    return scope.conventions().bands().stream()
        .filter(band -> holds(band, figures))
        .min(Comparator.comparing(Band::balanceToMaintenanceMax))
        .map(Band::name);
  }

  private static boolean holds(Band band, ScopeFigures figures) {
    Fraction most = figures.maintenanceMargin().times(band.balanceToMaintenanceMax());
    return figures.marginBalance().compareTo(most) <= 0;
  }

  private static Money money(Fraction amount, MarginScope scope) {
    return new Money(amount.rounded(), scope.unit());
  }
}
