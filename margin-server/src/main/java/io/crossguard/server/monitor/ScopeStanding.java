package io.crossguard.server.monitor;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/**
 * What is watched of a scope.
 *
 * @param status the verdict
 * @param levelsReached how many levels of the margin ratio it is at or above, from the lowest
 */
record ScopeStanding(ScopeStatus status, int levelsReached) {

  /**
   * Compares without a quotient.
   *
   * <pre>
   *   reached  marginBalance &lt; 0, or
   *            maintenanceMargin &gt; 0 and maintenanceMargin ≥ level × marginBalance
   * </pre>
   *
   * @param levels ascending and positive
   */
  static ScopeStanding of(ScopeMargin scope, List<Decimal> levels) {
    int reached = 0;
    while (reached < levels.size() && isReached(scope, levels.get(reached))) {
      reached++;
    }
    return new ScopeStanding(scope.status(), reached);
  }

  private static boolean isReached(ScopeMargin scope, Decimal level) {
    Decimal balance = scope.marginBalance().amount();
    Decimal maintenance = scope.maintenanceMargin().amount();
    return balance.isNegative()
        || (maintenance.isPositive() && !maintenance.isLessThan(level.times(balance)));
  }
}
