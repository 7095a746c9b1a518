package io.crossguard.advisor.sizing;

import io.crossguard.advisor.policy.ExcursionMultiples;
import io.crossguard.advisor.policy.ExcursionMultiples.Horizon;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The multiples of one side and horizon, read both ways.
 *
 * <pre>
 *   between rows      z is linear in ln p
 *   above the first   p = 2·Φ(−q·z / z(p₁)), where 2·Φ(−q) = p₁, the first probability,
 *                     so that p is 1 at z = 0 and has no step
 *   beyond the last   p is the last one, to be read "at most"
 *   between horizons  z is linear in ln H; below the first that one holds
 * </pre>
 */
final class ExcursionTable {
  private static final double SECONDS_AN_HOUR = Duration.ofHours(1).toSeconds();
  // Twice the normal tail beyond it is 0.00006, less than any first row may have.
  private static final double NORMAL_MAX = 4;
  private static final double PRECISION = 1e-15;

  private final double[] probabilities;
  private final List<Decimal> multiples;
  // Found when it is first asked for, which most accounts never do: 0 until then.
  private volatile double normalAtFirstRow;

  private ExcursionTable(ExcursionMultiples source, List<Decimal> multiples) {
    this.probabilities = source.probabilities().stream()
        .mapToDouble(probability -> probability.fraction().toStatistic())
        .toArray();
    this.multiples = multiples;
  }

  private double normalAtFirstRow() {
    if (normalAtFirstRow == 0) {
      normalAtFirstRow = twoSidedQuantile(probabilities[0]);
    }
    return normalAtFirstRow;
  }

  /** The table of one side and horizon. */
  static ExcursionTable of(ExcursionMultiples source, Side side, double hours) {
    List<Horizon> horizons = source.horizons();
    Horizon from = horizons.get(0);
    for (Horizon to : horizons) {
      if (hours <= hours(to)) {
        return new ExcursionTable(source, between(from, to, side, hours));
      }
      from = to;
    }
    return new ExcursionTable(source, from.multiples(side));
  }

  private static List<Decimal> between(Horizon from, Horizon to, Side side, double hours) {
    if (from.equals(to) || hours == hours(to)) {
      return to.multiples(side);
    }
    Decimal share = Decimal.ofStatistic(
        StrictMath.log(hours / hours(from)) / StrictMath.log(hours(to) / hours(from)));
    return IntStream.range(0, to.longs().size())
        .mapToObj(i -> {
          Decimal start = from.multiples(side).get(i);
          return start.plus(to.multiples(side).get(i).minus(start).times(share));
        })
        .toList();
  }

  private static double hours(Horizon horizon) {
    return horizon.length().toSeconds() / SECONDS_AN_HOUR;
  }

  /** The multiple that is exceeded with a probability from the last row's to 0.5. */
  Decimal multiple(double probability) {
    if (probability > probabilities[0]) {
      return Decimal.ofStatistic(
          multipleAt(0) * twoSidedQuantile(probability) / normalAtFirstRow());
    }
    int row = 0;
    while (row < probabilities.length - 1 && probabilities[row] > probability) {
      row++;
    }
    if (row == 0 || probabilities[row] == probability) {
      return multiples.get(row);
    }
    double share = StrictMath.log(probability / probabilities[row - 1])
        / StrictMath.log(probabilities[row] / probabilities[row - 1]);
    return Decimal.ofStatistic(
        multipleAt(row - 1) + share * (multipleAt(row) - multipleAt(row - 1)));
  }

  /** The probability that a multiple is exceeded: from the last row's to 1, never rising. */
  double probability(double multiple) {
    if (multiple <= 0) {
      return 1;
    }
    if (multiple < multipleAt(0)) {
      double normal = twoSidedTail(normalAtFirstRow() * multiple / multipleAt(0));
      return Math.min(1, Math.max(normal, probabilities[0]));
    }
    for (int row = 1; row < probabilities.length; row++) {
      if (multiple < multipleAt(row)) {
        double share = (multiple - multipleAt(row - 1)) / (multipleAt(row) - multipleAt(row - 1));
        return probabilities[row - 1]
            * StrictMath.pow(probabilities[row] / probabilities[row - 1], share);
      }
    }
    return probabilities[probabilities.length - 1];
  }

  private double multipleAt(int row) {
    return multiples.get(row).toStatistic();
  }

  /** {@code 2·Φ(−x)} for x from 0 to 4, by the series of Φ whose terms are all positive. */
  private static double twoSidedTail(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; term > sum * PRECISION; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 1 - 2 * sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
  }

  /** The x with {@code 2·Φ(−x) = probability}, for a probability from 0.01 to 1. */
  private static double twoSidedQuantile(double probability) {
    double low = 0;
    double high = NORMAL_MAX;
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
}
