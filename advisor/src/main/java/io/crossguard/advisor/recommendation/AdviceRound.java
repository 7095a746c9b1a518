package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.MatchedPair;
import io.crossguard.advisor.plan.MoveWriter;
import io.crossguard.advisor.plan.PlanRun;
import io.crossguard.advisor.plan.Refusal;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One try: chooses by structure and by what was refused so far, sizes by what each pool can spare,
 * and carries it all out in the margin engine.
 */
final class AdviceRound {
  private final Portfolio portfolio;
  private final List<MatchedPair> acrossPairs;
  private final RiskUnits units;
  private final Refusals refusals;
  private final IntentChooser intents;
  private final List<PositionCase> cases;
  private final Map<String, PoolSizing> sizings = new LinkedHashMap<>();
  private final List<ActionWriter.Written> written = new ArrayList<>();
  private final MoveWriter moveWriter;
  private final Map<String, Quantity> closedOfTails;
  private final UnitWriter unitWriter;
  private final PlanRun run;

  /**
   * @param beforeEach done before each part of the work; what it throws ends it
   */
  AdviceRound(
      AccountStructure structure,
      Stress stress,
      VenueCapabilities venue,
      Refusals refusals,
      Runnable beforeEach) {
    beforeEach.run();
    this.portfolio = structure.portfolio();
    this.acrossPairs = structure.acrossPairs();
    this.refusals = refusals;
    this.units = new RiskUnits(structure, stress);
    this.intents = new IntentChooser(structure, stress, units, venue, refusals);
    this.cases = intents.cases();
    this.moveWriter = new MoveWriter(portfolio.account(), portfolio.margin(), venue);
    UnitReduction reduction = new UnitReduction(structure, moveWriter);
    this.closedOfTails = new TailReduction(structure, stress, cases, reduction).closed();
    ResolvedAccount stays = stays();
    Map<String, List<PositionCase>> byPool = new HashMap<>();
    cases.forEach(
        c -> byPool.computeIfAbsent(c.pool().poolId(), id -> new ArrayList<>()).add(c));
    for (Pool pool : portfolio.pools()) {
      List<PositionCase> ofPool = byPool.getOrDefault(pool.poolId(), List.of());
      sizings.put(
          pool.poolId(),
          new PoolSizing(structure, stress, units, pool, ofPool, stays, MarginQuote.step(venue)));
    }
    this.unitWriter =
        new UnitWriter(portfolio, stress, units, cases, closedOfTails, reduction, moveWriter);
    ActionWriter writer = new ActionWriter(
        structure, stress, intents, new MarginQuote(stress, venue), moveWriter, unitWriter);
    for (PositionCase each : cases) {
      beforeEach.run();
      written.add(writer.write(each, sizing(each)));
    }
    this.run = PlanRun.of(portfolio.account(), writer.moves(), beforeEach);
  }

  List<PositionCase> cases() {
    return cases;
  }

  RiskUnits units() {
    return units;
  }

  IntentChooser intents() {
    return intents;
  }

  Refusals refusals() {
    return refusals;
  }

  Map<String, PoolSizing> sizings() {
    return sizings;
  }

  PoolSizing sizing(PositionCase of) {
    return Optional.ofNullable(sizings.get(of.pool().poolId())).orElseThrow();
  }

  /** What is recommended, in the order of the cases. */
  List<ActionWriter.Written> written() {
    return written;
  }

  PlanRun run() {
    return run;
  }

  /** The refusals so far and those of this try; the same where nothing was refused. */
  Refusals refusalsThen() {
    Map<String, Refusal> found = new HashMap<>(run.refusals());
    found.putAll(unitWriter.refusals());
    Refusals all = found.isEmpty() ? refusals : refusals.and(cases, units, found);
    return all.withPartners(cases, acrossPairs);
  }

  /** The name of what is isolated of a position once the plan is carried out. */
  String idAfter(PositionCase of) {
    return moveWriter.isolatedId(of.positionId());
  }

  /** The account after the plan, and the sub-accounts beside it. */
  List<ResolvedAccount> accountsAfter() {
    List<ResolvedAccount> accounts = new ArrayList<>();
    accounts.add(run.after());
    unitWriter.subAccounts().forEach(sub -> accounts.add(sub.opened(portfolio.account())));
    return List.copyOf(accounts);
  }

  /** The account without what leaves its pools, and with what comes back to them. */
  private ResolvedAccount stays() {
    if (cases.stream().noneMatch(AdviceRound::changesPool)) {
      return portfolio.account();
    }
    AccountDraft draft = new AccountDraft(portfolio.account());
    for (PositionCase each : cases) {
      if (each.claimsMargin()) {
        draft.removeCross(each.positionId(), each.quantity());
      } else if (each.intent() == Intent.MOVE_GROUP && !each.isCross()) {
        draft.removeIsolated(each.positionId());
      } else if (each.intent() == Intent.MOVE_GROUP || each.shrinksWithOptions()) {
        draft.removeCross(each.positionId(), each.position().quantity());
      } else if (each.intent() == Intent.REDUCE_TOGETHER) {
        draft.removeCross(
            each.positionId(), closedOfTails.getOrDefault(each.positionId(), Quantity.ZERO));
      } else if (!each.isCross() && each.intent() == Intent.JOIN_POOL) {
        draft.join(
            each.positionId(),
            each.position().quantity(),
            each.money(AccountDraft.margin(each.position())));
      } else if (!each.isCross() && each.intent() == Intent.SPLIT) {
        draft.join(each.positionId(), each.rest(), Money.zero(each.settlementAsset()));
      }
    }
    return draft.resolve();
  }

  private static boolean changesPool(PositionCase of) {
    boolean comesBack =
        !of.isCross() && (of.intent() == Intent.JOIN_POOL || of.intent() == Intent.SPLIT);
    return of.claimsMargin()
        || of.intent() == Intent.MOVE_GROUP
        || of.intent() == Intent.REDUCE_TOGETHER
        || comesBack;
  }
}
