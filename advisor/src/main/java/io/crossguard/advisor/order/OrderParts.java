package io.crossguard.advisor.order;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of an order. Quantities have its sign.
 *
 * @param quantity what to open; 0 where nothing
 * @param closedQuantity what closes a position; 0 where nothing does
 * @param openings what to open where; empty where nothing
 * @param margin what stands behind the part that is opened alone; absent where none is, where that
 *     is too small to be judged, and for options
 */
public record OrderParts(
    Quantity quantity,
    Quantity closedQuantity,
    List<OrderOpening> openings,
    Optional<IsolatedMargin> margin) {

  public OrderParts {
    requireNonNull(quantity, "quantity");
    requireNonNull(closedQuantity, "closedQuantity");
    openings = List.copyOf(openings);
    requireNonNull(margin, "margin");
  }

  /** Nothing is opened. */
  static OrderParts closing(Quantity closedQuantity) {
    return new OrderParts(Quantity.ZERO, closedQuantity, List.of(), Optional.empty());
  }
}
