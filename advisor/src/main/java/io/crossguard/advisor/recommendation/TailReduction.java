package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By how much the residuals of correlated hedges shrink where the two can't leave: both by the same
 * share, so that what they may lose together fits, and that they still hedge each other.
 *
 * <pre>
 *   left = tailMax · E / tail
 * </pre>
 */
final class TailReduction {
  private final Portfolio portfolio;
  private final Stress stress;
  private final Map<String, Quantity> closed = new HashMap<>();

  /**
   * @param cases of all positions
   */
  TailReduction(
      AccountStructure structure,
      Stress stress,
      List<PositionCase> cases,
      UnitReduction reduction) {
    this.portfolio = structure.portfolio();
    this.stress = stress;
    for (CorrelatedHedge hedge : structure.correlatedHedges()) {
      List<PositionCase> shrinking = cases.stream()
          .filter(each -> each.intent() == Intent.REDUCE_TOGETHER)
          .filter(each -> hedge.includes(each.structure().group().groupId()))
          .toList();
      if (!shrinking.isEmpty()) {
        closed.putAll(
            reduction.closed(hedge.hedgeId(), shrinking, left(hedge), then -> fits(hedge, then)));
      }
    }
  }

  /** What is closed of positions, by id, with their sign. */
  Map<String, Quantity> closed() {
    return closed;
  }

  private Fraction left(CorrelatedHedge hedge) {
    Decimal allowed = portfolio
        .poolOf(hedge.larger().scopeId())
        .equity()
        .max(Decimal.ZERO)
        .times(stress.policy().riskModel().correlation().tailMax().fraction());
    return Fraction.of(allowed).dividedBy(Fraction.of(hedge.residualTail()));
  }

  /** Whether the two still hedge each other then, with a tail that may stay. */
  private static boolean fits(CorrelatedHedge hedge, AccountStructure then) {
    return then.groups().stream()
        .filter(group -> hedge.includes(group.groupId()))
        .allMatch(group ->
            then.correlatedHedge(group).filter(h -> !h.isTailMaterial()).isPresent());
  }
}
