package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Decimal;

/**
 * What decides where a scope of a book stands: the same figures, to the last digit, as those of its
 * {@link ScopeMargin}. Amounts are in the unit of the scope.
 *
 * @param scopeId {@code cross}, {@code cross:USDT} or {@code isolated:<positionId>}
 * @param marginBalance wallet balance and unrealized P&amp;L after haircuts; signed
 * @param maintenanceMargin what must stand behind the positions
 * @param status the verdict
 */
public record BookedScope(
    String scopeId, Decimal marginBalance, Decimal maintenanceMargin, ScopeStatus status) {

  static BookedScope of(ScopeMargin scope) {
    return new BookedScope(
        scope.scopeId(),
        scope.marginBalance().amount(),
        scope.maintenanceMargin().amount(),
        scope.status());
  }
}
