package io.crossguard.server.mapping;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ConsistencyCheck;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.RuleSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Brings an account together with its prices and rules, and reports where they contradict each
 * other with paths of the request. The core's paths start at {@code account} and {@code market}.
 */
final class Consistency {
  private static final String CORE_ACCOUNT = "account";

  private Consistency() {}

  /**
   * @param accountField where the account stands in the request
   * @throws InconsistentRequestException with these contradictions and those found before
   */
  static ResolvedAccount resolve(
      Account account, MarketSnapshot market, RuleSet rules, FieldPath accountField) {
    Violations violations = accountField.violations();
    if (violations.hasInconsistent()) {
      report(ConsistencyCheck.inconsistencies(account, market, rules), accountField);
      violations.throwIfInconsistent();
    }
    return consistent(() -> ResolvedAccount.of(account, market, rules), accountField);
  }

  /**
   * Runs a constructor of the core that puts parts together.
   *
   * @throws InconsistentRequestException if it finds contradictions
   */
  static <T> T consistent(Supplier<T> whole, FieldPath accountField) {
    try {
      return whole.get();
    } catch (InconsistentInputException e) {
      report(e.inconsistencies(), accountField);
      throw accountField.violations().inconsistent();
    }
  }

  /**
   * Runs a part of the core that looks for contradictions by itself.
   *
   * @param place where in the request a path of the core stands
   * @throws InconsistentRequestException if it finds contradictions
   */
  static <T> T consistent(Supplier<T> whole, UnaryOperator<String> place) {
    try {
      return whole.get();
    } catch (InconsistentInputException e) {
      Violations violations = new Violations();
      e.inconsistencies()
          .forEach(found -> violations.addInconsistent(place.apply(found.path()), found.rule()));
      throw violations.inconsistent();
    }
  }

  /**
   * @throws InconsistentRequestException with what contradicts each other whatever an account holds
   */
  static void requireConsistent(MarketSnapshot market, RuleSet rules, FieldPath request) {
    Account nothing = new Account("nothing", List.of(), List.of());
    report(ConsistencyCheck.inconsistencies(nothing, market, rules), request);
    request.violations().throwIfInconsistent();
  }

  private static void report(List<Inconsistency> inconsistencies, FieldPath accountField) {
    for (Inconsistency inconsistency : inconsistencies) {
      String path = inconsistency.path();
      accountField
          .violations()
          .addInconsistent(
              path.startsWith(CORE_ACCOUNT + ".")
                  ? accountField + path.substring(CORE_ACCOUNT.length())
                  : path,
              inconsistency.rule());
    }
  }
}
