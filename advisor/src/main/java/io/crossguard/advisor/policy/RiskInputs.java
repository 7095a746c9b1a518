package io.crossguard.advisor.policy;

import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the market beyond today's prices. What is said of a root or an asset that the
 * account doesn't hold has no effect.
 *
 * @param dailyVolatilities standard deviation of the daily return by root: 0.03 is 3 %; not
 *     negative
 * @param depegStresses loss of a peg to reckon with by asset, from 0 to 1; others have the default
 *     of {@link PegDefaults}
 * @param conversions market rates by asset; others are converted at index prices
 * @param hourlyCloses prices to estimate a volatility from, of roots that have none; each at most
 *     once
 * @param correlations of two roots each, every two at most once
 */
public record RiskInputs(
    Map<String, Rate> dailyVolatilities,
    Map<String, Rate> depegStresses,
    Map<String, AssetConversion> conversions,
    List<HourlyCloses> hourlyCloses,
    List<Correlation> correlations) {

  /** Nothing is known: positions are classified, and nothing is advised that needs more. */
  public static final RiskInputs NONE = new RiskInputs(Map.of(), Map.of(), Map.of());

  public RiskInputs {
    dailyVolatilities = Map.copyOf(dailyVolatilities);
    depegStresses = Map.copyOf(depegStresses);
    conversions = Map.copyOf(conversions);
    hourlyCloses = List.copyOf(hourlyCloses);
    correlations = List.copyOf(correlations);
    dailyVolatilities.keySet().forEach(Require::identifier);
    depegStresses.keySet().forEach(Require::identifier);
    conversions.keySet().forEach(Require::identifier);
    dailyVolatilities
        .values()
        .forEach(volatility ->
            Require.that(!volatility.fraction().isNegative(), "volatility must not be negative"));
    depegStresses
        .values()
        .forEach(stress -> Require.that(
            stress.compareTo(Rate.ZERO) >= 0 && stress.compareTo(Rate.ONE) <= 0,
            "depeg stress must be between 0 and 1"));
    Set<String> roots = new HashSet<>(dailyVolatilities.keySet());
    for (HourlyCloses closes : hourlyCloses) {
      Require.that(
          roots.add(closes.root()),
          "hourly closes must be of a root without a volatility, and each root once");
    }
    Set<Set<String>> pairs = new HashSet<>();
    for (Correlation correlation : correlations) {
      Require.that(pairs.add(correlation.roots()), "correlations must not repeat two roots");
    }
  }

  /** What is known without closes and correlations. */
  public RiskInputs(
      Map<String, Rate> dailyVolatilities,
      Map<String, Rate> depegStresses,
      Map<String, AssetConversion> conversions) {
    this(dailyVolatilities, depegStresses, conversions, List.of(), List.of());
  }

  /** The same with other volatilities, which need no closes. */
  public RiskInputs withVolatilities(Map<String, Rate> volatilities) {
    return new RiskInputs(volatilities, depegStresses, conversions, List.of(), correlations);
  }

  public Optional<Rate> dailyVolatility(String root) {
    return Optional.ofNullable(dailyVolatilities.get(root));
  }

  public Optional<AssetConversion> conversion(String asset) {
    return Optional.ofNullable(conversions.get(asset));
  }

  /** The stress of a peg: what was given, else the default. */
  public Rate depegStress(String asset) {
    Rate given = depegStresses.get(asset);
    return given == null ? PegDefaults.stress(asset) : given;
  }
}
