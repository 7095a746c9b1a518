package io.crossguard.server.monitor;

import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.value.Price;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The prices of a stream, into which new ones are written. */
final class WatchedPrices {
  private static final MarketSnapshot NOTHING_NEW =
      new MarketSnapshot(Optional.empty(), Map.of(), Map.of());

  private final Map<String, Price> marks;
  private final Map<String, Price> indexes;
  private final Map<String, OptionQuote> quotes;
  private Optional<Instant> asOf;
  private Optional<MarketSnapshot> all = Optional.empty();

  WatchedPrices(MarketSnapshot market) {
    this.marks = new HashMap<>(market.markPrices());
    this.indexes = new HashMap<>(market.indexPrices());
    this.quotes = new HashMap<>(market.optionQuotes());
    this.asOf = market.asOf();
  }

  /** Writes new prices over the old ones. */
  void apply(MarketSnapshot news) {
    marks.putAll(news.markPrices());
    indexes.putAll(news.indexPrices());
    quotes.putAll(news.optionQuotes());
    asOf = asOfWith(news);
    all = Optional.empty();
  }

  /** When they are from once new ones have been written. */
  Optional<Instant> asOfWith(MarketSnapshot news) {
    return news.asOf().or(() -> asOf);
  }

  /** All of them. */
  MarketSnapshot all() {
    MarketSnapshot current = all.orElseGet(() -> new MarketSnapshot(asOf, marks, indexes, quotes));
    all = Optional.of(current);
    return current;
  }

  /** What an account sees of them. */
  MarketSnapshot seenBy(PriceNeeds needs) {
    return seenBy(needs, NOTHING_NEW);
  }

  /** What an account will see of them when new ones have been written. */
  MarketSnapshot seenBy(PriceNeeds needs, MarketSnapshot news) {
    return new MarketSnapshot(
        needs.ofTime() ? asOfWith(news) : Optional.empty(),
        seen(needs.instruments(), news.markPrices(), marks),
        seen(needs.assets(), news.indexPrices(), indexes),
        seen(needs.instruments(), news.optionQuotes(), quotes));
  }

  private static <T> Map<String, T> seen(
      Set<String> names, Map<String, T> news, Map<String, T> current) {
    Map<String, T> seen = new HashMap<>();
    for (String name : names) {
      T price = news.getOrDefault(name, current.get(name));
      if (price != null) {
        seen.put(name, price);
      }
    }
    return seen;
  }

  /** Whether the mark or the quote of an instrument is another one in the news. */
  boolean differsForInstrument(String instrumentId, MarketSnapshot news) {
    BiPredicate<@Nullable Object, @Nullable Object> isNew =
        (next, current) -> next != null && !next.equals(current);
    return isNew.test(news.markPrices().get(instrumentId), marks.get(instrumentId))
        || isNew.test(news.optionQuotes().get(instrumentId), quotes.get(instrumentId));
  }

  /** Marks of the news that move something: a quote of a contract without a model moves nothing. */
  Map<String, Price> marksThatDiffer(MarketSnapshot news) {
    Map<String, Price> differ = new HashMap<>();
    news.markPrices().forEach((instrumentId, mark) -> {
      if (differsForInstrument(instrumentId, news)) {
        differ.put(instrumentId, mark);
      }
    });
    news.optionQuotes().keySet().forEach(instrumentId -> {
      Price mark = marks.get(instrumentId);
      if (mark != null && differsForInstrument(instrumentId, news)) {
        differ.putIfAbsent(instrumentId, mark);
      }
    });
    return differ;
  }

  /** Assets whose index is another one in the news. */
  Set<String> assetsThatDiffer(MarketSnapshot news) {
    Set<String> differ = new HashSet<>(news.indexPrices().keySet());
    differ.removeIf(asset -> !differsForAsset(asset, news));
    return differ;
  }

  boolean differsForAsset(String asset, MarketSnapshot news) {
    Price next = news.indexPrices().get(asset);
    return next != null && !next.equals(indexes.get(asset));
  }

  boolean differsInTime(MarketSnapshot news) {
    return news.asOf().isPresent() && !news.asOf().equals(asOf);
  }

  /** How many indexes there will be when new ones have been written; marks are of known names. */
  int indexesWith(MarketSnapshot news) {
    return count(indexes, news.indexPrices());
  }

  int marksWith(MarketSnapshot news) {
    return count(marks, news.markPrices());
  }

  private static int count(Map<String, Price> current, Map<String, Price> news) {
    int added = 0;
    for (String name : news.keySet()) {
      added += current.containsKey(name) ? 0 : 1;
    }
    return current.size() + added;
  }
}
