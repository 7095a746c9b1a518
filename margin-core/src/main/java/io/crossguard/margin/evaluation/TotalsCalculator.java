package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sums over the scopes of an account, in the quote currency.
 *
 * <pre>
 *   equity            = walletBalance + unrealizedPnl, at the index
 *   effectiveLeverage = grossNotional / equity
 * </pre>
 */
final class TotalsCalculator {
  private final ResolvedAccount account;
  private final List<ScopeMargin> scopes;
  private final List<PositionMargin> positions;
  // Those of the positions, in their order.
  private final List<Money> notionals;

  TotalsCalculator(
      ResolvedAccount account, List<ScopeMargin> scopes, List<PositionMargin> positions) {
    this.account = account;
    this.scopes = scopes;
    this.positions = positions;
    this.notionals = new ArrayList<>(positions.size());
    for (PositionMargin position : positions) {
      notionals.add(inQuote(position.notional()));
    }
  }

  AccountTotals totals() {
    Money wallet = sum(scopes, ScopeMargin::walletBalance);
    Money pnl = sum(scopes, ScopeMargin::unrealizedPnl);
    Money equity = wallet.plus(pnl);
    Money gross = nothing();
    for (Money notional : notionals) {
      gross = gross.plus(notional);
    }
    List<ScopeMargin> cross = new ArrayList<>(scopes.size());
    for (ScopeMargin scope : scopes) {
      if (scope.kind() == ScopeKind.CROSS) {
        cross.add(scope);
      }
    }
    Money crossNotional = crossNotional();
    return new AccountTotals(
        equity,
        wallet,
        pnl,
        sum(scopes, ScopeMargin::initialMargin),
        sum(scopes, ScopeMargin::maintenanceMargin),
        gross,
        quotient(gross, equity),
        crossNotional,
        quotient(crossNotional, sum(cross, ScopeMargin::marginBalance)),
        quotient(crossNotional, sum(cross, ScopeMargin::walletBalance)),
        largestPosition(gross));
  }

  private Money crossNotional() {
    Money sum = nothing();
    for (int i = 0; i < notionals.size(); i++) {
      if (account.account().positions().get(i).isCross()) {
        sum = sum.plus(notionals.get(i));
      }
    }
    return sum;
  }

  /** Of two that are as large the one whose name comes first. */
  private Optional<AccountTotals.LargestPosition> largestPosition(Money gross) {
    if (positions.isEmpty()) {
      return Optional.empty();
    }
    int largest = 0;
    for (int i = 1; i < notionals.size(); i++) {
      int order = notionals.get(i).amount().compareTo(notionals.get(largest).amount());
      boolean isFirst =
          positions.get(i).positionId().compareTo(positions.get(largest).positionId()) < 0;
      largest = order > 0 || (order == 0 && isFirst) ? i : largest;
    }
    return Optional.of(new AccountTotals.LargestPosition(
        positions.get(largest).positionId(),
        notionals.get(largest).amount().dividedBy(gross.amount())));
  }

  private Money sum(List<ScopeMargin> of, Function<ScopeMargin, Money> figure) {
    Money sum = nothing();
    for (ScopeMargin scope : of) {
      sum = sum.plus(inQuote(figure.apply(scope)));
    }
    return sum;
  }

  private Money nothing() {
    return Money.zero(account.rules().quoteCurrency());
  }

  private Money inQuote(Money amount) {
    return amount.valuedAt(account.index(amount.asset()), account.rules().quoteCurrency());
  }

  private static Optional<Decimal> quotient(Money dividend, Money divisor) {
    return divisor.isPositive()
        ? Optional.of(dividend.amount().dividedBy(divisor.amount()))
        : Optional.empty();
  }
}
