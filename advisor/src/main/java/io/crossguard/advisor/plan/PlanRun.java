package io.crossguard.advisor.plan;

import io.crossguard.margin.change.Change;
import io.crossguard.margin.change.ChangeTrial;
import io.crossguard.margin.change.RefusalReason;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves made in the margin engine, one after the other, by purpose and urgency. One that the engine
 * refuses waits until the others are made, since they may free what it lacks; one that is refused
 * then too is left out, and told with the engine's reason.
 */
public final class PlanRun {
  private final List<PlanStep> steps = new ArrayList<>();
  private final Map<String, Refusal> refusals = new LinkedHashMap<>();
  private final Runnable beforeEach;
  private ChangeTrial trial;

  private PlanRun(ResolvedAccount account, Runnable beforeEach) {
    this.trial = ChangeTrial.of(account);
    this.beforeEach = beforeEach;
  }

  /** Makes the moves on a copy of an account, whose rules say what the venue accepts. */
  public static PlanRun of(ResolvedAccount account, List<Move> moves) {
    return of(account, moves, () -> {});
  }

  /**
   * Makes the moves on a copy of an account, whose rules say what the venue accepts.
   *
   * @param beforeEach done before each move is tried; what it throws ends the run
   */
  public static PlanRun of(ResolvedAccount account, List<Move> moves, Runnable beforeEach) {
    PlanRun run = new PlanRun(account, beforeEach);
    List<Move> waiting = moves.stream().sorted(Move.ORDER).toList();
    int before;
    do {
      before = waiting.size();
      waiting = waiting.stream().filter(move -> !run.make(move)).toList();
    } while (waiting.size() < before && !waiting.isEmpty());
    return run;
  }

  /** What was accepted. */
  public List<PlanStep> steps() {
    return List.copyOf(steps);
  }

  /** What was refused, by the owner of the move. */
  public Map<String, Refusal> refusals() {
    return refusals;
  }

  /** The account after all steps. */
  public ResolvedAccount after() {
    return trial.account();
  }

  /** Makes a move, or none of it. */
  private boolean make(Move move) {
    beforeEach.run();
    ChangeTrial then = trial;
    List<PlanStep> made = new ArrayList<>();
    for (Move.Task task : move.tasks()) {
      Optional<Change> change = task.change().apply(then.account());
      if (change.isPresent()) {
        Optional<ChangeTrial.Attempt> attempt = attempt(then, change.get(), move);
        if (attempt.isEmpty()) {
          return false;
        }
        made.add(step(move, task, change.get(), then, attempt.get(), made.size()));
        then = attempt.get().then();
      }
    }
    steps.addAll(made);
    trial = then;
    refusals.remove(move.ownerId());
    return true;
  }

  private Optional<ChangeTrial.Attempt> attempt(ChangeTrial from, Change change, Move move) {
    try {
      ChangeTrial.Attempt attempt = from.attempt(change);
      if (attempt.isAccepted()) {
        return Optional.of(attempt);
      }
      refusals.put(move.ownerId(), Refusal.of(first(attempt.reasons())));
    } catch (InconsistentInputException e) {
      // Such as margin that would come back in an asset that the rules accept no balance in.
      refusals.put(
          move.ownerId(),
          new Refusal(false, move.ownerId() + " " + e.inconsistencies().get(0).rule()));
    }
    return Optional.empty();
  }

  /** The same reason, whatever the order of the positions. */
  private static RefusalReason first(List<RefusalReason> reasons) {
    return reasons.stream()
        .min(Comparator.comparing(RefusalReason::code).thenComparing(RefusalReason::message))
        .orElseThrow();
  }

  private PlanStep step(
      Move move,
      Move.Task task,
      Change change,
      ChangeTrial before,
      ChangeTrial.Attempt attempt,
      int madeBefore) {
    return new PlanStep(
        steps.size() + madeBefore + 1,
        move.purpose(),
        move.positionId(),
        change,
        task.message(),
        attempt.cashFlows(),
        state(before, move.scopeId()),
        state(attempt.then(), move.scopeId()));
  }

  private static Optional<ScopeState> state(ChangeTrial trial, String scopeId) {
    return trial.account().scopes().stream()
        .filter(scope -> scope.scopeId().equals(scopeId))
        .findFirst()
        .map(scope -> ScopeState.of(scope.margin()));
  }
}
