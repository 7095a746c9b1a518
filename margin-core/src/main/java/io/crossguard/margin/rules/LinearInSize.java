package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.BentCurve;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.List;

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
public record LinearInSize(SizeRate initial, SizeRate maintenance) implements RateSchedule {

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
  public Fraction maintenanceMargin(Fraction notional, Fraction size) {
    return notional.times(maintenance.at(size));
  }

  @Override
  public Curve maintenanceCurve(Line notional, Line size) {
    if (size.slope().isZero()) {
      Fraction rate = maintenance.at(size.intercept());
      return PiecewiseLinear.of(
          new Line(notional.intercept().times(rate), notional.slope().times(rate)));
    }
    return new BentCurve(u -> maintenanceMargin(notional.at(u), size.at(u)), List.of());
  }

  @Override
  public Fraction initialRate(Fraction notional, Fraction size) {
    return initial.at(size);
  }

  @Override
  public Fraction leverageMax(Fraction notional, Fraction size) {
    return initial.at(size).reciprocal();
  }

  @Override
  public Fraction leverageMax() {
    return initial.at(Fraction.ZERO).reciprocal();
  }
}
