package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.plan.MoveWriter;
import io.crossguard.advisor.plan.PlanRun;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By how much the residuals of correlated hedges shrink where the two can't leave: both by the same
 * share, so that what they may lose together fits.
 *
 * <pre>
 *   left = tailMax · E / tail
 * </pre>
 *
 * in whole lots. Where that takes the hedge apart, since one side is rounded by more than the other,
 * less is left, down to nothing of either.
 */
final class TailReduction {
  private static final int TRIALS = 10;

  private final Portfolio portfolio;
  private final Stress stress;
  private final MoveWriter moveWriter;
  private final Map<String, Quantity> closed = new HashMap<>();

  /**
   * @param cases of all positions
   */
  TailReduction(
      AccountStructure structure, Stress stress, List<PositionCase> cases, MoveWriter moveWriter) {
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.moveWriter = moveWriter;
    for (CorrelatedHedge hedge : structure.correlatedHedges()) {
      List<PositionCase> shrinking = cases.stream()
          .filter(each -> each.intent() == Intent.REDUCE_TOGETHER)
          .filter(each -> hedge.includes(each.structure().group().groupId()))
          .toList();
      if (!shrinking.isEmpty()) {
        closed.putAll(closed(hedge, shrinking));
      }
    }
  }

  /** What is closed of a position, with its sign; zero where it stays whole. */
  Quantity closed(PositionCase of) {
    return closed.getOrDefault(of.positionId(), Quantity.ZERO);
  }

  private Map<String, Quantity> closed(CorrelatedHedge hedge, List<PositionCase> shrinking) {
    Decimal allowed = portfolio
        .poolOf(hedge.larger().scopeId())
        .equity()
        .max(Decimal.ZERO)
        .times(stress.policy().riskModel().correlation().tailMax().fraction());
    Fraction left = Fraction.of(allowed).dividedBy(Fraction.of(hedge.residualTail()));
    for (int trial = TRIALS; trial > 0; trial--) {
      Fraction share = left.times(Fraction.of(Decimal.of(trial), Decimal.of(TRIALS)));
      Map<String, Quantity> some = closed(shrinking, share);
      if (fits(hedge, shrinking, some)) {
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

  /** Whether the two still hedge each other then, with a tail that may stay. */
  private boolean fits(
      CorrelatedHedge hedge, List<PositionCase> shrinking, Map<String, Quantity> some) {
    PlanRun run = PlanRun.of(
        portfolio.account(),
        List.of(moveWriter.reduceTogether(hedge.hedgeId(), closings(shrinking, some))));
    AccountStructure then = AccountStructure.of(
        Portfolio.of(run.after(), portfolio.riskInputs()), stress.policy(), Map.of());
    return then.groups().stream()
        .filter(group -> hedge.includes(group.groupId()))
        .allMatch(group ->
            then.correlatedHedge(group).filter(h -> !h.isTailMaterial()).isPresent());
  }

  private static List<MoveWriter.Closing> closings(
      List<PositionCase> positions, Map<String, Quantity> closed) {
    return positions.stream()
        .map(each -> new MoveWriter.Closing(
            each.position(), closed.getOrDefault(each.positionId(), Quantity.ZERO)))
        .filter(closing -> !closing.quantity().isZero())
        .toList();
  }
}
