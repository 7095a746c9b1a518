package io.crossguard.advisor.classification;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.CollateralLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.MatchedPair;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a position is classified as it is: the codes of its structure, each in a sentence. */
final class StructureReasons {
  private static final int NAMES_MAX = 3;

  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final AdvisorPolicy policy;
  private final String quote;
  private final Set<String> declaredHedges;
  private final Map<ExposureLeg.Key, List<MatchedPair>> pairsOf = new HashMap<>();
  private final Map<ExposureLeg.Key, List<MatchedPair>> acrossPairsOf = new HashMap<>();

  StructureReasons(AccountStructure structure, AdvisorPolicy policy, List<PositionTag> tags) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.policy = policy;
    this.quote = portfolio.account().rules().quoteCurrency();
    this.declaredHedges = tags.stream()
        .filter(PositionTag::declaresHedge)
        .map(PositionTag::positionId)
        .collect(Collectors.toUnmodifiableSet());
    structure.groups().forEach(group -> index(group.pairs(), pairsOf));
    index(structure.acrossPairs(), acrossPairsOf);
  }

  private static void index(
      List<MatchedPair> pairs, Map<ExposureLeg.Key, List<MatchedPair>> byLeg) {
    for (MatchedPair pair : pairs) {
      pair.legs()
          .forEach(
              leg -> byLeg.computeIfAbsent(leg.key(), key -> new ArrayList<>()).add(pair));
    }
  }

  List<Reason> of(PositionStructure position) {
    ReasonList reasons = new ReasonList();
    ofGroup(position, reasons);
    ofPairs(position, reasons);
    across(position, reasons);
    expiry(position, reasons);
    correlation(position, reasons);
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
              + names(position.leg())
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
    if (group.isMatched() && structure.classifier().isMaterial(group)) {
      reasons.add(Reason.Code.RESIDUAL_MATERIAL_TO_EQUITY, material(group));
    }
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

  private void ofPairs(PositionStructure position, ReasonList reasons) {
    for (MatchedPair pair : pairsOf.getOrDefault(position.leg().key(), List.of())) {
      ExposureLeg partner = pair.partnerOf(position.leg());
      if (pair.isOneInstrument()) {
        reasons.add(
            Reason.Code.FULLY_OFFSET_CLOSE_BOTH,
            "Both sides of "
                + position.leg().instrument().instrumentId()
                + " are held: closing "
                + value(position, pair.coins())
                + " of each frees margin.");
      } else if (isDated(position.leg()) || isDated(partner)) {
        reasons.add(
            Reason.Code.CALENDAR_BASIS,
            value(position, pair.coins())
                + " are matched with "
                + partner.legId()
                + " across expiries: the prices of the two can move apart.");
      }
      equivalence(position, pair, reasons);
    }
  }

  private void equivalence(PositionStructure position, MatchedPair pair, ReasonList reasons) {
    if (pair.partnerOf(position.leg()) instanceof CollateralLeg coin && coin.isEquivalent()) {
      String rate = "1 " + coin.asset() + " at " + number(coin.rate()) + " " + coin.root();
      reasons.add(
          Reason.Code.EQUIVALENT_ASSET,
          "The hedge counts "
              + rate
              + "; a depeg of "
              + percent(portfolio.riskInputs().depegStress(coin.asset()))
              + " has to be reckoned with.");
      if (coin.isOffPeg(policy.offPeg())) {
        reasons.add(
            Reason.Code.EQUIVALENT_OFF_PEG,
            "The hedge counts " + rate + ", where " + number(coin.fairRate()) + " is fair.");
      }
    }
  }

  private void across(PositionStructure position, ReasonList reasons) {
    for (MatchedPair pair : acrossPairsOf.getOrDefault(position.leg().key(), List.of())) {
      String sentence = value(position, pair.coins())
          + " of "
          + pair.longLeg().legId()
          + " and "
          + pair.shortLeg().legId()
          + " offset each other, but in the scopes "
          + pair.longLeg().scopeId()
          + " and "
          + pair.shortLeg().scopeId()
          + ": the profit of one does not reach the other.";
      if (pair.legs().anyMatch(StructureReasons::isIsolated)) {
        reasons.add(Reason.Code.HEDGE_LEG_ISOLATED, sentence);
      }
      if (!pool(pair.longLeg()).equals(pool(pair.shortLeg()))) {
        reasons.add(Reason.Code.HEDGE_IN_OTHER_POOL, sentence);
      }
    }
  }

  private void correlation(PositionStructure position, ReasonList reasons) {
    NettedGroup group = position.group();
    if (!position.hasResidual()) {
      return;
    }
    structure
        .correlatedHedge(group)
        .ifPresent(hedge -> reasons.add(
            Reason.Code.CORRELATED_HEDGE_ONLY,
            hedge.partnerOf(group).root()
                + " hedges what is left of "
                + group.root()
                + " with a correlation of "
                + number(hedge.correlation())
                + ", in a crisis "
                + number(hedge.stressedCorrelation())
                + ": the two are not neutral, and may lose "
                + number(hedge.residualTail())
                + " "
                + quote
                + " together at the target probability."));
    structure
        .correlationTooWeak(group)
        .ifPresent(weakness -> reasons.add(
            Reason.Code.CORRELATION_TOO_WEAK,
            "A correlation of " + group.root() + " is given, but " + weakness
                + ": these are two bets."));
  }

  private void expiry(PositionStructure position, ReasonList reasons) {
    pairsOf.getOrDefault(position.leg().key(), List.of()).stream()
        .flatMap(MatchedPair::legs)
        .filter(leg -> StructureReport.expiresWithinHorizon(leg, portfolio, policy))
        .findFirst()
        .ifPresent(leg -> reasons.add(
            Reason.Code.HEDGE_EXPIRES_WITHIN_HORIZON,
            leg.legId()
                + " expires within "
                + policy.horizon().toHours()
                + " hours: roll it, or the rest is unhedged."));
  }

  private String names(ExposureLeg leg) {
    List<String> partners = pairsOf.getOrDefault(leg.key(), List.of()).stream()
        .map(pair -> pair.partnerOf(leg))
        .map(partner ->
            partner instanceof CollateralLeg ? "the " + partner.legId() + " held" : partner.legId())
        .distinct()
        .toList();
    String shown = partners.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
    return partners.size() > NAMES_MAX
        ? shown + " and " + (partners.size() - NAMES_MAX) + " more"
        : shown;
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

  private String pool(ExposureLeg leg) {
    return portfolio.poolOf(leg.scopeId()).poolId();
  }

  private static boolean isIsolated(ExposureLeg leg) {
    return leg instanceof PositionLeg position && Portfolio.isIsolated(position.position());
  }

  private static boolean isDated(ExposureLeg leg) {
    return leg instanceof PositionLeg position && position.isDated();
  }
}
