package io.crossguard.advisor.order;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * A part of an order as it should be opened.
 *
 * @param place what backs it
 * @param positionId the position that it opens or adds to
 * @param instrumentId the contract: another than was ordered where the hedge is in another pool
 * @param quantity signed contracts
 * @param scopeId the scope that it is in then; absent in a sub-account
 * @param margin what leaves the cross wallet for it; absent in cross margin
 */
public record OrderOpening(
    Place place,
    String positionId,
    String instrumentId,
    Quantity quantity,
    Optional<String> scopeId,
    Optional<Money> margin) {

  /** What backs a position. */
  public enum Place {
    /** The pool, shared with every other cross position. */
    CROSS,
    /** Its own margin alone. */
    ISOLATED,
    /** An account of its own, with its own margin. */
    SUB_ACCOUNT
  }

  public OrderOpening {
    requireNonNull(place, "place");
    requireNonNull(positionId, "positionId");
    requireNonNull(instrumentId, "instrumentId");
    Require.that(!quantity.isZero(), "quantity must not be zero");
    requireNonNull(scopeId, "scopeId");
    requireNonNull(margin, "margin");
  }
}
