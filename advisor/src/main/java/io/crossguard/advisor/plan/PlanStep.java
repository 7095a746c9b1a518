package io.crossguard.advisor.plan;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.change.CashFlow;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.value.Require;
import java.util.List;
import java.util.Optional;

/**
 * One change of a plan, as the margin engine has accepted it. Trades are at the mark and without a
 * fee: who carries it out states the price and the fee that he gets.
 *
 * @param sequence counted from 1
 * @param purpose what it is for
 * @param positionId the position that is advised on; absent where it concerns the whole pool
 * @param change what to do
 * @param message the same in one sentence
 * @param cashFlows what moves
 * @param before the cross scope that gives or takes, before the step; absent where the step makes it
 * @param after the same after the step
 */
public record PlanStep(
    int sequence,
    StepPurpose purpose,
    Optional<String> positionId,
    Change change,
    String message,
    List<CashFlow> cashFlows,
    Optional<ScopeState> before,
    Optional<ScopeState> after) {

  public PlanStep {
    Require.that(sequence > 0, "sequence must be positive");
    requireNonNull(purpose, "purpose");
    requireNonNull(positionId, "positionId");
    requireNonNull(change, "change");
    Require.that(!message.isEmpty(), "message must not be empty");
    cashFlows = List.copyOf(cashFlows);
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }
}
