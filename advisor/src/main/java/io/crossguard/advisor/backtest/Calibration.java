package io.crossguard.advisor.backtest;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.Optional;

/**
 * One multiple of volatility, fitted on early prices and judged on later ones.
 *
 * @param horizon how long a margin had to last
 * @param side of the position
 * @param stated probability that the margin is lost
 * @param fitted the multiple of the volatility that as many early windows exceed
 * @param fittedWindows how many there were; positive
 * @param judgedWindows how many later windows there were; positive
 * @param realized share of the later windows that exceed the fitted multiple
 * @param ofTable share of the later windows that exceed the move by the advisor's own table. Those
 *     windows are a part of what the table was made from
 */
public record Calibration(
    Duration horizon,
    Side side,
    Rate stated,
    Decimal fitted,
    int fittedWindows,
    int judgedWindows,
    Rate realized,
    Rate ofTable) {

  /** Realized over stated probability: 1 is right, more is too bold. */
  public Decimal ratio() {
    return realized.fraction().dividedBy(stated.fraction());
  }

  /** Whether the ratio is from 0.8 to 1.25, as the advisor promises for a day and 10, 5 and 1 %. */
  public Optional<Boolean> keepsPromise() {
    boolean isPromised =
        horizon.equals(Duration.ofDays(1)) && stated.compareTo(Calibrator.PROMISED_FROM) >= 0;
    return isPromised
        ? Optional.of(ratio().compareTo(Calibrator.RATIO_MIN) >= 0
            && ratio().compareTo(Calibrator.RATIO_MAX) <= 0)
        : Optional.empty();
  }
}
