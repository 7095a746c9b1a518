package io.crossguard.margin.rules;

import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.PiecewiseLinear;

/** What a position's notional requires. Amounts are in the settlement asset. */
public sealed interface RateSchedule permits MarginalTiers {

  /** Maintenance margin of a notional; never negative. */
  Fraction maintenanceMargin(Fraction notional);

  /** The maintenance margin as a function of the notional. */
  PiecewiseLinear maintenanceCurve();

  /** Least initial margin a unit of a notional. */
  Fraction initialRate(Fraction notional);

  /** Highest leverage at a notional. */
  Fraction leverageMax(Fraction notional);

  /** Highest leverage at any notional. */
  Fraction leverageMax();

  /** Number of the tier of a notional, from 1. */
  int tier(Fraction notional);

  /**
   * Initial margin of part of a notional: {@code part × max(1/leverage, initialRate(whole))}.
   *
   * @param part what the margin is of
   * @param whole what selects the tier: the notional of all rows that the schedule sees as one
   * @param leverage the leverage in use
   */
  default Fraction initialMargin(Fraction part, Fraction whole, Fraction leverage) {
    return part.times(leverage.reciprocal().max(initialRate(whole)));
  }
}
