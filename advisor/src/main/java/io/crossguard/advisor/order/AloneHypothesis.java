package io.crossguard.advisor.order;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/**
 * What the advisor would say if the order were made as a position of its own without any margin yet:
 * it nets the book first and the order with what is left over, so that a residual lies on the order
 * and not on the hedges that are there; and it sizes the margin of that residual.
 */
final class AloneHypothesis {
  private final OrderCase order;
  private final MarginModeAdvice advice;
  private final PositionAdvice position;
  private final AloneSizing sizing;

  AloneHypothesis(OrderCase order, MarginModeAdvisor advisor) {
    this.order = order;
    ResolvedAccount account = order.with(
        order.base(), order.positionId(), order.asked(), new MarginMode.Isolated(Decimal.ZERO));
    this.advice = advisor.recommend(order.about(account));
    this.position = advice.position(order.positionId()).orElseThrow();
    this.sizing = new AloneSizing(order, position, advisor);
  }

  /** What is said of the order. */
  PositionAdvice position() {
    return position;
  }

  /** What stands alone, and its margin. */
  AloneSizing sizing() {
    return sizing;
  }

  /**
   * How it would be opened by this advice.
   *
   * @param inCross how it would be opened as a whole in cross margin
   * @param room what may leave the pool for it, in the settlement asset
   */
  OrderDraft draft(OrderDraft inCross, Decimal room) {
    Recommendation recommendation = position.recommendation();
    if (recommendation instanceof Recommendation.NoAction || isHeld()) {
      return inCross;
    }
    if (recommendation instanceof Recommendation.MoveToCross) {
      return elsewhere().map(inCross::opened).orElse(inCross);
    }
    if (recommendation instanceof Recommendation.Split split) {
      Quantity rest = order.asked().plus(split.quantity().negated());
      OrderDraft inTwo =
          inCross.withCross(rest).withAlone(alone(split.quantity(), split.margin(), room));
      return elsewhere().map(inTwo::opened).orElse(inTwo);
    }
    return sizing
        .margin()
        .map(margin -> OrderDraft.NOTHING.withAlone(alone(sizing.quantity(), margin, room)))
        .orElse(OrderDraft.NOTHING);
  }

  /** Whether it should join a pool and can't. */
  private boolean isHeld() {
    boolean isMatched = !position.classification().matchedQuantity().isZero();
    return isMatched && isRefused();
  }

  private boolean isRefused() {
    return position.reasons().stream()
        .anyMatch(reason -> reason.code() == Reason.Code.REFUSED_BY_VENUE
            || reason.code() == Reason.Code.NO_CONTRACT_IN_POOL);
  }

  /** A part with the margin that is advised, and no more than what the pool can spare now. */
  private OrderDraft.Alone alone(Quantity quantity, IsolatedMargin advised, Decimal room) {
    return OrderDraft.Alone.isolated(
        quantity,
        order.wholeMargin(advised.transfer().amount().min(room)),
        advised.targetMargin().amount());
  }

  /** The trade in another contract with which the order would join the pool of its hedge. */
  private Optional<Change.Trade> elsewhere() {
    return advice.plan().stream()
        .filter(step -> step.positionId().filter(order.positionId()::equals).isPresent())
        .map(PlanStep::change)
        .filter(Change.Trade.class::isInstance)
        .map(Change.Trade.class::cast)
        .filter(trade -> !trade.instrumentId().equals(order.instrument().instrumentId()))
        .findFirst();
  }
}
