package io.crossguard.margin.account;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * An open order.
 *
 * @param orderId unique in its account
 * @param instrumentId the contract ordered
 * @param quantity signed contracts still to be filled: positive buys, negative sells; never zero
 * @param price limit price; positive
 * @param isReduceOnly whether it can only reduce a position
 * @param isIsolated whether what it fills is isolated
 * @param leverage the leverage of what it fills; positive; absent means that of the position it
 *     adds to, else the maximum of its tier
 */
public record Order(
    String orderId,
    String instrumentId,
    Quantity quantity,
    Price price,
    boolean isReduceOnly,
    boolean isIsolated,
    Optional<Decimal> leverage) {

  public Order {
    Require.identifier(orderId);
    Require.identifier(instrumentId);
    Require.that(!quantity.isZero(), "quantity must not be zero");
    requireNonNull(price, "price");
    leverage.ifPresent(l -> Require.that(l.isPositive(), "leverage must be positive"));
  }

  /** The same order with so much of it still to be filled. */
  public Order withQuantity(Quantity left) {
    return new Order(orderId, instrumentId, left, price, isReduceOnly, isIsolated, leverage);
  }
}
