package io.crossguard.margin.book;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/**
 * Where a scope stands.
 *
 * @param status the verdict
 * @param levelsReached how many levels of the margin ratio it is at or above, from the lowest
 */
public record Standing(ScopeStatus status, int levelsReached) {

  public Standing {
    requireNonNull(status, "status");
  }

  /**
   * Where evaluated figures stand, compared without a quotient.
   *
   * <pre>
   *   reached  marginBalance &lt; 0, or
   *            maintenanceMargin &gt; 0 and maintenanceMargin ≥ level × marginBalance
   * </pre>
   *
   * @param levels margin ratios, ascending and positive
   */
  public static Standing of(ScopeMargin scope, List<Decimal> levels) {
    int reached = 0;
    while (reached < levels.size() && isReached(scope, levels.get(reached))) {
      reached++;
    }
    return new Standing(scope.status(), reached);
  }

  private static boolean isReached(ScopeMargin scope, Decimal level) {
    Decimal balance = scope.marginBalance().amount();
    Decimal maintenance = scope.maintenanceMargin().amount();
    return balance.isNegative()
        || (maintenance.isPositive() && !maintenance.isLessThan(level.times(balance)));
  }
}
