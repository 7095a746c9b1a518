package io.crossguard.margin.rules;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;

/**
 * What a position requires by its notional and its size. Amounts are in the settlement asset; sizes
 * are in coins: linear and quanto |q|·c, inverse |q|·c/M.
 */
public sealed interface RateSchedule extends Requirement
    permits TieredSchedule, SizeSchedule, PowerOfNotional {

  /** Maintenance margin of a notional and a size; never negative. */
  Fraction maintenanceMargin(Fraction notional, Fraction size);

  /** The maintenance margin over a variable in which notional and size are straight. */
  Curve maintenanceCurve(Line notional, Line size);

  /** Least initial margin a unit of notional. */
  Fraction initialRate(Fraction notional, Fraction size);

  /** Highest leverage at a notional and a size. */
  Fraction leverageMax(Fraction notional, Fraction size);

  /** Highest leverage at any notional. */
  Fraction leverageMax();

  /** Number of the tier of a notional, from 1; 1 where there are no tiers. */
  default int tier(Fraction notional) {
    return 1;
  }

  /**
   * Initial margin of part of a notional: {@code part × max(1/leverage, initialRate(whole))}.
   *
   * @param part what the margin is of
   * @param whole what selects the rate: the notional of all rows that the schedule sees as one
   * @param size the size of all these rows
   * @param leverage the leverage in use
   */
  default Fraction initialMargin(Fraction part, Fraction whole, Fraction size, Fraction leverage) {
    return part.times(leverage.reciprocal().max(initialRate(whole, size)));
  }
}
