package io.crossguard.advisor.classification;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.CollateralLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.MatchedPair;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can come between the legs that offset each other. */
final class PairReasons {
  private static final int NAMES_MAX = 3;

  private final Portfolio portfolio;
  private final AdvisorPolicy policy;
  private final String quote;
  private final Map<ExposureLeg.Key, List<MatchedPair>> pairsOf = new HashMap<>();
  private final Map<ExposureLeg.Key, List<MatchedPair>> acrossPairsOf = new HashMap<>();

  PairReasons(AccountStructure structure, AdvisorPolicy policy) {
    this.portfolio = structure.portfolio();
    this.policy = policy;
    this.quote = portfolio.account().rules().quoteCurrency();
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

  void add(PositionStructure position, ReasonList reasons) {
    List<MatchedPair> pairs = pairsOf.getOrDefault(position.leg().key(), List.of());
    ofPairs(position, pairs, reasons);
    across(position, reasons);
    expiry(pairs, reasons);
  }

  private void ofPairs(PositionStructure position, List<MatchedPair> pairs, ReasonList reasons) {
    for (MatchedPair pair : pairs) {
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
      if (pair.legs().anyMatch(PairReasons::isIsolated)) {
        reasons.add(Reason.Code.HEDGE_LEG_ISOLATED, sentence);
      }
      if (!pool(pair.longLeg()).equals(pool(pair.shortLeg()))) {
        reasons.add(Reason.Code.HEDGE_IN_OTHER_POOL, sentence);
      }
    }
  }

  private void expiry(List<MatchedPair> pairs, ReasonList reasons) {
    pairs.stream()
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

  /** What offsets a leg, by name. */
  String partners(ExposureLeg leg) {
    Set<String> partners = new LinkedHashSet<>();
    for (MatchedPair pair : pairsOf.getOrDefault(leg.key(), List.of())) {
      ExposureLeg partner = pair.partnerOf(leg);
      partners.add(partner instanceof CollateralLeg coin ? ofCoin(coin) : partner.legId());
    }
    if (partners.size() <= NAMES_MAX) {
      return String.join(", ", partners);
    }
    List<String> shown = List.copyOf(partners).subList(0, NAMES_MAX);
    return String.join(", ", shown) + " and " + (partners.size() - NAMES_MAX) + " more";
  }

  private static String ofCoin(CollateralLeg coin) {
    return "the " + coin.asset() + (coin.side() == Side.LONG ? " held" : " owed");
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
