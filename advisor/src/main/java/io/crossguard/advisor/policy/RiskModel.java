package io.crossguard.advisor.policy;

import static java.util.Objects.requireNonNull;

/**
 * How far the advisor expects prices to run.
 *
 * @param multiples of the volatility that are reached with a probability
 * @param smallCoins how much further small coins run
 * @param volatility what an estimated volatility has to keep to
 * @param correlation when two coins hedge each other
 * @param convexity what a group with options may become after a move
 */
public record RiskModel(
    ExcursionMultiples multiples,
    SmallCoins smallCoins,
    VolatilityLimits volatility,
    CorrelationLimits correlation,
    ConvexityLimits convexity) {
  public RiskModel {
    requireNonNull(multiples, "multiples");
    requireNonNull(smallCoins, "smallCoins");
    requireNonNull(volatility, "volatility");
    requireNonNull(correlation, "correlation");
    requireNonNull(convexity, "convexity");
  }

  public static RiskModel defaults() {
    return new RiskModel(
        ExcursionMultiples.defaults(),
        SmallCoins.defaults(),
        VolatilityLimits.defaults(),
        CorrelationLimits.defaults(),
        ConvexityLimits.defaults());
  }
}
