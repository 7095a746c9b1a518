package io.crossguard.advisor.plan;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Optional;

/**
 * A cross scope before or after a step.
 *
 * @param scopeId the scope
 * @param marginBalance collateral after haircuts and unrealized P&amp;L; signed
 * @param initialMargin what its positions and orders require to be opened; not negative
 * @param maintenanceMargin what they require to stay open; not negative
 * @param marginRatio maintenance margin over balance; absent while the balance is not positive
 */
public record ScopeState(
    String scopeId,
    Money marginBalance,
    Money initialMargin,
    Money maintenanceMargin,
    Optional<Decimal> marginRatio) {

  public ScopeState {
    requireNonNull(scopeId, "scopeId");
    requireNonNull(marginBalance, "marginBalance");
    requireNonNull(initialMargin, "initialMargin");
    requireNonNull(maintenanceMargin, "maintenanceMargin");
    requireNonNull(marginRatio, "marginRatio");
  }

  /** The state of an evaluated scope; its order margin counts as initial margin. */
  public static ScopeState of(ScopeMargin scope) {
    return new ScopeState(
        scope.scopeId(),
        scope.marginBalance(),
        scope.initialMargin().plus(scope.orderMargin()),
        scope.maintenanceMargin(),
        scope.marginRatio());
  }
}
