package io.crossguard.margin.rules;

import io.crossguard.margin.value.BentCurve;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.List;

/**
 * A rate that grows with the notional to the power of 0.8 above a base, as at Orderly. The power is
 * rounded to 34 digits.
 *
 * <pre>
 *   initialRate     = max(initialBase, initialFactor × notional^0.8)
 *   maintenanceRate = max(maintenanceBase,
 *                         maintenanceBase / initialBase × initialFactor × notional^0.8)
 * </pre>
 *
 * @param initialBase least initial rate; above 0, below 1
 * @param maintenanceBase least maintenance rate; at least 0, at most the initial base
 * @param initialFactor what the power is multiplied by; at least 0
 */
public record PowerOfNotional(Rate initialBase, Rate maintenanceBase, Decimal initialFactor)
    implements RateSchedule {

  public PowerOfNotional {
    Require.that(
        initialBase.isProperFraction() && initialBase.fraction().isPositive(),
        "initial base rate must be above 0 and below 1");
    Require.that(
        maintenanceBase.isProperFraction() && maintenanceBase.compareTo(initialBase) <= 0,
        "maintenance base rate must be at least 0 and at most the initial base rate");
    Require.that(!initialFactor.isNegative(), "initial factor must not be negative");
  }

  @Override
  public Fraction maintenanceMargin(Fraction notional, Fraction size) {
    // maintenance rate = initial rate × maintenanceBase / initialBase: both have the same knee.
    return notional
        .times(initialRate(notional))
        .times(Fraction.of(maintenanceBase.fraction(), initialBase.fraction()));
  }

  @Override
  public Curve maintenanceCurve(Line notional, Line size) {
    return new BentCurve(u -> maintenanceMargin(notional.at(u), size.at(u)), List.of());
  }

  @Override
  public Limits limits(Fraction notional, Fraction size) {
    Fraction rate = initialRate(notional);
    return new Limits(1, rate, rate.reciprocal());
  }

  private Fraction initialRate(Fraction notional) {
    Decimal power = notional.abs().rounded().toThePowerOfFourFifths();
    return Fraction.of(initialFactor.times(power).max(initialBase.fraction()));
  }

  @Override
  public Fraction leverageMax() {
    return Fraction.of(initialBase.fraction()).reciprocal();
  }
}
