package io.crossguard.margin.simulation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;
import java.util.List;

/**
 * The liquidation of one scope.
 *
 * @param scopeId the scope
 * @param outcome how it ends
 * @param cancelledOrderIds the orders that it cancels, in the order of the account; one that an
 *     earlier scope has cancelled is not named again
 * @param steps the closings in their order
 * @param marginBalance what the scope has when it is over, in its unit; signed. Of an isolated
 *     position that was closed whole it belongs to no scope any more: what remains of it is the
 *     owner's, what is missing the venue's
 */
public record ScopeLiquidation(
    String scopeId,
    LiquidationOutcome outcome,
    List<String> cancelledOrderIds,
    List<LiquidationStep> steps,
    Money marginBalance) {

  public ScopeLiquidation {
    requireNonNull(scopeId, "scopeId");
    requireNonNull(outcome, "outcome");
    cancelledOrderIds = List.copyOf(cancelledOrderIds);
    steps = List.copyOf(steps);
    requireNonNull(marginBalance, "marginBalance");
  }
}
