package io.crossguard.advisor.order;

import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which part of an order was opened where. */
final class OpenedParts {
  private final OrderCase order;
  private final OrderSearch.Opened opened;
  private final OrderDraft draft;

  OpenedParts(OrderCase order, OrderSearch.Opened opened) {
    this.order = order;
    this.opened = opened;
    this.draft = opened.draft();
  }

  /** What that is called. */
  static OrderAction action(OrderCase order, OrderDraft draft) {
    if (!draft.quantity().equals(order.asked())) {
      return OrderAction.OPEN_REDUCED;
    }
    if (draft.alone().isInSubAccount()) {
      return OrderAction.OPEN_IN_SUBACCOUNT;
    }
    if (draft.alone().quantity().isZero()) {
      return OrderAction.OPEN_IN_CROSS;
    }
    return draft.cross().isZero() ? OrderAction.OPEN_ISOLATED : OrderAction.OPEN_SPLIT;
  }

  /** What goes into cross margin first. */
  List<OrderOpening> openings() {
    List<OrderOpening> openings = new ArrayList<>();
    opened.attempt().crossId().ifPresent(id -> openings.add(inPool(id)));
    opened.attempt().aloneId().ifPresent(id -> openings.add(alone(id)));
    return openings;
  }

  private OrderOpening inPool(String positionId) {
    return new OrderOpening(
        OrderOpening.Place.CROSS,
        positionId,
        draft.elsewhere().map(Change.Trade::instrumentId).orElse(instrumentId()),
        draft.elsewhere().map(Change.Trade::quantity).orElse(draft.cross()),
        Optional.of(draft
            .elsewhere()
            .map(trade -> order.poolId(trade.instrumentId()))
            .orElse(order.poolId())),
        Optional.empty());
  }

  private OrderOpening alone(String positionId) {
    return new OrderOpening(
        draft.alone().isInSubAccount()
            ? OrderOpening.Place.SUB_ACCOUNT
            : OrderOpening.Place.ISOLATED,
        positionId,
        instrumentId(),
        draft.alone().quantity(),
        draft.alone().isInSubAccount()
            ? Optional.empty()
            : Optional.of(MarginScope.isolatedId(positionId)),
        Optional.of(new Money(draft.alone().margin(), order.instrument().settlementAsset())));
  }

  private String instrumentId() {
    return order.instrument().instrumentId();
  }
}
