package io.crossguard.advisor.plan;

import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Fraction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes that belong together: either all of them are made, or none.
 *
 * @param ownerId the position or group that it is for
 * @param positionId the position that is advised on; absent where it concerns the whole pool
 * @param purpose what it is for
 * @param urgency what goes first among moves of one purpose: stress loss removed a unit of margin
 * @param scopeId the cross scope that gives or takes
 * @param tasks in their order
 */
public record Move(
    String ownerId,
    Optional<String> positionId,
    StepPurpose purpose,
    Fraction urgency,
    String scopeId,
    List<Task> tasks) {

  static final Comparator<Move> ORDER = Comparator.comparing(Move::purpose)
      .thenComparing(Move::urgency, Comparator.reverseOrder())
      .thenComparing(Move::ownerId);

  /**
   * One change, which may depend on those before it.
   *
   * @param change what to do with the account as it is then; absent where nothing is left to do
   * @param message the same in one sentence
   */
  record Task(Function<ResolvedAccount, Optional<Change>> change, String message) {}

  public Move {
    tasks = List.copyOf(tasks);
  }
}
