package io.crossguard.advisor.policy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.time.Duration;

/**
 * What a volatility that is estimated from closes has to keep to. One that is given is taken as it
 * is.
 *
 * @param floor least daily volatility where the closes span less than a year: calm does not last;
 *     not negative
 * @param shareOfMedian where they span a year, the least is this share of the median of that year;
 *     from 0 to 1
 * @param closesAgeMax how old the last close may be at the time of the market; positive
 */
public record VolatilityLimits(Rate floor, Rate shareOfMedian, Duration closesAgeMax) {
  public VolatilityLimits {
    Require.that(!floor.fraction().isNegative(), "volatility floor must not be negative");
    Require.that(
        shareOfMedian.compareTo(Rate.ZERO) >= 0 && shareOfMedian.compareTo(Rate.ONE) <= 0,
        "volatility share of median must be between 0 and 1");
    Require.that(closesAgeMax.compareTo(Duration.ZERO) > 0, "closes age max must be positive");
  }

  /** 1.7 % a day, 60 % of the median of a year, and three hours. */
  public static VolatilityLimits defaults() {
    return new VolatilityLimits(rate("0.017"), rate("0.6"), Duration.ofHours(3));
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
