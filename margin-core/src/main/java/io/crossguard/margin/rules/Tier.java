package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * One tier of a schedule over the notional of a position.
 *
 * @param notionalFloor where the tier begins, in the settlement asset; not negative. An exact
 *     boundary belongs to the higher tier
 * @param maintenanceRate maintenance margin a unit of notional; at least 0, below 1
 * @param maintenanceDeduction what is taken off notional × rate ("maintenance amount", "cum"), in
 *     the settlement asset; absent where it is to be derived
 * @param initialRate least initial margin a unit of notional; positive
 * @param leverageMax highest leverage that may be set; positive
 */
public record Tier(
    Decimal notionalFloor,
    Rate maintenanceRate,
    Optional<Decimal> maintenanceDeduction,
    Fraction initialRate,
    Fraction leverageMax) {

  public Tier {
    requireNonNull(maintenanceDeduction, "maintenanceDeduction");
    Require.that(!notionalFloor.isNegative(), "notional floor must not be negative");
    Require.that(
        maintenanceRate.isProperFraction(), "maintenance rate must be at least 0 and below 1");
    Require.that(initialRate.isPositive(), "initial rate must be positive");
    Require.that(leverageMax.isPositive(), "maximum leverage must be positive");
  }

  /** A tier whose initial rate is one over its maximum leverage; the deduction is derived. */
  public static Tier ofLeverage(Decimal notionalFloor, Rate maintenanceRate, Decimal leverageMax) {
    Require.that(leverageMax.isPositive(), "maximum leverage must be positive");
    return new Tier(
        notionalFloor,
        maintenanceRate,
        Optional.empty(),
        Fraction.of(Decimal.ONE, leverageMax),
        Fraction.of(leverageMax));
  }
}
