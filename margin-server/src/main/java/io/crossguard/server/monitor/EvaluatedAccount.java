package io.crossguard.server.monitor;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An account with where its scopes stand. Everything that the watching knows of evaluation is here.
 *
 * @param resolved the account with its prices and rules
 * @param seen the prices that it was evaluated with
 * @param scopes where each scope stands, by its name
 */
record EvaluatedAccount(
    ResolvedAccount resolved, MarketSnapshot seen, Map<String, ScopeStanding> scopes) {

  /**
   * @param levels margin ratios that are watched, ascending
   * @throws io.crossguard.margin.evaluation.InconsistentInputException with everything that does
   *     not fit together
   */
  static EvaluatedAccount of(
      Account account, MarketSnapshot market, RuleSet rules, List<Decimal> levels) {
    return of(ResolvedAccount.of(account, market, rules), market, levels);
  }

  /**
   * The account after a change of its rows, at the same prices.
   *
   * @throws io.crossguard.margin.evaluation.InconsistentInputException with everything that does
   *     not fit together
   */
  EvaluatedAccount with(Account changed, List<Decimal> levels) {
    return of(resolved.with(changed), seen, levels);
  }

  private static EvaluatedAccount of(
      ResolvedAccount resolved, MarketSnapshot seen, List<Decimal> levels) {
    Map<String, ScopeStanding> scopes = new LinkedHashMap<>();
    for (ScopeMargin scope : resolved.margins()) {
      scopes.put(scope.scopeId(), ScopeStanding.of(scope, levels));
    }
    return new EvaluatedAccount(resolved, seen, scopes);
  }

  Account account() {
    return resolved.account();
  }

  /** The worst verdict of its scopes; HEALTHY without scopes. */
  ScopeStatus status() {
    return scopes.values().stream()
        .map(ScopeStanding::status)
        .reduce(ScopeStatus.HEALTHY, ScopeStatus::worse);
  }

  /** Its balances, positions and orders. */
  static int rows(Account account) {
    return account.balances().size()
        + account.positions().size()
        + account.orders().size();
  }
}
