package io.crossguard.advisor.sizing;

import io.crossguard.advisor.policy.HourlyCloses;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.RiskModel;
import io.crossguard.advisor.policy.VolatilityLimits;
import io.crossguard.margin.value.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the volatility of each root: what the request states, else what its hourly closes say.
 *
 * <pre>
 *   volatility = max(EWMA at the last close, floor)
 *   floor      = shareOfMedian · median of the EWMA at each hour of the last year
 *                where the closes span a year, else the floor of the policy
 * </pre>
 *
 * Nothing is known of a root whose last close is too old.
 */
public final class VolatilityEstimator {
  private static final int HOURS_A_YEAR = 365 * 24;
  private static final int HOURS_A_WEEK = 7 * 24;

  private final RiskModel model;
  private final Optional<Instant> asOf;

  /**
   * @param asOf time of the market; where it is absent no close is new enough
   */
  public VolatilityEstimator(RiskModel model, Optional<Instant> asOf) {
    this.model = model;
    this.asOf = asOf;
  }

  /** What is known, by root. */
  public List<UsedVolatility> volatilities(RiskInputs inputs) {
    Stream<UsedVolatility> given = inputs.dailyVolatilities().entrySet().stream()
        .map(entry -> used(entry.getKey(), entry.getValue(), UsedVolatility.Source.GIVEN));
    Stream<UsedVolatility> estimated =
        inputs.hourlyCloses().stream().filter(this::isFresh).map(this::estimate);
    return Stream.concat(given, estimated)
        .sorted(Comparator.comparing(UsedVolatility::root))
        .toList();
  }

  /** The inputs with what is known of volatilities in place of closes. */
  public static RiskInputs applied(RiskInputs inputs, List<UsedVolatility> volatilities) {
    if (inputs.hourlyCloses().isEmpty()) {
      return inputs;
    }
    return inputs.withVolatilities(volatilities.stream()
        .collect(Collectors.toUnmodifiableMap(UsedVolatility::root, UsedVolatility::daily)));
  }

  private boolean isFresh(HourlyCloses closes) {
    return asOf.filter(
            now -> !closes.last().plus(model.volatility().closesAgeMax()).isBefore(now))
        .isPresent();
  }

  private UsedVolatility estimate(HourlyCloses history) {
    List<HourlyCloses.Close> closes = history.closes();
    VolatilityLimits limits = model.volatility();
    EwmaVolatility ewma = new EwmaVolatility();
    int returns = closes.size() - 1;
    int firstOfYear = returns - HOURS_A_YEAR + 1;
    List<Rate> year = new ArrayList<>();
    for (int i = 1; i <= returns; i++) {
      ewma.add(closes.get(i - 1).price(), closes.get(i).price());
      if (firstOfYear >= 1 && i >= firstOfYear && i >= HOURS_A_WEEK) {
        year.add(ewma.daily());
      }
    }
    Rate floor = year.isEmpty() ? limits.floor() : shareOfMedian(year, limits);
    return ewma.daily().compareTo(floor) < 0
        ? used(history.root(), floor, UsedVolatility.Source.FLOORED)
        : used(history.root(), ewma.daily(), UsedVolatility.Source.ESTIMATED);
  }

  /** The median is the middle one; of two in the middle the lower. */
  private static Rate shareOfMedian(List<Rate> year, VolatilityLimits limits) {
    Rate median = year.stream().sorted().toList().get((year.size() - 1) / 2);
    return new Rate(median.fraction().times(limits.shareOfMedian().fraction()));
  }

  private UsedVolatility used(String root, Rate daily, UsedVolatility.Source source) {
    return new UsedVolatility(root, daily, source, model.smallCoins().factor(root));
  }
}
