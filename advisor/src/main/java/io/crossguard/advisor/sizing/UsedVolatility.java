package io.crossguard.advisor.sizing;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;

/**
 * A volatility that advice rests on.
 *
 * @param root the coin
 * @param daily standard deviation of the daily return; not negative
 * @param source where it comes from
 * @param smallCoinFactor by which the multiples of the root are wider; 1 for a large coin
 */
public record UsedVolatility(String root, Rate daily, Source source, Decimal smallCoinFactor) {
  public UsedVolatility {
    requireNonNull(root, "root");
    requireNonNull(daily, "daily");
    requireNonNull(source, "source");
    requireNonNull(smallCoinFactor, "smallCoinFactor");
  }

  /** Where a volatility comes from. */
  public enum Source {
    /** The request states it. */
    GIVEN,
    /** It was estimated from hourly closes. */
    ESTIMATED,
    /** What was estimated is below the floor, and the floor is used. */
    FLOORED
  }
}
