package io.crossguard.advisor.backtest;

import io.crossguard.margin.value.Require;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The prices that a back-test replays.
 *
 * @param perpetuals of perpetual contracts, by coin; BTC and at least one other
 * @param spots of coins, by coin; BTC at least
 */
public record PriceHistory(
    SortedMap<String, PriceSeries> perpetuals, SortedMap<String, PriceSeries> spots) {

  /** The coin of the hedged book. */
  public static final String BOOK_COIN = "BTC";

  public PriceHistory {
    Require.that(perpetuals.containsKey(BOOK_COIN), "there must be a perpetual of " + BOOK_COIN);
    Require.that(spots.containsKey(BOOK_COIN), "there must be spot prices of " + BOOK_COIN);
    Require.that(perpetuals.size() > 1, "there must be a perpetual of a coin beside " + BOOK_COIN);
    perpetuals = Collections.unmodifiableSortedMap(new TreeMap<>(perpetuals));
    spots = Collections.unmodifiableSortedMap(new TreeMap<>(spots));
  }

  public static PriceHistory of(
      Map<String, PriceSeries> perpetuals, Map<String, PriceSeries> spots) {
    return new PriceHistory(new TreeMap<>(perpetuals), new TreeMap<>(spots));
  }

  /** The coins to bet on, in alphabetical order. */
  public List<String> bets() {
    return perpetuals.keySet().stream().filter(coin -> !coin.equals(BOOK_COIN)).toList();
  }

  PriceSeries perpetual(String coin) {
    return Optional.ofNullable(perpetuals.get(coin)).orElseThrow();
  }

  PriceSeries bookSpot() {
    return Optional.ofNullable(spots.get(BOOK_COIN)).orElseThrow();
  }
}
