package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.Convexity;
import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.exposure.ExposureLeg.CollateralLeg;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.evaluation.AccountTotals;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
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

  /** Correlated hedges, and the groups of pools that have options: none of them is taken apart. */
  List<RiskUnit> inseparable() {
    List<RiskUnit> units = new ArrayList<>();
    structure.correlatedHedges().forEach(hedge -> units.add(of(hedge)));
    structure.groups().stream()
        .filter(group -> group.hasOptions() && isPool(group.scopeId()))
        .forEach(group -> units.add(of(group)));
    return units;
  }

  private boolean isPool(String scopeId) {
    return structure.portfolio().poolOf(scopeId).poolId().equals(scopeId);
  }

  /** The unit that a position is in. */
  RiskUnit of(PositionCase position) {
    return of(position.structure().group());
  }

  /** The unit that a group is in. */
  RiskUnit of(NettedGroup group) {
    return structure
        .correlatedHedge(group)
        .map(RiskUnits::of)
        .orElseGet(() -> new RiskUnit(
            group.groupId(),
            group.root(),
            List.of(group),
            stress.loss(structure, group),
            mayStay(group),
            group.parts().stream().anyMatch(part -> part.leg() instanceof CollateralLeg)));
  }

  /** The two of a correlated hedge have a budget of their own: neither coin is their risk. */
  private static RiskUnit of(CorrelatedHedge hedge) {
    return new RiskUnit(
        hedge.hedgeId(),
        hedge.hedgeId(),
        hedge.groups(),
        Optional.of(hedge.residualTail()),
        !hedge.isTailMaterial(),
        hedge.restsOnCoins());
  }

  /** Whether the net offsets itself, now and after a move, or the loss is limited. */
  private boolean mayStay(NettedGroup group) {
    boolean isLimited = structure
        .convexity(group)
        .flatMap(Convexity::shape)
        .filter(shape ->
            shape == Convexity.Shape.LIMITED_TO_PREMIUM || shape == Convexity.Shape.TAIL_PROTECTED)
        .isPresent();
    return isLimited || structure.classOf(group).isHedged();
  }

  /** Whether a unit is too small to act on. */
  boolean isDust(RiskUnit unit) {
    return unit.groups().stream().allMatch(group -> stress.isDust(structure, group));
  }

  /**
   * What a unit should have in an account of its own, in the quote currency: what it may lose, its
   * maintenance margin there, and the fee of closing it all; absent where too little is known.
   */
  Optional<Fraction> marginWanted(RiskUnit unit) {
    ResolvedAccount account = structure.portfolio().account();
    return unit.stressLoss().map(loss -> {
      AccountTotals alone = SubAccount.requirement(unit, account);
      Decimal fee = alone
          .grossNotional()
          .amount()
          .times(stress.policy().liquidationFeeRate().fraction());
      Decimal requirement = structure.portfolio().requirement(alone.maintenanceMargin());
      return Fraction.of(loss.plus(requirement).plus(fee));
    });
  }
}
