package io.crossguard.margin.rules;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import java.util.Optional;

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

  /** What is allowed at a notional and a size. */
  Limits limits(Fraction notional, Fraction size);

  /** Highest leverage at any notional. */
  Fraction leverageMax();

  /**
   * What a schedule allows at a notional and a size.
   *
   * @param tier number of the tier of the notional, from 1; 1 where there are no tiers
   * @param initialRate least initial margin a unit of notional
   * @param leverageMax highest leverage
   */
  record Limits(int tier, Fraction initialRate, Fraction leverageMax) {

    /** The leverage in use: what was set, or the highest where that is lower or nothing is set. */
    public Fraction leverage(Optional<Decimal> set) {
      return set.isEmpty() ? leverageMax : Fraction.of(set.get()).min(leverageMax);
    }

    /**
     * The initial margin of the notional or of part of it: {@code part × max(1/leverage,
     * initialRate)}.
     *
     * @param leverage the leverage in use
     */
    public Fraction initialMargin(Fraction part, Fraction leverage) {
      return part.times(leverage.reciprocal().max(initialRate));
    }
  }
}
