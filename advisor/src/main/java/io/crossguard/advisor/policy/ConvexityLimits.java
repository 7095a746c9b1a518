package io.crossguard.advisor.policy;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;

/**
 * What a group with options may become after a move. All limits are inclusive.
 *
 * @param shockedNetMax largest net exposure after a move, over the larger side before it; from 0 to 1
 * @param protectedLossMax largest loss of a group that its options protect, over E; not negative
 */
public record ConvexityLimits(Rate shockedNetMax, Rate protectedLossMax) {

  public ConvexityLimits {
    requireNonNull(shockedNetMax, "shockedNetMax");
    Require.that(
        shockedNetMax.compareTo(Rate.ZERO) >= 0 && shockedNetMax.compareTo(Rate.ONE) <= 0,
        "shocked net max must be between 0 and 1");
    Require.that(
        !protectedLossMax.fraction().isNegative(), "protected loss max must not be negative");
  }

  /** A fifth of the larger side, and a fifth of E: the scale of the hedged band. */
  public static ConvexityLimits defaults() {
    Rate fifth = new Rate(Decimal.parse("0.2"));
    return new ConvexityLimits(fifth, fifth);
  }
}
