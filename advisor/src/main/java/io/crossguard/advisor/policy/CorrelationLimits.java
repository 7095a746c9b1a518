package io.crossguard.advisor.policy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.time.Duration;

/**
 * When two coins count as a hedge of each other, and how much of it. All limits are inclusive.
 *
 * @param rSquaredMin least square of the correlation; from 0 to 1
 * @param sampleMin how long it was measured at least; positive
 * @param betaBand largest difference of the betas of 30 and 90 days over the larger; from 0 to 1
 * @param sizeBand largest difference of the two risks over the larger; from 0 to 1
 * @param stress factor of the correlation in a crisis; from 0 to 1
 * @param reliefMax largest part of the two risks that may be waived; from 0 to 1
 * @param tailMax what is left at risk, over E, up to which the two may stay in cross; not negative
 */
public record CorrelationLimits(
    Rate rSquaredMin,
    Duration sampleMin,
    Rate betaBand,
    Rate sizeBand,
    Rate stress,
    Rate reliefMax,
    Rate tailMax) {

  public CorrelationLimits {
    share(rSquaredMin, "correlation r squared min");
    Require.that(sampleMin.compareTo(Duration.ZERO) > 0, "correlation sample min must be positive");
    share(betaBand, "correlation beta band");
    share(sizeBand, "correlation size band");
    share(stress, "correlation stress");
    share(reliefMax, "correlation relief max");
    Require.that(!tailMax.fraction().isNegative(), "correlation tail max must not be negative");
  }

  /** Their sources are in the README of this module. */
  public static CorrelationLimits defaults() {
    return new CorrelationLimits(
        rate("0.64"),
        Duration.ofDays(30),
        rate("0.25"),
        rate("0.2"),
        rate("0.8"),
        rate("0.8"),
        rate("0.1"));
  }

  private static void share(Rate rate, String name) {
    Require.that(
        rate.compareTo(Rate.ZERO) >= 0 && rate.compareTo(Rate.ONE) <= 0,
        name + " must be between 0 and 1");
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
