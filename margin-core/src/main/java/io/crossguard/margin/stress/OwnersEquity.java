package io.crossguard.margin.stress;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.simulation.ScopeLiquidation;
import io.crossguard.margin.simulation.SimulatedLiquidation;
import io.crossguard.margin.value.Money;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an account is worth to its owner, in the quote currency.
 *
 * <pre>
 *   equity    = Σ_cross (walletBalance + unrealizedPnl) + Σ_isolated max(0, walletBalance + unrealizedPnl)
 *   shortfall = Σ_cross max(0, −marginBalance)
 * </pre>
 *
 * each at the index of the scope's unit. What is left of the margin of an isolated position that a
 * liquidation has closed is the owner's too.
 *
 * @param equity signed
 * @param shortfall not negative
 */
record OwnersEquity(Money equity, Money shortfall) {

  static OwnersEquity of(ResolvedAccount account, List<ScopeMargin> scopes) {
    String quote = account.rules().quoteCurrency();
    Money equity = Money.zero(quote);
    Money shortfall = Money.zero(quote);
    for (ScopeMargin scope : scopes) {
      Money own = scope.walletBalance().plus(scope.unrealizedPnl());
      boolean isCross = scope.kind() == ScopeKind.CROSS;
      equity = equity.plus(inQuote(account, isCross ? own : own.atLeastZero()));
      if (isCross) {
        Money missing = scope.marginBalance().negated().atLeastZero();
        shortfall = shortfall.plus(inQuote(account, missing));
      }
    }
    return new OwnersEquity(equity, shortfall);
  }

  static OwnersEquity after(SimulatedLiquidation liquidation, List<ScopeMargin> before) {
    ResolvedAccount account = liquidation.after();
    OwnersEquity held = of(account, liquidation.margin().scopes());
    Set<String> closed = new HashSet<>();
    before.stream()
        .filter(scope -> scope.kind() == ScopeKind.ISOLATED)
        .forEach(scope -> closed.add(scope.scopeId()));
    liquidation.margin().scopes().forEach(scope -> closed.remove(scope.scopeId()));
    Money left = liquidation.scopes().stream()
        .filter(scope -> closed.contains(scope.scopeId()))
        .map(ScopeLiquidation::marginBalance)
        .map(balance -> inQuote(account, balance.atLeastZero()))
        .reduce(Money.zero(account.rules().quoteCurrency()), Money::plus);
    return new OwnersEquity(held.equity().plus(left), held.shortfall());
  }

  private static Money inQuote(ResolvedAccount account, Money amount) {
    return amount.valuedAt(account.index(amount.asset()), account.rules().quoteCurrency());
  }
}
