package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;

/**
 * A rate that grows straight with the size of the position, as at Deribit and Synthetix.
 *
 * <pre>
 *   rate              = base + slope × size
 *   maintenanceMargin = notional × rate
 * </pre>
 *
 * @param initial the rate of initial margin; its base is positive
 * @param maintenance the rate of maintenance margin
 */
public record LinearInSize(SizeRate initial, SizeRate maintenance) implements SizeSchedule {

  /**
   * @param base at least 0, below 1
   * @param slope added a coin of size; at least 0
   */
  public record SizeRate(Rate base, Decimal slope) {
    public SizeRate {
      Require.that(base.isProperFraction(), "base rate must be at least 0 and below 1");
      Require.that(!slope.isNegative(), "slope must not be negative");
    }

    Fraction at(Fraction size) {
      return Fraction.of(base.fraction()).plus(size.times(slope));
    }
  }

  public LinearInSize {
    requireNonNull(maintenance, "maintenance");
    Require.that(initial.base().fraction().isPositive(), "initial base rate must be positive");
  }

  @Override
  public Fraction initialRate(Fraction size) {
    return initial.at(size);
  }

  @Override
  public Fraction maintenanceRate(Fraction size) {
    return maintenance.at(size);
  }
}
