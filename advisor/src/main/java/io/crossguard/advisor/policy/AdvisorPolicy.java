package io.crossguard.advisor.policy;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.time.Duration;
import java.util.Map;

/**
 * The limits that the advisor decides by. E is the equity of a pool: its margin balance and the
 * isolated equities drawn from it. All limits are inclusive, and relative: none is an amount.
 *
 * @param bands which relative differences are neutral, hedged, directional
 * @param netToEquityMax largest net exposure of a neutral or hedged group over E; not negative
 * @param horizon how long an isolated margin has to last; from 1 to 168 hours
 * @param targetLiquidationProbability probability of liquidation within the horizon that a margin
 *     is sized for; from 0.001 to 0.5
 * @param liquidationFeeRate fee of a liquidation over the notional closed; at least 0, below 1
 * @param budget how much may be isolated
 * @param crossMarginRatioMax highest margin ratio of a pool after margin has left it, unless it was
 *     higher before; above 0, at most 1
 * @param resizeBand relative difference between the equity of an isolated position and the one
 *     wanted up to which it is left alone; not negative
 * @param threatRatio stress loss over the margin that is not bound from which a group threatens its
 *     pool; positive
 * @param dust stress loss over E up to which a group is too small to act on; not negative
 * @param basisReserves share of the matched notional to keep for a moving basis, by root, from 0 to
 *     1; others have the default of {@link BasisDefaults}
 * @param offPeg distance from a peg beyond which an asset is off it; not negative
 * @param stablecoinConcentration loss from a depeg over E from which collateral is concentrated;
 *     not negative
 * @param distances when the distance of a root to liquidation is short
 * @param riskModel how far prices are expected to run; it covers the horizon and the target
 *     probability
 */
public record AdvisorPolicy(
    Bands bands,
    Rate netToEquityMax,
    Duration horizon,
    Rate targetLiquidationProbability,
    Rate liquidationFeeRate,
    Budget budget,
    Rate crossMarginRatioMax,
    Rate resizeBand,
    Rate threatRatio,
    Rate dust,
    Map<String, Rate> basisReserves,
    Rate offPeg,
    Rate stablecoinConcentration,
    DistanceLimits distances,
    RiskModel riskModel) {

  /** Version of the method, the default limits and the tables. */
  public static final String VERSION = "2026-03.4";

  private static final Duration HORIZON_MIN = Duration.ofHours(1);
  private static final Duration HORIZON_MAX = Duration.ofDays(7);
  private static final Rate PROBABILITY_MIN = rate("0.001");
  private static final Rate PROBABILITY_MAX = rate("0.5");

  public AdvisorPolicy {
    requireNonNull(bands, "bands");
    requireNonNull(budget, "budget");
    requireNonNull(distances, "distances");
    requireNonNull(riskModel, "riskModel");
    notNegative(netToEquityMax, "net to equity maximum");
    Require.that(
        horizon.compareTo(HORIZON_MIN) >= 0 && horizon.compareTo(HORIZON_MAX) <= 0,
        "horizon must be between 1 and 168 hours");
    Require.that(
        targetLiquidationProbability.compareTo(PROBABILITY_MIN) >= 0
            && targetLiquidationProbability.compareTo(PROBABILITY_MAX) <= 0,
        "target liquidation probability must be between 0.001 and 0.5");
    Require.that(
        horizon.compareTo(riskModel.multiples().longest()) <= 0,
        "horizon must not be longer than the longest of the multiples");
    Require.that(
        targetLiquidationProbability.compareTo(riskModel.multiples().rarest()) >= 0,
        "target liquidation probability must not be below the last of the multiples");
    Require.that(
        liquidationFeeRate.isProperFraction(),
        "liquidation fee rate must be at least 0 and below 1");
    Require.that(
        crossMarginRatioMax.fraction().isPositive() && crossMarginRatioMax.compareTo(Rate.ONE) <= 0,
        "cross margin ratio maximum must be above 0 and at most 1");
    notNegative(resizeBand, "resize band");
    Require.that(threatRatio.fraction().isPositive(), "threat ratio must be positive");
    notNegative(dust, "dust");
    basisReserves = Map.copyOf(basisReserves);
    basisReserves.keySet().forEach(Require::identifier);
    basisReserves.values().forEach(reserve -> share(reserve, "basis reserve"));
    notNegative(offPeg, "off peg");
    notNegative(stablecoinConcentration, "stablecoin concentration");
  }

  /** The policy of a caller who has none: its sources are in the README of this module. */
  public static AdvisorPolicy defaults() {
    return new AdvisorPolicy(
        new Bands(rate("0.05"), rate("0.20"), rate("0.80"), rate("0.075")),
        rate("0.20"),
        Duration.ofHours(24),
        rate("0.01"),
        rate("0.005"),
        new Budget(rate("0.20"), rate("0.30")),
        rate("0.50"),
        rate("0.25"),
        rate("0.50"),
        rate("0.005"),
        Map.of(),
        rate("0.01"),
        rate("0.10"),
        new DistanceLimits(rate("0.30"), rate("0.15")),
        RiskModel.defaults());
  }

  /** The share of a root's matched notional to keep: what was given, else the default. */
  public Rate basisReserve(String root) {
    Rate given = basisReserves.get(root);
    return given == null ? BasisDefaults.reserve(root) : given;
  }

  private static void notNegative(Rate rate, String name) {
    Require.that(!rate.fraction().isNegative(), name + " must not be negative");
  }

  private static void share(Rate rate, String name) {
    Require.that(
        rate.compareTo(Rate.ZERO) >= 0 && rate.compareTo(Rate.ONE) <= 0,
        name + " must be between 0 and 1");
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }

  /**
   * Limits on the relative difference of two sides: their difference over the larger one.
   *
   * @param neutral largest of a delta-neutral group; from 0 to 1
   * @param hedged largest of a group hedged with a residual; not below neutral
   * @param directional from which a group is directional; not below hedged, at most 1
   * @param exit up to which a group that was delta-neutral stays so; from neutral to 1
   */
  public record Bands(Rate neutral, Rate hedged, Rate directional, Rate exit) {
    public Bands {
      share(neutral, "neutral band");
      share(hedged, "hedged band");
      share(directional, "directional band");
      share(exit, "exit band");
      Require.that(
          neutral.compareTo(hedged) <= 0 && hedged.compareTo(directional) <= 0,
          "neutral, hedged and directional band must ascend");
      Require.that(neutral.compareTo(exit) <= 0, "exit band must not be below the neutral band");
    }
  }

  /**
   * How much isolated margin there may be, over E.
   *
   * @param perRoot of all positions of one root together; from 0 to 1
   * @param total of all positions; from 0 to 1
   */
  public record Budget(Rate perRoot, Rate total) {
    public Budget {
      share(perRoot, "root budget");
      share(total, "total budget");
    }
  }

  /**
   * When the distance of a root to liquidation is short, without sign.
   *
   * @param warning below which to warn; positive
   * @param alarm below which to alarm; positive, not above the warning
   */
  public record DistanceLimits(Rate warning, Rate alarm) {
    public DistanceLimits {
      Require.that(alarm.fraction().isPositive(), "distance alarm must be positive");
      Require.that(alarm.compareTo(warning) <= 0, "distance alarm must not be above the warning");
    }
  }
}
