package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.hedge.NettedGroup;
import java.util.List;
import java.util.Optional;

/** What the groups of an account have to be treated with: each group is in one unit. */
final class RiskUnits {
  private final AccountStructure structure;
  private final Stress stress;

  RiskUnits(AccountStructure structure, Stress stress) {
    this.structure = structure;
    this.stress = stress;
  }

  /** The unit that a group is in. */
  RiskUnit of(NettedGroup group) {
    return structure
        .correlatedHedge(group)
        .map(RiskUnits::ofHedge)
        .orElseGet(() -> new RiskUnit(
            group.groupId(), group.root(), List.of(group), stress.loss(group.root(), group.net())));
  }

  /** The two of a correlated hedge have a budget of their own: neither coin is their risk. */
  static RiskUnit ofHedge(CorrelatedHedge hedge) {
    return new RiskUnit(
        hedge.hedgeId(), hedge.hedgeId(), hedge.groups(), Optional.of(hedge.residualTail()));
  }

  /** The unit that a position is in. */
  RiskUnit of(PositionCase position) {
    return of(position.structure().group());
  }
}
