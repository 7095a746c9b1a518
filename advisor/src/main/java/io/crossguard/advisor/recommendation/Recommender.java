package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.sizing.UsedVolatility;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.LiquidationPriceSolver;
import io.crossguard.margin.liquidation.PositionLiquidation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recommends what to do with each position of a classified account: chooses by structure, sizes by
 * what each pool can spare, and shows the account before and after.
 */
public final class Recommender {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final VenueCapabilities venue;
  private final Threats threats;
  private final Runnable beforeEach;

  /**
   * @param structure of an account under the rules that its plan is carried out by
   * @param venue how margin modes work
   * @param beforeEach done before each part of the work; what it throws ends it
   */
  public Recommender(AccountStructure structure, VenueCapabilities venue, Runnable beforeEach) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = new Stress(structure.rootMoves());
    this.venue = venue;
    this.threats = new Threats(structure, stress);
    this.beforeEach = beforeEach;
  }

  /**
   * @param classifications of the positions, in the order of the account
   * @param hedgeGroups by id
   * @param volatilities what is known, by root
   */
  public MarginModeAdvice recommend(
      List<PositionClassification> classifications,
      List<HedgeGroup> hedgeGroups,
      List<UsedVolatility> volatilities) {
    AdviceRound round = acceptedRound();
    List<AccountStructure> after = after(round);
    List<PositionAdvice> positions = advice(round, classifications, after);
    Outlooks outlooks = new Outlooks(structure, stress);
    AccountOutlook before = outlooks.of(List.of(structure));
    AccountOutlook then = isUnchanged(after) ? before : outlooks.of(after);
    Set<String> held = portfolio.legs().stream().map(ExposureLeg::root).collect(Collectors.toSet());
    return new MarginModeAdvice(
        portfolio.account().account().accountId(),
        AdvisorPolicy.VERSION,
        Summary.of(positions, !round.run().steps().isEmpty(), before, then),
        positions,
        round.run().steps(),
        hedgeGroups,
        before,
        then,
        new AccountReasons(structure, stress).of(threats, round.sizings()),
        structure.correlatedHedges(),
        volatilities.stream().filter(used -> held.contains(used.root())).toList(),
        stress.policy().riskModel().multiples().origin());
  }

  /** The account after the plan, and the sub-accounts beside it; this one where nothing is done. */
  private List<AccountStructure> after(AdviceRound round) {
    if (round.run().steps().isEmpty()) {
      return List.of(structure);
    }
    return round.accountsAfter().stream().map(structure::after).toList();
  }

  private boolean isUnchanged(List<AccountStructure> after) {
    return after.equals(List.of(structure));
  }

  /** Tries until the engine accepts every step: each refusal rules one possibility out. */
  private AdviceRound acceptedRound() {
    Refusals refusals = Refusals.NONE;
    while (true) {
      AdviceRound round = new AdviceRound(structure, stress, venue, refusals, beforeEach);
      Refusals then = round.refusalsThen();
      if (then.equals(refusals)) {
        return round;
      }
      refusals = then;
    }
  }

  private List<PositionAdvice> advice(
      AdviceRound round,
      List<PositionClassification> classifications,
      List<AccountStructure> after) {
    Map<String, LiquidationPrice> before = prices(List.of(structure));
    Map<String, LiquidationPrice> then = isUnchanged(after) ? before : prices(after);
    AdviceReasons adviceReasons = new AdviceReasons(structure, stress, threats, round, venue);
    List<PositionAdvice> advice = new ArrayList<>();
    for (int i = 0; i < round.cases().size(); i++) {
      beforeEach.run();
      PositionCase each = round.cases().get(i);
      ActionWriter.Written written = round.written().get(i);
      Recommendation recommendation = written.recommendation();
      List<Reason> reasons = new ArrayList<>(classifications.get(i).reasons());
      reasons.addAll(adviceReasons.of(each, round.sizing(each), recommendation));
      reasons.sort(Comparator.comparing(Reason::code));
      advice.add(new PositionAdvice(
          classifications.get(i),
          recommendation,
          written.alternatives(),
          reasons,
          Optional.ofNullable(before.get(each.positionId())).orElseThrow(),
          Optional.ofNullable(then.get(round.idAfter(each)))));
    }
    return advice;
  }

  private static Map<String, LiquidationPrice> prices(List<AccountStructure> accounts) {
    Map<String, LiquidationPrice> prices = new HashMap<>();
    for (AccountStructure each : accounts) {
      ResolvedAccount account = each.portfolio().account();
      List<PositionLiquidation> liquidations = new LiquidationPriceSolver().solve(account);
      for (int i = 0; i < liquidations.size(); i++) {
        Position position = account.account().positions().get(i);
        prices.put(position.positionId(), liquidations.get(i).liquidationPrice());
      }
    }
    return prices;
  }
}
