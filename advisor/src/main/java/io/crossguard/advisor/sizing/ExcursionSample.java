package io.crossguard.advisor.sizing;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How far prices have run against a side, as multiples of the volatility that was known before:
 *
 * <pre>
 *   multiple = move / (volatility · √(horizon / 24 h))
 * </pre>
 */
public final class ExcursionSample {
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

  private final double[] ascending;

  /**
   * The largest move against a side within a horizon.
   *
   * @param move over the price at the start; 0.21 is 21 % down for a long, up for a short; not
   *     negative
   * @param dailyVolatility what the volatility was at the start; positive
   */
  public record Excursion(Decimal move, Rate dailyVolatility) {
    public Excursion {
      Require.that(!move.isNegative(), "an excursion must not be negative");
      Require.that(dailyVolatility.fraction().isPositive(), "volatility must be positive");
    }
  }

  /**
   * @param excursions at least one
   */
  public ExcursionSample(List<Excursion> excursions, Duration horizon) {
    Require.that(!excursions.isEmpty(), "a sample must have at least one excursion");
    double scale = StrictMath.sqrt(horizon.toSeconds() / SECONDS_A_DAY);
    this.ascending = excursions.stream()
        .mapToDouble(each ->
            each.move().toStatistic() / (each.dailyVolatility().fraction().toStatistic() * scale))
        .sorted()
        .toArray();
  }

  public int size() {
    return ascending.length;
  }

  /** The least multiple of the sample that no more than a share of it exceeds. */
  public Decimal multiple(Rate probability) {
    int above = (int) (probability.fraction().toStatistic() * ascending.length);
    int place = Math.max(0, ascending.length - 1 - above);
    return Decimal.ofStatistic(ascending[place]);
  }

  /** The share of the sample that exceeds a multiple. */
  public Rate shareAbove(Decimal multiple) {
    double limit = multiple.toStatistic();
    long above = Arrays.stream(ascending).filter(each -> each > limit).count();
    return new Rate(Decimal.of(above).dividedBy(Decimal.of(ascending.length)));
  }
}
