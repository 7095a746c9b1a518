package io.crossguard.advisor.backtest;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bitcoin at 10,000 and ether at 100, calm for three weeks and then for another one, but for the
 * hours that a test says otherwise of.
 */
final class MadeUpPrices {
  static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  static final Instant START = FIRST.plus(Duration.ofDays(21));
  private static final int CALM_HOURS = 21 * 24;
  private static final int HOURS = 28 * 24;

  private final List<Bar> spot = new ArrayList<>();
  private final List<Bar> hedge = new ArrayList<>();
  private final List<Bar> bet = new ArrayList<>();

  /** Ether closes at 101 and 100 by turns until the start. */
  MadeUpPrices() {
    for (int hour = 0; hour < HOURS; hour++) {
      spot.add(flat(hour, "10000"));
      hedge.add(flat(hour, "10000"));
      boolean isUp = hour < CALM_HOURS && hour % 2 == 0;
      bet.add(isUp ? bar(hour, "100", "101", "100", "101") : flat(hour, "100"));
    }
  }

  /** Ether falls within an hour of the last week, and stays there. */
  MadeUpPrices etherFallsTo(int hour, String price) {
    int at = CALM_HOURS + hour;
    bet.set(at, bar(at, "100", "100", price, price));
    for (int later = at + 1; later < HOURS; later++) {
      bet.set(later, flat(later, price));
    }
    return this;
  }

  /** Bitcoin is at a price for a moment within an hour of the last week, spot and perpetual. */
  MadeUpPrices bitcoinTouches(int hour, String price) {
    int at = CALM_HOURS + hour;
    spot.set(at, bar(at, "10000", price, "10000", "10000"));
    hedge.set(at, bar(at, "10000", price, "10000", "10000"));
    return this;
  }

  /** An hour of ether that is not there, counted from the start; negative before it. */
  MadeUpPrices etherLacks(int hour) {
    bet.remove(CALM_HOURS + hour);
    return this;
  }

  PriceHistory history() {
    return PriceHistory.of(
        Map.of("BTC", new PriceSeries(hedge), "ETH", new PriceSeries(bet)),
        Map.of("BTC", new PriceSeries(spot)));
  }

  static Bar bar(int hour, String open, String high, String low, String close) {
    return new Bar(
        FIRST.plus(Duration.ofHours(hour)), price(open), price(high), price(low), price(close));
  }

  static Bar flat(int hour, String price) {
    return bar(hour, price, price, price, price);
  }

  static Price price(String price) {
    return new Price(Decimal.parse(price));
  }
}
