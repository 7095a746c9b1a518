package io.crossguard.advisor.backtest;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Require;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The prices of one hour, in the quote currency.
 *
 * @param start when the hour begins; a full hour
 * @param open the first price
 * @param high the highest price; not below any other
 * @param low the lowest price; not above any other
 * @param close the last price
 */
public record Bar(Instant start, Price open, Price high, Price low, Price close) {
  public Bar {
    Require.that(start.equals(start.truncatedTo(ChronoUnit.HOURS)), "time must be a full hour");
    requireNonNull(open, "open");
    requireNonNull(close, "close");
    Require.that(high.compareTo(low) >= 0, "high must not be below low");
    Require.that(
        high.compareTo(open) >= 0 && high.compareTo(close) >= 0,
        "high must not be below open or close");
    Require.that(
        low.compareTo(open) <= 0 && low.compareTo(close) <= 0,
        "low must not be above open or close");
  }
}
