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
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PoolRoom;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the advisor would say if the order were made in one of two ways: as a whole in cross margin, or
 * as a position of its own without any margin yet. The first shows whether its coin is hedged then.
 * The second nets the book first and the order with what is left over, so that a residual lies on the
 * order and not on the hedges that are there; and it sizes the margin of that residual.
 */
final class Hypotheses {
  private final OrderCase order;
  private final MarginModeAdvice withoutIt;
  private final AdviceRequest book;
  private final String positionId;
  private final ResolvedAccount crossAccount;
  private final ResolvedAccount aloneAccount;
  private final MarginModeAdvice crossAdvice;
  private final MarginModeAdvice aloneAdvice;
  private final PositionAdvice cross;
  private final PositionAdvice alone;
  private final Decimal room;
  private final AloneSizing sizing;

  /**
   * @param order what is to be opened
   * @param withoutIt the advice for the account in which it is to be opened
   * @param advisor who is asked
   */
  Hypotheses(OrderCase order, MarginModeAdvice withoutIt, MarginModeAdvisor advisor) {
    this.order = order;
    this.withoutIt = withoutIt;
    this.book = order.about(order.base());
    this.positionId = order.positionId();
    this.crossAccount = order.with(order.base(), positionId, order.asked(), new MarginMode.Cross());
    this.aloneAccount =
        order.with(order.base(), positionId, order.asked(), new MarginMode.Isolated(Decimal.ZERO));
    this.crossAdvice = advisor.recommend(order.about(crossAccount));
    this.aloneAdvice = advisor.recommend(order.about(aloneAccount));
    this.cross = crossAdvice.position(positionId).orElseThrow();
    this.alone = aloneAdvice.position(positionId).orElseThrow();
    AccountStructure structure = AccountStructure.of(
        Portfolio.of(order.base(), book.riskInputs()), book.policy(), book.previousClasses());
    this.room = PoolRoom.of(structure, book.policy(), order.instrument().settlementAsset());
    this.sizing = new AloneSizing(order, alone, advisor);
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
    return isHedgedInCross() ? cross : alone;
  }

  /** Whether the order may stay in cross margin because its coin is hedged then, or another hedges it. */
  boolean isHedgedInCross() {
    if (!(cross.recommendation() instanceof Recommendation.KeepCross)) {
      return false;
    }
    boolean isCorrelated =
        cross.classification().classification() == Classification.CORRELATED_HEDGE;
    return isCorrelated
        || crossAdvice.hedgeGroups().stream()
            .filter(group -> group.hedgeGroupId().equals(cross.classification().hedgeGroupId()))
            .map(HedgeGroup::classification)
            .anyMatch(Classification::isHedged);
  }

  /** Whether a volatility or a price is missing for an answer. */
  boolean isDataMissing() {
    return has(deciding(), Reason.Code.STALE_OR_MISSING_MARKET_DATA);
  }

  /** Whether the pool can't carry anything more, whatever it is. */
  boolean isPoolExhausted() {
    return Portfolio.of(aloneAccount, book.riskInputs()).pools().stream()
        .filter(pool -> pool.poolId().equals(order.poolId()))
        .anyMatch(Pool::isExhausted);
  }

  /** How it would be opened by this advice. */
  OrderDraft draft() {
    OrderDraft nothing = OrderDraft.NOTHING;
    if (isDataMissing() || isPoolExhausted()) {
      return nothing;
    }
    OrderDraft inCross = nothing.withCross(order.asked()).withReunions(reunions());
    Recommendation recommendation = alone.recommendation();
    if (isHedgedInCross() || recommendation instanceof Recommendation.NoAction || isHeld()) {
      return inCross;
    }
    if (recommendation instanceof Recommendation.MoveToCross) {
      return elsewhere().map(inCross::opened).orElse(inCross);
    }
    if (recommendation instanceof Recommendation.Split split) {
      Quantity rest = order.asked().plus(split.quantity().negated());
      OrderDraft inTwo = inCross.withCross(rest).withAlone(alone(split.quantity(), split.margin()));
      return elsewhere().map(inTwo::opened).orElse(inTwo);
    }
    return sizing
        .margin()
        .map(margin -> nothing.withAlone(alone(sizing.quantity(), margin)))
        .orElse(nothing);
  }

  /** Whether it should join a pool and can't. */
  private boolean isHeld() {
    boolean isMatched = !alone.classification().matchedQuantity().isZero();
    return isMatched && isRefused();
  }

  private boolean isRefused() {
    return has(alone, Reason.Code.REFUSED_BY_VENUE) || has(alone, Reason.Code.NO_CONTRACT_IN_POOL);
  }

  private static boolean has(PositionAdvice advice, Reason.Code code) {
    return advice.reasons().stream().anyMatch(reason -> reason.code() == code);
  }

  /** What stands alone, and its margin. */
  AloneSizing sizing() {
    return sizing;
  }

  /** A part with the margin that is advised, and no more than what the pool can spare now. */
  private OrderDraft.Alone alone(Quantity quantity, IsolatedMargin advised) {
    return OrderDraft.Alone.isolated(
        quantity,
        order.wholeMargin(advised.transfer().amount().min(room)),
        advised.targetMargin().amount());
  }

  /** What may leave the pool while everything else stays where it is, in the settlement asset. */
  Decimal room() {
    return room;
  }

  /** The trade in another contract with which the order would join the pool of its hedge. */
  private Optional<Change.Trade> elsewhere() {
    return aloneAdvice.plan().stream()
        .filter(step -> step.positionId().filter(positionId::equals).isPresent())
        .map(PlanStep::change)
        .filter(Change.Trade.class::isInstance)
        .map(Change.Trade.class::cast)
        .filter(trade -> !trade.instrumentId().equals(order.instrument().instrumentId()))
        .findFirst();
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
