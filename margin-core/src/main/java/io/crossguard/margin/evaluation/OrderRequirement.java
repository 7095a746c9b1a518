package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Fraction;

/**
 * What open orders require, in their settlement asset. It adds up.
 *
 * @param orderMargin joins the initial margin; not negative
 * @param maintenance joins the maintenance margin; not negative
 * @param openingFees leave the balances; not negative
 */
record OrderRequirement(Fraction orderMargin, Fraction maintenance, Fraction openingFees) {

  static final OrderRequirement NONE =
      new OrderRequirement(Fraction.ZERO, Fraction.ZERO, Fraction.ZERO);

  OrderRequirement plus(OrderRequirement other) {
    return new OrderRequirement(
        orderMargin.plus(other.orderMargin),
        maintenance.plus(other.maintenance),
        openingFees.plus(other.openingFees));
  }
}
