package io.crossguard.advisor.sizing;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;

/**
 * The daily volatility of hourly closes so far, recent ones weighing more.
 *
 * <pre>
 *   variance an hour = Σ decay^k·r_k² / Σ decay^k,   r = ln(close / close before)
 *   decay = 0.94^(1/24): the daily decay of RiskMetrics
 *   volatility = √(24 · variance)
 * </pre>
 */
public final class EwmaVolatility {
  private static final double DECAY = StrictMath.pow(0.94, 1.0 / 24);
  private static final int HOURS_A_DAY = 24;

  private double squares;
  private double weights;
  private int returns;

  /** Adds the close of an hour to that of the hour before. */
  public void add(Price before, Price close) {
    double r = StrictMath.log(close.value().toStatistic() / before.value().toStatistic());
    squares = DECAY * squares + r * r;
    weights = DECAY * weights + 1;
    returns++;
  }

  /** How many returns were added. */
  public int returns() {
    return returns;
  }

  /** The volatility a day; 0 without returns. */
  public Rate daily() {
    double variance = weights == 0 ? 0 : squares / weights;
    return new Rate(Decimal.ofStatistic(StrictMath.sqrt(HOURS_A_DAY * variance)));
  }
}
