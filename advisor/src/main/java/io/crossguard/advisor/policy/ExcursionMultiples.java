package io.crossguard.advisor.policy;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.time.Duration;
import java.util.List;

/**
 * How far prices run against a position, as multiples of the volatility over the horizon.
 *
 * @param origin what the multiples were measured on and when, in words; must not be empty
 * @param probabilities that a multiple is exceeded; each below the one before, the first from 0.01
 *     to 0.5, the last at least 0.0001
 * @param horizons each longer than the one before; a shorter horizon than the first has its
 *     multiples
 */
public record ExcursionMultiples(String origin, List<Rate> probabilities, List<Horizon> horizons) {
  private static final Rate FIRST_MIN = rate("0.01");
  private static final Rate FIRST_MAX = rate("0.5");
  private static final Rate LAST_MIN = rate("0.0001");

  public ExcursionMultiples {
    Require.that(!origin.isBlank(), "origin must not be empty");
    probabilities = List.copyOf(probabilities);
    horizons = List.copyOf(horizons);
    Require.that(!probabilities.isEmpty(), "probabilities must not be empty");
    Require.that(!horizons.isEmpty(), "horizons must not be empty");
    Require.that(
        probabilities.get(0).compareTo(FIRST_MIN) >= 0
            && probabilities.get(0).compareTo(FIRST_MAX) <= 0,
        "probabilities[0] must be between 0.01 and 0.5");
    for (int i = 1; i < probabilities.size(); i++) {
      Require.that(
          probabilities.get(i).compareTo(probabilities.get(i - 1)) < 0,
          "probabilities[" + i + "] must be below the one before");
    }
    Require.that(
        probabilities.get(probabilities.size() - 1).compareTo(LAST_MIN) >= 0,
        "probabilities[" + (probabilities.size() - 1) + "] must be at least 0.0001");
    for (int i = 0; i < horizons.size(); i++) {
      Require.that(
          horizons.get(i).longs().size() == probabilities.size(),
          "horizons[" + i + "] must have a multiple for each probability");
      Require.that(
          i == 0 || horizons.get(i).length().compareTo(horizons.get(i - 1).length()) > 0,
          "horizons[" + i + "] must be longer than the one before");
    }
  }

  /** The multiples of a caller who has none: they come with this module. */
  public static ExcursionMultiples defaults() {
    return ExcursionFile.multiples();
  }

  /** The rarest probability that there is a multiple for. */
  public Rate rarest() {
    return probabilities.get(probabilities.size() - 1);
  }

  /** The longest horizon that there are multiples for. */
  public Duration longest() {
    return horizons.get(horizons.size() - 1).length();
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }

  /**
   * The multiples of one horizon, one for each probability, each above the one before; positive.
   *
   * @param length of the horizon; positive
   * @param longs against a long position
   * @param shorts against a short position; as many
   */
  public record Horizon(Duration length, List<Decimal> longs, List<Decimal> shorts) {
    public Horizon {
      Require.that(length.compareTo(Duration.ZERO) > 0, "length must be positive");
      longs = List.copyOf(longs);
      shorts = List.copyOf(shorts);
      Require.that(
          longs.size() == shorts.size(), "shorts must have as many multiples as the longs");
      ascending(longs, "longs");
      ascending(shorts, "shorts");
    }

    public List<Decimal> multiples(Side side) {
      return side == Side.LONG ? longs : shorts;
    }

    private static void ascending(List<Decimal> multiples, String name) {
      for (int i = 0; i < multiples.size(); i++) {
        Require.that(multiples.get(i).isPositive(), name + "[" + i + "] must be positive");
        Require.that(
            i == 0 || multiples.get(i).isGreaterThan(multiples.get(i - 1)),
            name + "[" + i + "] must be above the one before");
      }
    }
  }
}
