package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.LiquidationPriceSolver;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recommends what to do with each position of a classified account: chooses by structure, sizes by
 * what each pool can spare, and shows the account before and after.
 */
public final class Recommender {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final IntentChooser intents;
  private final List<PositionCase> cases;
  private final Map<String, PoolSizing> sizings = new LinkedHashMap<>();
  private final Threats threats;
  private final ActionWriter writer;
  private final AdviceReasons adviceReasons;

  public Recommender(AccountStructure structure, AdvisorPolicy policy, VenueCapabilities venue) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = new Stress(portfolio, policy);
    this.intents = new IntentChooser(structure, stress, venue);
    this.cases = intents.cases();
    this.threats = new Threats(structure, stress);
    Portfolio stays = stays();
    for (Pool pool : portfolio.pools()) {
      List<PositionCase> ofPool =
          cases.stream().filter(c -> c.pool().poolId().equals(pool.poolId())).toList();
      sizings.put(pool.poolId(), new PoolSizing(structure, stress, pool, ofPool, stays));
    }
    this.writer = new ActionWriter(structure, stress, intents, new MarginQuote(stress, venue));
    this.adviceReasons = new AdviceReasons(structure, stress, threats, intents, venue);
  }

  /** The account without what leaves its pools, and with what comes back to them. */
  private Portfolio stays() {
    AccountDraft draft = new AccountDraft(portfolio.account());
    for (PositionCase each : cases) {
      if (each.claimsMargin()) {
        draft.removeCross(each.positionId(), each.quantity());
      } else if (each.intent() == Intent.MOVE_GROUP) {
        draft.removeCross(each.positionId(), each.position().quantity());
      } else if (!each.isCross() && each.intent() == Intent.JOIN_POOL) {
        draft.join(
            each.positionId(),
            each.position().quantity(),
            each.money(AccountDraft.margin(each.position())));
      } else if (!each.isCross() && each.intent() == Intent.SPLIT) {
        draft.join(
            each.positionId(),
            each.structure().matchedQuantity(),
            Money.zero(each.settlementAsset()));
      }
    }
    return Portfolio.of(draft.resolve(), portfolio.riskInputs());
  }

  /**
   * @param classifications of the positions, in the order of the account
   * @param hedgeGroups by id
   */
  public MarginModeAdvice recommend(
      List<PositionClassification> classifications, List<HedgeGroup> hedgeGroups) {
    List<ActionWriter.Written> written = new ArrayList<>();
    for (PositionCase each : cases) {
      written.add(writer.write(each, sizing(each)));
    }
    List<ResolvedAccount> after = writer.accountsAfter();
    List<PositionAdvice> positions = advice(classifications, written, after);
    Outlooks outlooks = new Outlooks(structure, stress);
    AccountOutlook before = outlooks.of(List.of(structure));
    AccountOutlook then = outlooks.of(after, structure);
    return new MarginModeAdvice(
        portfolio.account().account().accountId(),
        AdvisorPolicy.VERSION,
        Summary.of(positions, before, then),
        positions,
        hedgeGroups,
        before,
        then,
        new AccountReasons(structure, stress).of(threats, sizings));
  }

  private PoolSizing sizing(PositionCase of) {
    return Optional.ofNullable(sizings.get(of.pool().poolId())).orElseThrow();
  }

  private List<PositionAdvice> advice(
      List<PositionClassification> classifications,
      List<ActionWriter.Written> written,
      List<ResolvedAccount> after) {
    Map<String, LiquidationPrice> before = prices(List.of(portfolio.account()));
    Map<String, LiquidationPrice> then = prices(after);
    List<PositionAdvice> advice = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      PositionCase each = cases.get(i);
      Recommendation recommendation = written.get(i).recommendation();
      List<Reason> reasons = new ArrayList<>(classifications.get(i).reasons());
      reasons.addAll(adviceReasons.of(each, sizing(each), recommendation));
      reasons.sort(Comparator.comparing(Reason::code));
      String idAfter = writer.draft().isolatedPartId(each.positionId()).orElse(each.positionId());
      advice.add(new PositionAdvice(
          classifications.get(i),
          recommendation,
          written.get(i).alternatives(),
          reasons,
          Optional.ofNullable(before.get(each.positionId())).orElseThrow(),
          Optional.ofNullable(then.get(idAfter))));
    }
    return advice;
  }

  private static Map<String, LiquidationPrice> prices(List<ResolvedAccount> accounts) {
    Map<String, LiquidationPrice> prices = new HashMap<>();
    for (ResolvedAccount account : accounts) {
      List<PositionLiquidation> liquidations = new LiquidationPriceSolver()
          .solve(account, new MarginEngine().evaluateMargin(account).scopes());
      for (int i = 0; i < liquidations.size(); i++) {
        Position position = account.account().positions().get(i);
        prices.put(position.positionId(), liquidations.get(i).liquidationPrice());
      }
    }
    return prices;
  }
}
