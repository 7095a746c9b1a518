package io.crossguard.margin.market;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Price;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Prices at one instant. A venue that margins at an oracle price sends that as the mark.
 *
 * @param asOf when the prices held; absent where the caller does not say
 * @param markPrices what positions are valued at, by instrument id
 * @param indexPrices what assets and roots are valued at in the quote currency, by asset
 * @param optionQuotes what is known of options beside their marks, by instrument id
 */
public record MarketSnapshot(
    Optional<Instant> asOf,
    Map<String, Price> markPrices,
    Map<String, Price> indexPrices,
    Map<String, OptionQuote> optionQuotes) {

  public MarketSnapshot {
    requireNonNull(asOf, "asOf");
    markPrices = Map.copyOf(markPrices);
    indexPrices = Map.copyOf(indexPrices);
    optionQuotes = Map.copyOf(optionQuotes);
  }

  /** A market without options. */
  public MarketSnapshot(
      Optional<Instant> asOf, Map<String, Price> markPrices, Map<String, Price> indexPrices) {
    this(asOf, markPrices, indexPrices, Map.of());
  }

  public Optional<Price> markPrice(String instrumentId) {
    return Optional.ofNullable(markPrices.get(instrumentId));
  }

  public Optional<Price> indexPrice(String asset) {
    return Optional.ofNullable(indexPrices.get(asset));
  }

  public Optional<OptionQuote> optionQuote(String instrumentId) {
    return Optional.ofNullable(optionQuotes.get(instrumentId));
  }

  /** The same market at other marks. */
  public MarketSnapshot withMarks(Map<String, Price> otherMarks) {
    return new MarketSnapshot(asOf, otherMarks, indexPrices, optionQuotes);
  }
}
