package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.List;
import java.util.Optional;

/** Judges an account, or an account and its sub-accounts, by the scenarios of the first one. */
final class Outlooks {
  private final Stress stress;
  private final Optional<WorstCaseLoss> worstCase;

  Outlooks(AccountStructure today, Stress stress) {
    this.stress = stress;
    this.worstCase = WorstCaseLoss.of(today.portfolio(), stress);
  }

  AccountOutlook of(List<AccountStructure> accounts) {
    String quote = accounts.get(0).portfolio().account().rules().quoteCurrency();
    Decimal equity = Decimal.ZERO;
    Decimal balance = Decimal.ZERO;
    Decimal notional = Decimal.ZERO;
    Optional<Decimal> ratio = Optional.of(Decimal.ZERO);
    for (AccountStructure account : accounts) {
      Portfolio portfolio = account.portfolio();
      equity = equity.plus(portfolio.margin().totals().equity().amount());
      notional = notional.plus(portfolio.margin().totals().crossNotional().amount());
      for (ScopeMargin scope : portfolio.margin().scopes()) {
        if (scope.kind() == ScopeKind.CROSS) {
          balance = balance.plus(portfolio.inQuote(scope.marginBalance()));
          ratio = ratio.flatMap(highest -> ratio(scope).map(highest::max));
        }
      }
    }
    return new AccountOutlook(
        new Money(equity, quote),
        ratio,
        balance.isPositive() ? Optional.of(notional.dividedBy(balance)) : Optional.empty(),
        largestThreat(accounts),
        worstCase.map(worst -> new Money(worst.of(accounts, stress), quote)));
  }

  /** A scope that needs nothing has the ratio 0, whatever its balance. */
  private static Optional<Decimal> ratio(ScopeMargin scope) {
    return scope.maintenanceMargin().isPositive() ? scope.marginRatio() : Optional.of(Decimal.ZERO);
  }

  private Optional<AccountOutlook.LargestThreat> largestThreat(List<AccountStructure> accounts) {
    return accounts.stream()
        .flatMap(account -> new Threats(account, stress.of(account.portfolio())).largest().stream())
        .min(Threats.GREATEST_FIRST)
        .map(threat -> new AccountOutlook.LargestThreat(threat.group().groupId(), threat.ratio()));
  }
}
