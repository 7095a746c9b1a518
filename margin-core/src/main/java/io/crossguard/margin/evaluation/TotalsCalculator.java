package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

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

  TotalsCalculator(
      ResolvedAccount account, List<ScopeMargin> scopes, List<PositionMargin> positions) {
    this.account = account;
    this.scopes = scopes;
    this.positions = positions;
  }

  AccountTotals totals() {
    Money wallet = sumOfScopes(scopes, ScopeMargin::walletBalance);
    Money pnl = sumOfScopes(scopes, ScopeMargin::unrealizedPnl);
    Money equity = wallet.plus(pnl);
    Money gross = sum(positions.stream().map(this::notional).toList());
    List<ScopeMargin> cross =
        scopes.stream().filter(scope -> scope.kind() == ScopeKind.CROSS).toList();
    Money crossNotional = crossNotional();
    return new AccountTotals(
        equity,
        wallet,
        pnl,
        sumOfScopes(scopes, ScopeMargin::initialMargin),
        sumOfScopes(scopes, ScopeMargin::maintenanceMargin),
        gross,
        quotient(gross, equity),
        crossNotional,
        quotient(crossNotional, sumOfScopes(cross, ScopeMargin::marginBalance)),
        quotient(crossNotional, sumOfScopes(cross, ScopeMargin::walletBalance)),
        largestPosition(gross));
  }

  private Money crossNotional() {
    Account given = account.account();
    return sum(IntStream.range(0, positions.size())
        .filter(i -> given.positions().get(i).isCross())
        .mapToObj(i -> notional(positions.get(i)))
        .toList());
  }

  private Optional<AccountTotals.LargestPosition> largestPosition(Money gross) {
    return positions.stream()
        .min(Comparator.comparing((PositionMargin p) -> notional(p).amount())
            .reversed()
            .thenComparing(PositionMargin::positionId))
        .map(largest -> new AccountTotals.LargestPosition(
            largest.positionId(), notional(largest).amount().dividedBy(gross.amount())));
  }

  private Money notional(PositionMargin position) {
    return inQuote(position.notional());
  }

  private Money sumOfScopes(List<ScopeMargin> of, Function<ScopeMargin, Money> figure) {
    return sum(of.stream().map(figure).map(this::inQuote).toList());
  }

  private Money sum(List<Money> amounts) {
    return amounts.stream().reduce(Money.zero(account.rules().quoteCurrency()), Money::plus);
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
