package io.crossguard.advisor.classification;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.exposure.ExposureLeg.CollateralLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a position is classified as it is: the codes of its structure, each in a sentence. */
final class StructureReasons {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final AdvisorPolicy policy;
  private final String quote;
  private final Set<String> declaredHedges;
  private final PairReasons pairReasons;
  private final RiskReasons riskReasons;

  StructureReasons(AccountStructure structure, AdvisorPolicy policy, List<PositionTag> tags) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.policy = policy;
    this.quote = portfolio.account().rules().quoteCurrency();
    this.declaredHedges = tags.stream()
        .filter(PositionTag::declaresHedge)
        .map(PositionTag::positionId)
        .collect(Collectors.toUnmodifiableSet());
    this.pairReasons = new PairReasons(structure, policy);
    this.riskReasons = new RiskReasons(structure, policy);
  }

  List<Reason> of(PositionStructure position) {
    ReasonList reasons = new ReasonList();
    ofGroup(position, reasons);
    pairReasons.add(position, reasons);
    riskReasons.add(position, reasons);
    if (declaredHedges.contains(position.leg().legId())
        && position.classification() == Classification.DIRECTIONAL) {
      reasons.add(
          Reason.Code.DECLARED_HEDGE_NOT_FOUND,
          "The position is tagged as a hedge, but "
              + value(position, position.residual())
              + " of it offset nothing.");
    }
    return reasons.sorted();
  }

  private void ofGroup(PositionStructure position, ReasonList reasons) {
    NettedGroup group = position.group();
    Classification ofGroup = structure.classOf(group);
    if (position.isMatched() && ofGroup.isHedged()) {
      reasons.add(
          Reason.Code.OFFSETTING_LEGS,
          value(position, position.matched())
              + " of the position are offset by "
              + pairReasons.partners(position.leg())
              + "; the sides of "
              + group.root()
              + " differ by "
              + percent(group.net().abs().dividedBy(group.largerSide()))
              + ".");
    }
    if (position.classification() == Classification.DIRECTIONAL && !position.isMatched()) {
      reasons.add(
          Reason.Code.NO_OFFSETTING_LEG,
          "Nothing offsets the " + value(position, position.residual()) + " of the position.");
    }
    if (ofGroup == Classification.PARTIALLY_HEDGED) {
      reasons.add(
          Reason.Code.PARTIAL_HEDGE, sides(group) + "; " + percent(ratio(group)) + " are hedged.");
    } else if (position.classification() == Classification.PARTIALLY_HEDGED
        && position.hasResidual()) {
      reasons.add(
          Reason.Code.PARTIAL_HEDGE,
          "Of the position "
              + value(position, position.matched())
              + " are hedged, and "
              + value(position, position.residual())
              + " are not.");
    }
    if (ofGroup != Classification.DELTA_NEUTRAL && isOverHedged(group)) {
      reasons.add(
          Reason.Code.OVER_HEDGED,
          "The positions outweigh the coins that they are to hedge: " + sides(group) + ".");
    }
    if (ofGroup == Classification.HEDGED_WITH_RESIDUAL) {
      reasons.add(
          Reason.Code.RESIDUAL_WITHIN_TOLERANCE,
          "The sides of "
              + group.root()
              + " differ by "
              + percent(group.net().abs().dividedBy(group.largerSide()))
              + ", within "
              + percent(policy.bands().hedged())
              + ".");
    }
    structure
        .classOfPayment(position.leg())
        .filter(payment -> payment == position.classification() && !payment.isHedged())
        .ifPresent(payment -> reasons.add(
            Reason.Code.UNHEDGED_COLLATERAL,
            "The "
                + position.leg().instrument().settlementAsset()
                + " that it costs or brings are not hedged, or not enough of them."));
    NettedGroup left = leftOver(position);
    if (group.isMatched() && structure.classifier().isMaterial(left)) {
      reasons.add(Reason.Code.RESIDUAL_MATERIAL_TO_EQUITY, material(left));
    }
  }

  /** The group that has the net: where a part of a leg comes back, the one that the rest stays in. */
  private NettedGroup leftOver(PositionStructure position) {
    return position
        .comesBack()
        .filter(how -> !how.isWhole())
        .flatMap(how -> structure.groups().stream()
            .filter(group -> group.root().equals(position.leg().root())
                && group.scopeId().equals(position.leg().scopeId()))
            .findFirst())
        .orElse(position.group());
  }

  private String material(NettedGroup group) {
    Decimal net = structure.classifier().netNotional(group);
    return "A net of "
        + number(net)
        + " "
        + quote
        + " is left, "
        + structure
            .classifier()
            .netToEquity(group)
            .map(ratio -> percent(ratio) + " of the equity")
            .orElse("with no equity behind it")
        + "; "
        + percent(policy.netToEquityMax())
        + " are allowed.";
  }

  private String sides(NettedGroup group) {
    return group.root()
        + " is long "
        + number(portfolio.value(group.root(), group.longCoins()))
        + " and short "
        + number(portfolio.value(group.root(), group.shortCoins()))
        + " "
        + quote;
  }

  private static Decimal ratio(NettedGroup group) {
    return group.smallerSide().dividedBy(group.largerSide());
  }

  private static boolean isOverHedged(NettedGroup group) {
    Side lighter = group.netSide() == Side.LONG ? Side.SHORT : Side.LONG;
    return !group.net().isZero()
        && group.parts().stream()
            .map(LegPart::leg)
            .anyMatch(leg -> leg instanceof CollateralLeg && leg.side() == lighter);
  }

  private String value(PositionStructure position, Decimal coins) {
    return number(portfolio.value(position.leg().root(), coins)) + " " + quote;
  }
}
