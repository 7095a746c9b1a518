package io.crossguard.advisor.sizing;

import io.crossguard.advisor.policy.ExcursionMultiples;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a root may run against a side within the horizon, and how probable that is.
 *
 * <pre>
 *   d = z(p, side, H) · volatility · √(H / 24 h)
 * </pre>
 *
 * d is a simple move: 0.21 is 21 % down for a long, up for a short. A long's is at most 0.95.
 */
public final class AdverseMoves {
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
  private static final double SECONDS_AN_HOUR = Duration.ofHours(1).toSeconds();
  private static final Decimal LONG_MOVE_MAX = Decimal.parse("0.95");

  private final ExcursionTable longTable;
  private final ExcursionTable shortTable;
  private final Decimal rootOfHorizon;
  private final Rate rarest;

  /** The moves by the multiples that come with this module. */
  public AdverseMoves(Duration horizon) {
    this(horizon, ExcursionMultiples.defaults());
  }

  /**
   * @param horizon at least an hour, and not longer than the longest of the multiples
   */
  public AdverseMoves(Duration horizon, ExcursionMultiples multiples) {
    double hours = horizon.toSeconds() / SECONDS_AN_HOUR;
    this.longTable = ExcursionTable.of(multiples, Side.LONG, hours);
    this.shortTable = ExcursionTable.of(multiples, Side.SHORT, hours);
    this.rarest = multiples.rarest();
    this.rootOfHorizon = Decimal.ofStatistic(StrictMath.sqrt(horizon.toSeconds() / SECONDS_A_DAY));
  }

  /** z(p, side, H) · √(H / 24 h): what a daily volatility is multiplied by. */
  public Decimal scale(Side side, Rate probability) {
    return table(side).multiple(probability.fraction().toStatistic()).times(rootOfHorizon);
  }

  /** The move against a side that is exceeded with a probability. */
  public Decimal move(Side side, Rate dailyVolatility, Rate probability) {
    Decimal move = scale(side, probability).times(dailyVolatility.fraction());
    return side == Side.LONG ? move.min(LONG_MOVE_MAX) : move;
  }

  /** The rarest move that the multiples know: by default one of 0.1 %. */
  public Decimal extremeMove(Side side, Rate dailyVolatility) {
    return move(side, dailyVolatility, rarest);
  }

  /**
   * The probability of a move against a side.
   *
   * @param move absent where no move liquidates; not positive where it has happened
   */
  public Rate probability(Side side, Rate dailyVolatility, Optional<Decimal> move) {
    if (move.isEmpty()) {
      return Rate.ZERO;
    }
    if (!move.get().isPositive()) {
      return Rate.ONE;
    }
    double scale = dailyVolatility.fraction().times(rootOfHorizon).toStatistic();
    if (scale == 0) {
      return Rate.ZERO;
    }
    double multiple = move.get().toStatistic() / scale;
    return new Rate(Decimal.ofStatistic(table(side).probability(multiple)));
  }

  private ExcursionTable table(Side side) {
    return side == Side.LONG ? longTable : shortTable;
  }
}
