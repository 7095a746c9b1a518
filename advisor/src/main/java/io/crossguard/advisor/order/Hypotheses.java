package io.crossguard.advisor.order;

import io.crossguard.advisor.AdviceRequest;
import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.plan.StepPurpose;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PoolRoom;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the advisor would say if the order were made in one of two ways: as a whole in cross margin,
 * which shows whether its coin is hedged then; or as a position of its own. No leg of a group with
 * options ever stands alone, so of such an order there is the first alone.
 */
final class Hypotheses {
  private final OrderCase order;
  private final MarginModeAdvice withoutIt;
  private final AdviceRequest book;
  private final ResolvedAccount crossAccount;
  private final MarginModeAdvice crossAdvice;
  private final PositionAdvice cross;
  private final Optional<AloneHypothesis> alone;
  private final Decimal room;

  /**
   * @param order what is to be opened
   * @param withoutIt the advice for the account in which it is to be opened
   * @param advisor who is asked
   */
  Hypotheses(OrderCase order, MarginModeAdvice withoutIt, MarginModeAdvisor advisor) {
    this.order = order;
    this.withoutIt = withoutIt;
    this.book = order.about(order.base());
    this.crossAccount =
        order.with(order.base(), order.positionId(), order.asked(), new MarginMode.Cross());
    this.crossAdvice = advisor.recommend(order.about(crossAccount));
    this.cross = crossAdvice.position(order.positionId()).orElseThrow();
    this.alone = hasOptions() ? Optional.empty() : Optional.of(new AloneHypothesis(order, advisor));
    AccountStructure structure = AccountStructure.of(
        Portfolio.of(order.base(), book.riskInputs()), book.policy(), book.previousClasses());
    this.room = PoolRoom.of(structure, book.policy(), order.instrument().settlementAsset());
  }

  /** The account with the whole order in cross margin. */
  ResolvedAccount crossAccount() {
    return crossAccount;
  }

  MarginModeAdvice crossAdvice() {
    return crossAdvice;
  }

  /** What is said of the order in cross margin. */
  PositionAdvice cross() {
    return cross;
  }

  /** What the order is: with what is left over of the book, unless its coin is hedged with it. */
  PositionAdvice deciding() {
    return isHedgedInCross() ? cross : alone.map(AloneHypothesis::position).orElse(cross);
  }

  /** Whether what decides is all of the order in cross margin. */
  boolean isDecidedInCross() {
    return isHedgedInCross() || alone.isEmpty();
  }

  /** Whether the order is a leg of a group with options. */
  boolean hasOptions() {
    return crossGroup().flatMap(HedgeGroup::convexity).isPresent();
  }

  /** Whether the group that the order joins should not stay as it is, without the order either. */
  boolean isGroupTroubled() {
    String groupId = cross.classification().hedgeGroupId();
    return withoutIt.positions().stream()
        .filter(leg -> leg.classification().hedgeGroupId().equals(groupId))
        .map(PositionAdvice::recommendation)
        .filter(recommendation -> !(recommendation instanceof Recommendation.MoveToCross))
        .anyMatch(OrderReport::isSomething);
  }

  /** The advice for the account in which it is to be opened. */
  MarginModeAdvice withoutIt() {
    return withoutIt;
  }

  /** Whether the order may stay in cross margin because its coin is hedged then, or another hedges it. */
  boolean isHedgedInCross() {
    if (!(cross.recommendation() instanceof Recommendation.KeepCross)) {
      return false;
    }
    boolean isCorrelated =
        cross.classification().classification() == Classification.CORRELATED_HEDGE;
    return isCorrelated
        || crossGroup()
            .map(HedgeGroup::classification)
            .filter(Classification::isHedged)
            .isPresent();
  }

  private Optional<HedgeGroup> crossGroup() {
    return OrderOutlooks.group(crossAdvice, cross.classification().hedgeGroupId());
  }

  /** Whether a volatility or a price is missing for an answer. */
  boolean isDataMissing() {
    return deciding().reasons().stream()
        .anyMatch(reason -> reason.code() == Reason.Code.STALE_OR_MISSING_MARKET_DATA);
  }

  /** Whether the pool can't carry anything more, whatever it is. */
  boolean isPoolExhausted() {
    return Portfolio.of(order.base(), book.riskInputs()).pools().stream()
        .filter(pool -> pool.poolId().equals(order.poolId()))
        .findFirst()
        .map(Pool::isExhausted)
        .orElse(true);
  }

  /** Whether a pool that carries nothing more stands again with the order, since it offsets enough. */
  private boolean cures() {
    return cross.recommendation() instanceof Recommendation.KeepCross;
  }

  /** How it would be opened by this advice. */
  OrderDraft draft() {
    if (isDataMissing() || (isPoolExhausted() && !cures())) {
      return OrderDraft.NOTHING;
    }
    OrderDraft inCross = OrderDraft.NOTHING.withCross(order.asked()).withReunions(reunions());
    return alone
        .filter(hypothesis -> !isHedgedInCross() && !isPoolExhausted())
        .map(hypothesis -> hypothesis.draft(inCross, room))
        .orElse(inCross);
  }

  /** What stands alone, and its margin; nothing does in a group with options. */
  AloneSizing sizing() {
    return alone.map(AloneHypothesis::sizing).orElseThrow();
  }

  /** What may leave the pool while everything else stays where it is, in the settlement asset. */
  Decimal room() {
    return room;
  }

  /** The steps that bring legs into the pool which the order would hedge there. */
  private Map<String, List<PlanStep>> reunions() {
    Map<String, List<PlanStep>> reunions = new LinkedHashMap<>();
    for (Position position : order.base().account().positions()) {
      List<PlanStep> steps = reunion(crossAdvice, position.positionId());
      boolean isAskedForAnyway = !reunion(withoutIt, position.positionId()).isEmpty();
      boolean isOfCoin = root(position).equals(order.instrument().root());
      if (!steps.isEmpty() && isOfCoin && !isAskedForAnyway) {
        reunions.put(position.positionId(), steps);
      }
    }
    return reunions;
  }

  private static List<PlanStep> reunion(MarginModeAdvice advice, String positionId) {
    return advice.plan().stream()
        .filter(step -> step.purpose() == StepPurpose.REUNITE_HEDGE)
        .filter(step -> step.positionId().filter(positionId::equals).isPresent())
        .toList();
  }

  private String root(Position position) {
    return order
        .base()
        .rules()
        .instrument(position.instrumentId())
        .map(Instrument::root)
        .orElseThrow();
  }
}
