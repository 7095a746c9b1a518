package io.crossguard.margin.book;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/**
 * What decides where a scope of a book stands: the same figures, to the last digit, as those of its
 * {@link ScopeMargin}. Amounts are in the unit of the scope.
 *
 * @param scopeId {@code cross}, {@code cross:USDT} or {@code isolated:<positionId>}
 * @param marginBalance wallet balance and unrealized P&amp;L; signed
 * @param maintenanceMargin what must stand behind the positions
 * @param standing the verdict, and the levels that it has reached
 */
public record BookedScope(
    String scopeId, Decimal marginBalance, Decimal maintenanceMargin, Standing standing) {

  public BookedScope {
    requireNonNull(scopeId, "scopeId");
    requireNonNull(marginBalance, "marginBalance");
    requireNonNull(maintenanceMargin, "maintenanceMargin");
    requireNonNull(standing, "standing");
  }

  /**
   * The same of a scope that the evaluator has computed.
   *
   * @param levels margin ratios, ascending and positive
   */
  public static BookedScope of(ScopeMargin scope, List<Decimal> levels) {
    return new BookedScope(
        scope.scopeId(),
        scope.marginBalance().amount(),
        scope.maintenanceMargin().amount(),
        Standing.of(scope, levels));
  }
}
