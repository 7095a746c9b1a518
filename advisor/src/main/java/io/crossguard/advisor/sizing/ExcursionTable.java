package io.crossguard.advisor.sizing;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far prices run against a position, as multiples of the volatility over the horizon.
 *
 * <p>Quantiles of the maximum adverse excursion (by intrabar lows for longs, highs for shorts) over
 * the EWMA volatility of hourly log returns (decay 0.94 a day) times the root of the horizon: six
 * large coins, hourly, 47,000 overlapping windows, 2020 to 2026. A normal distribution would say
 * 2.58 where the table says 4.
 *
 * <pre>
 *   between rows      z is linear in ln p
 *   above the first   p = 2·Φ(−1.6449·z / z(10 %)), so that p is 1 at z = 0 and has no step
 *   beyond the last   p is 0.1 %, to be read "at most"
 *   between horizons  z is linear in ln H; below 24 hours the first table holds
 * </pre>
 */
final class ExcursionTable {
  private static final double[] PROBABILITIES = {0.1, 0.05, 0.01, 0.005, 0.001};
  private static final List<Horizon> HORIZONS = List.of(
      new Horizon(24, row("1.6 2.2 4.2 5.3 8.3"), row("1.7 2.2 4.0 5.0 8.9")),
      new Horizon(72, row("1.6 2.2 4.3 5.1 6.9"), row("1.8 2.4 4.6 6.2 13")),
      new Horizon(168, row("1.6 2.2 3.8 4.6 6.7"), row("1.9 2.7 5.4 7.4 19")));

  // The normal quantile of a two-sided 10 %.
  private static final double NORMAL_AT_FIRST_ROW = 1.6448536269514722;
  private static final double PRECISION = 1e-15;

  private final List<Decimal> multiples;

  private ExcursionTable(List<Decimal> multiples) {
    this.multiples = multiples;
  }

  /** The table of one side and horizon. */
  static ExcursionTable of(Side side, double hours) {
    Horizon first = HORIZONS.get(0);
    if (hours <= first.hours()) {
      return new ExcursionTable(first.multiples(side));
    }
    int upper = 1;
    while (upper < HORIZONS.size() - 1 && HORIZONS.get(upper).hours() < hours) {
      upper++;
    }
    Horizon from = HORIZONS.get(upper - 1);
    Horizon to = HORIZONS.get(upper);
    if (hours == to.hours()) {
      return new ExcursionTable(to.multiples(side));
    }
    double weight =
        StrictMath.log(hours / from.hours()) / StrictMath.log((double) to.hours() / from.hours());
    Decimal share = Decimal.ofStatistic(weight);
    return new ExcursionTable(IntStream.range(0, PROBABILITIES.length)
        .mapToObj(i -> {
          Decimal start = from.multiples(side).get(i);
          return start.plus(to.multiples(side).get(i).minus(start).times(share));
        })
        .toList());
  }

  /** The multiple that is exceeded with a probability between 0.001 and 0.5. */
  Decimal multiple(double probability) {
    if (probability > PROBABILITIES[0]) {
      return Decimal.ofStatistic(
          multipleAt(0) * twoSidedQuantile(probability) / NORMAL_AT_FIRST_ROW);
    }
    int row = 0;
    while (row < PROBABILITIES.length - 1 && PROBABILITIES[row] > probability) {
      row++;
    }
    if (row == 0 || PROBABILITIES[row] == probability) {
      return multiples.get(row);
    }
    double share = StrictMath.log(probability / PROBABILITIES[row - 1])
        / StrictMath.log(PROBABILITIES[row] / PROBABILITIES[row - 1]);
    return Decimal.ofStatistic(
        multipleAt(row - 1) + share * (multipleAt(row) - multipleAt(row - 1)));
  }

  /** The probability that a multiple is exceeded: from 0.001 to 1, never rising. */
  double probability(double multiple) {
    if (multiple <= 0) {
      return 1;
    }
    if (multiple < multipleAt(0)) {
      double normal = twoSidedTail(NORMAL_AT_FIRST_ROW * multiple / multipleAt(0));
      return Math.min(1, Math.max(normal, PROBABILITIES[0]));
    }
    for (int row = 1; row < PROBABILITIES.length; row++) {
      if (multiple < multipleAt(row)) {
        double share = (multiple - multipleAt(row - 1)) / (multipleAt(row) - multipleAt(row - 1));
        return PROBABILITIES[row - 1]
            * StrictMath.pow(PROBABILITIES[row] / PROBABILITIES[row - 1], share);
      }
    }
    return PROBABILITIES[PROBABILITIES.length - 1];
  }

  private double multipleAt(int row) {
    return multiples.get(row).toStatistic();
  }

  /** {@code 2·Φ(−x)} for x from 0 to 2, by the series of Φ whose terms are all positive. */
  private static double twoSidedTail(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; term > sum * PRECISION; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 1 - 2 * sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
  }

  /** The x with {@code 2·Φ(−x) = probability}, for a probability from 0.1 to 1. */
  private static double twoSidedQuantile(double probability) {
    double low = 0;
    double high = NORMAL_AT_FIRST_ROW;
    while (high - low > PRECISION) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (twoSidedTail(middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static List<Decimal> row(String multiples) {
    return Arrays.stream(multiples.split(" ")).map(Decimal::parse).toList();
  }

  /** The multiples of one horizon, by falling probability. */
  private record Horizon(int hours, List<Decimal> longs, List<Decimal> shorts) {
    List<Decimal> multiples(Side side) {
      return side == Side.LONG ? longs : shorts;
    }
  }
}
