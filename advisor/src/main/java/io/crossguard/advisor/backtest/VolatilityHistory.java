package io.crossguard.advisor.backtest;

import io.crossguard.advisor.sizing.EwmaVolatility;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The volatility of a series as it was known at each hour: by the closes before it, no others. */
final class VolatilityHistory {
  // Below two weeks of hours the estimate says more of the last days than of the coin.
  private static final int RETURNS_MIN = (int) Duration.ofDays(14).toHours();

  private final Map<Instant, Rate> byHour = new HashMap<>();

  /** Each gap begins anew: what came before it is forgotten. */
  VolatilityHistory(PriceSeries series) {
    for (List<Bar> run : series.runs()) {
      EwmaVolatility volatility = new EwmaVolatility();
      for (int i = 1; i < run.size(); i++) {
        volatility.add(run.get(i - 1).close(), run.get(i).close());
        if (volatility.returns() >= RETURNS_MIN) {
          byHour.put(run.get(i).start().plus(PriceSeries.HOUR), volatility.daily());
        }
      }
    }
  }

  /** The volatility a day at the start of an hour; absent where too little is known before it. */
  Optional<Rate> daily(Instant hour) {
    return Optional.ofNullable(byHour.get(hour));
  }
}
