package io.crossguard.client.exchange;

import io.crossguard.v1.MarginTier;
import java.util.List;
import java.util.Optional;

/**
 * ccxt's {@code fetchLeverageTiers}: for each symbol its tiers, with {@code minNotional} as the
 * floor. What is taken off notional × rate is not unified; it follows from floors and rates, and
 * where the venue's own response in {@code info} states it, the service checks that it does.
 */
final class CcxtTiers {
  private static final KnownFields FIELDS = KnownFields.reading(
          "minNotional", "maxNotional", "maintenanceMarginRate", "maxLeverage", "info")
      .leaving("tier", "symbol", "currency");

  private final JsonValue response;

  CcxtTiers(JsonValue response) {
    this.response = response;
  }

  /**
   * The tiers of a symbol.
   *
   * @param at what asks for them
   * @throws BadResponseException if they are missing, or are no tiers
   */
  List<MarginTier> of(String symbol, JsonValue at) {
    JsonValue tiers = response
        .optional(symbol)
        .orElseThrow(() -> at.problem(symbol + " is not in " + response.place()));
    return TierTable.of(tiers.items().stream().map(CcxtTiers::tier).toList(), tiers);
  }

  private static Tier tier(JsonValue row) {
    FIELDS.check(row);
    return new Tier(
        row.field("minNotional").decimal(),
        row.optional("maxNotional"),
        row.field("maintenanceMarginRate").decimal(),
        row.optional("info").flatMap(info -> info.stated("cum")).map(JsonValue::decimal),
        Optional.of(row.field("maxLeverage").positive()),
        Optional.empty(),
        row);
  }
}
