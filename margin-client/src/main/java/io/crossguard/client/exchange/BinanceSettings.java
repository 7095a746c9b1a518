package io.crossguard.client.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the owner has set by symbol: {@code GET /fapi/v1/symbolConfig}, and the positions of an
 * account where it states them.
 */
final class BinanceSettings {
  private static final KnownFields FIELDS = KnownFields.reading("symbol", "marginType", "leverage")
      .leaving("isAutoAddMargin", "maxNotionalValue");

  private final Map<String, JsonValue> bySymbol = new HashMap<>();

  /**
   * @param account the account
   * @param symbolConfig the settings, where they are given; they count before the account
   */
  BinanceSettings(JsonValue account, Optional<JsonValue> symbolConfig) {
    symbolConfig.ifPresent(settings -> BinanceResult.rows(settings).forEach(row -> {
      FIELDS.check(row);
      JsonValue symbol = row.field("symbol");
      if (bySymbol.put(symbol.text(), row) != null) {
        throw symbol.problem(symbol.describe() + " is there twice");
      }
    }));
    account
        .optional("positions")
        .ifPresent(positions -> positions
            .items()
            .forEach(row -> bySymbol.putIfAbsent(row.field("symbol").text(), row)));
  }

  /** What an account alone says. */
  static BinanceSettings of(JsonValue account) {
    return new BinanceSettings(account, Optional.empty());
  }

  /** The margin type of a symbol, where it is stated. */
  Optional<JsonValue> marginType(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol)).flatMap(row -> row.stated("marginType"));
  }

  /** The leverage of a symbol, where it is stated. */
  Optional<JsonValue> leverage(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol)).flatMap(row -> row.stated("leverage"));
  }
}
