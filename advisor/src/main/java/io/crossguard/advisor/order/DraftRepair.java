package io.crossguard.advisor.order;

import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/** Takes what the advisor says of a position that was opened as drafted into the draft. */
final class DraftRepair {
  // Margin that is shared with others shrinks with what claims it, so reductions would get smaller
  // and smaller: from this round on each is doubled once more.
  private static final int PATIENCE = 4;

  private final OrderCase order;
  private final OrderSearch.Opened opened;
  private final OrderDraft draft;
  private final Decimal room;
  private final boolean isModeMissing;
  private final int round;

  /**
   * @param order what is to be opened
   * @param opened what was opened, and what is said of it
   * @param room what may leave the pool for it, in the settlement asset
   * @param isModeMissing whether the venue has no mode for it beside what is there
   * @param round counted from 0
   */
  DraftRepair(
      OrderCase order, OrderSearch.Opened opened, Decimal room, boolean isModeMissing, int round) {
    this.order = order;
    this.opened = opened;
    this.draft = opened.draft();
    this.room = room;
    this.isModeMissing = isModeMissing;
    this.round = round;
  }

  /** Another draft; absent where nothing is to be done with what was opened. */
  Optional<OrderDraft> repaired() {
    return ofAlone().or(this::ofCross);
  }

  private Optional<OrderDraft> ofAlone() {
    return opened
        .advice(opened.attempt().aloneId())
        .flatMap(advice -> ofAlone(advice.recommendation()))
        .filter(other -> !other.equals(draft));
  }

  private Optional<OrderDraft> ofAlone(Recommendation recommendation) {
    OrderDraft.Alone part = draft.alone();
    if (recommendation instanceof Recommendation.KeepIsolated keep) {
      return keep.margin().map(margin -> draft.withAlone(part.withMargin(moved(margin))));
    }
    if (recommendation instanceof Recommendation.MoveToCross) {
      return Optional.of(draft.withCross(draft.quantity()).withoutAlone());
    }
    if (recommendation instanceof Recommendation.Split split) {
      Quantity stays = within(split.quantity(), part.quantity());
      Quantity joins = part.quantity().plus(stays.negated());
      return Optional.of(draft
          .withCross(draft.cross().plus(joins))
          .withAlone(OrderDraft.Alone.isolated(
              stays, moved(split.margin()), split.margin().targetMargin().amount())));
    }
    return Optional.empty();
  }

  /** What leaves the wallet then: not more than may leave it, unless that was so before. */
  private Decimal moved(IsolatedMargin margin) {
    Decimal transfer = margin.transfer().amount();
    if (transfer.isZero()) {
      return draft.alone().margin();
    }
    return order.wholeMargin(
        draft.alone().margin().plus(transfer).min(room.max(draft.alone().margin())));
  }

  private Optional<OrderDraft> ofCross() {
    return draft.elsewhere().isPresent()
        ? Optional.empty()
        : opened.advice(opened.attempt().crossId()).flatMap(this::ofCross);
  }

  private Optional<OrderDraft> ofCross(PositionAdvice advice) {
    Recommendation recommendation = advice.recommendation();
    if (recommendation instanceof Recommendation.MoveToIsolated isolate) {
      return Optional.of(
          isModeMissing && isAdded()
              ? withHome(isolate.margin())
              : isolated(draft.cross(), row(), isolate.margin()));
    }
    if (recommendation instanceof Recommendation.Split split) {
      return Optional.of(
          isolated(within(split.quantity(), draft.cross()), split.quantity(), split.margin()));
    }
    if (recommendation instanceof Recommendation.Reduce reduce) {
      Quantity less = within(closed(advice, reduce), draft.cross());
      return Optional.of(draft.withCross(draft.cross().plus(less.negated())));
    }
    return Optional.empty();
  }

  /** What is to be closed, and more of it after some rounds, but nothing that hedges. */
  private Quantity closed(PositionAdvice advice, Recommendation.Reduce reduce) {
    Decimal closed = reduce.quantity().contracts();
    for (int i = PATIENCE; i < round; i++) {
      closed = closed.plus(closed);
    }
    Quantity residual = advice.classification().residualQuantity();
    boolean isMore = closed.abs().isGreaterThan(residual.contracts().abs());
    boolean hedges = !advice.classification().matchedQuantity().isZero();
    return isMore && hedges && round > PATIENCE ? residual : new Quantity(closed);
  }

  /** Whether the order was added to a cross position. */
  private boolean isAdded() {
    return order.netted().home(true).isPresent();
  }

  /** The position in cross margin: more than the order where it was added to another. */
  private Quantity row() {
    return opened.attempt().after().account().positions().stream()
        .filter(position ->
            opened.attempt().crossId().filter(position.positionId()::equals).isPresent())
        .map(Position::quantity)
        .findFirst()
        .orElse(draft.cross());
  }

  /** The position that the order was added to is isolated first, and each gets its share. */
  private OrderDraft withHome(IsolatedMargin margin) {
    Decimal all = margin.transfer().amount();
    Decimal ofOrder = order.wholeMargin(share(all, draft.cross(), row()));
    OrderDraft.Alone part = OrderDraft.Alone.isolated(
        draft.cross(), ofOrder, share(margin.targetMargin().amount(), draft.cross(), row()));
    return OrderDraft.NOTHING.withAlone(part.besideHome(all.minus(ofOrder)));
  }

  /** A part of what is in cross margin gets its share of the margin that is advised for it. */
  private OrderDraft isolated(Quantity part, Quantity of, IsolatedMargin margin) {
    OrderDraft.Alone today = draft.alone();
    Decimal more = share(margin.transfer().amount(), part, of);
    return draft
        .withCross(draft.cross().plus(part.negated()))
        .withAlone(OrderDraft.Alone.isolated(
            today.quantity().plus(part),
            order.wholeMargin(today.margin().plus(more).min(room.max(today.margin()))),
            today.target().plus(share(margin.targetMargin().amount(), part, of))));
  }

  private static Decimal share(Decimal amount, Quantity part, Quantity of) {
    return Fraction.of(amount)
        .times(Fraction.of(part.contracts()).dividedBy(Fraction.of(of.contracts())))
        .rounded();
  }

  private static Quantity within(Quantity part, Quantity whole) {
    boolean isMore = part.contracts().abs().isGreaterThan(whole.contracts().abs());
    return isMore ? whole : part;
  }
}
