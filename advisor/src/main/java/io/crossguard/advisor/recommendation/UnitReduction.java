package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.plan.MoveWriter;
import io.crossguard.advisor.plan.PlanRun;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Shrinks positions by one share, in whole lots. Where that takes them apart, since one is rounded
 * by more than another, less is left, down to nothing of any.
 */
final class UnitReduction {
  private static final int TRIALS = 10;

  private final AccountStructure structure;
  private final MoveWriter moveWriter;

  UnitReduction(AccountStructure structure, MoveWriter moveWriter) {
    this.structure = structure;
    this.moveWriter = moveWriter;
  }

  /**
   * What is closed of each position, by id, with its sign.
   *
   * @param unitId whose positions they are
   * @param shrinking the positions
   * @param left the share that may be left; below 1
   * @param fits whether an account may stay as it is then
   */
  Map<String, Quantity> closed(
      String unitId,
      List<PositionCase> shrinking,
      Fraction left,
      Predicate<AccountStructure> fits) {
    for (int trial = TRIALS; trial > 0; trial--) {
      Fraction share = left.times(Fraction.of(Decimal.of(trial), Decimal.of(TRIALS)));
      Map<String, Quantity> some = closed(shrinking, share);
      if (fits.test(after(unitId, shrinking, some))) {
        return some;
      }
    }
    return closed(shrinking, Fraction.ZERO);
  }

  private static Map<String, Quantity> closed(List<PositionCase> shrinking, Fraction left) {
    Map<String, Quantity> all = new HashMap<>();
    for (PositionCase each : shrinking) {
      Quantity stays = Lots.within(
          new Quantity(left.times(each.quantity().contracts()).rounded()),
          each.structure().leg().instrument());
      all.put(each.positionId(), each.quantity().plus(stays.negated()));
    }
    return all;
  }

  private AccountStructure after(
      String unitId, List<PositionCase> shrinking, Map<String, Quantity> closed) {
    List<MoveWriter.Closing> closings = closings(shrinking, closed);
    PlanRun run = PlanRun.of(
        structure.portfolio().account(),
        closings.isEmpty() ? List.of() : List.of(moveWriter.reduceTogether(unitId, closings)));
    return structure.after(run.after());
  }

  /** The closings of positions of which something is closed. */
  static List<MoveWriter.Closing> closings(
      List<PositionCase> positions, Map<String, Quantity> closed) {
    return positions.stream()
        .filter(each -> !closed.getOrDefault(each.positionId(), Quantity.ZERO).isZero())
        .map(each -> new MoveWriter.Closing(
            each.position(), closed.getOrDefault(each.positionId(), Quantity.ZERO)))
        .toList();
  }
}
