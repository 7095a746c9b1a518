package io.crossguard.server.monitor;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/**
 * An account as the evaluator for one account has computed it.
 *
 * @param resolved the account with its prices and rules
 * @param seen the prices that it was evaluated with
 * @param standings where its scopes stand
 */
record EvaluatedAccount(ResolvedAccount resolved, MarketSnapshot seen, Standings standings) {

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
    return new EvaluatedAccount(resolved, seen, Standings.of(resolved, levels));
  }

  Account account() {
    return resolved.account();
  }

  /** Its balances, positions and orders. */
  static int rows(Account account) {
    return account.balances().size()
        + account.positions().size()
        + account.orders().size();
  }
}
