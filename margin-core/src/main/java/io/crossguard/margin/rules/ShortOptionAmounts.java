package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;

/**
 * Fixed amounts of the settlement asset for one unit of the underlying (a contract of multiplier 1)
 * that is sold short by an option.
 *
 * @param initial to open; positive, and at least what is to be kept
 * @param maintenance to keep; not negative
 * @param longInitialRate share of its value that a long option requires to be opened; from 0 to 1
 */
public record ShortOptionAmounts(Decimal initial, Decimal maintenance, Rate longInitialRate)
    implements OptionRequirement {

  public ShortOptionAmounts {
    requireNonNull(initial, "initial");
    requireNonNull(maintenance, "maintenance");
    Require.that(initial.isPositive(), "the initial amount must be positive");
    Require.that(!maintenance.isNegative(), "the maintenance amount must not be negative");
    Require.that(
        maintenance.compareTo(initial) <= 0,
        "the initial amount must be at least the maintenance amount");
    ShortOptionRates.requireShare(longInitialRate);
  }

  @Override
  public Fraction shortMaintenance(Fraction underlying, Fraction mark) {
    return Fraction.of(maintenance);
  }

  @Override
  public Fraction shortInitial(Fraction underlying, Fraction outOfTheMoney, Fraction mark) {
    return Fraction.of(initial);
  }

  @Override
  public Curve shortMaintenanceCurve(Fraction underlying) {
    return Curve.constant(Fraction.of(maintenance));
  }

  @Override
  public Fraction longInitialShare() {
    return Fraction.of(longInitialRate.fraction());
  }
}
