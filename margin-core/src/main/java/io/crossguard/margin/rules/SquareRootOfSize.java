package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;

/**
 * A rate that grows with the square root of the size, as at Drift. The root is rounded to 34
 * digits.
 *
 * <pre>
 *   rate = max(base, 0.8 × base + factor × √size)
 * </pre>
 *
 * @param initial the rate of initial margin; its base is positive
 * @param maintenance the rate of maintenance margin
 */
public record SquareRootOfSize(RootRate initial, RootRate maintenance) implements SizeSchedule {

  private static final Decimal BASE_SHARE = Decimal.parse("0.8");

  /**
   * @param base at least 0, below 1
   * @param factor what the root is multiplied by; at least 0
   */
  public record RootRate(Rate base, Decimal factor) {
    public RootRate {
      Require.that(base.isProperFraction(), "base rate must be at least 0 and below 1");
      Require.that(!factor.isNegative(), "factor must not be negative");
    }

    Fraction at(Fraction size) {
      Decimal premium = factor.times(size.abs().rounded().squareRoot());
      return Fraction.of(base.fraction().max(base.fraction().times(BASE_SHARE).plus(premium)));
    }
  }

  public SquareRootOfSize {
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
