package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Order;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;

/**
 * An open order with its contract and mark looked up.
 *
 * @param order as given
 * @param instrument the contract ordered
 * @param markPrice its mark
 */
public record PricedOrder(Order order, Instrument instrument, Price markPrice) {

  /** The same order with so much of it still to be filled. */
  PricedOrder withQuantity(Quantity quantity) {
    return new PricedOrder(order.withQuantity(quantity), instrument, markPrice);
  }
}
