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
 */
public record MarketSnapshot(
    Optional<Instant> asOf, Map<String, Price> markPrices, Map<String, Price> indexPrices) {

  public MarketSnapshot {
    requireNonNull(asOf, "asOf");
    markPrices = Map.copyOf(markPrices);
    indexPrices = Map.copyOf(indexPrices);
  }

  public Optional<Price> markPrice(String instrumentId) {
    return Optional.ofNullable(markPrices.get(instrumentId));
  }

  public Optional<Price> indexPrice(String asset) {
    return Optional.ofNullable(indexPrices.get(asset));
  }
}
