package io.crossguard.server.monitor;

import io.crossguard.margin.book.BookedScope;
import io.crossguard.margin.book.Standing;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Decimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the scopes of an account stand.
 *
 * @param scopes each by its name, in the order of an evaluation
 */
record Standings(Map<String, Standing> scopes) {

  /**
   * As the evaluator has computed them.
   *
   * @param levels margin ratios that are watched, ascending
   */
  static Standings of(ResolvedAccount account, List<Decimal> levels) {
    Map<String, Standing> scopes = new LinkedHashMap<>();
    for (ScopeMargin scope : account.margins()) {
      scopes.put(scope.scopeId(), Standing.of(scope, levels));
    }
    return new Standings(scopes);
  }

  /** As a book has them. */
  static Standings of(List<BookedScope> booked) {
    Map<String, Standing> scopes = new LinkedHashMap<>();
    booked.forEach(scope -> scopes.put(scope.scopeId(), scope.standing()));
    return new Standings(scopes);
  }

  /** The worst verdict of all; HEALTHY without scopes. */
  ScopeStatus status() {
    return scopes.values().stream()
        .map(Standing::status)
        .reduce(ScopeStatus.HEALTHY, ScopeStatus::worse);
  }
}
