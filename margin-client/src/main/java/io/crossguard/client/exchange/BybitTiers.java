package io.crossguard.client.exchange;

import io.crossguard.v1.MarginTier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The risk limits of Bybit: {@code GET /v5/market/risk-limit}, as one response or an array of them.
 * {@code riskLimitValue} is the end of a tier, {@code mmDeduction} what is taken off notional × rate.
 */
final class BybitTiers {
  private static final KnownFields FIELDS = KnownFields.reading(
          "symbol",
          "riskLimitValue",
          "maintenanceMargin",
          "initialMargin",
          "maxLeverage",
          "mmDeduction")
      .leaving("id", "isLowestRisk", "section");

  // Both are rounded, the leverage to two places: 0.0111 × 90 is not 1.
  private static final BigDecimal ROUNDING = new BigDecimal("0.02");

  private final List<JsonValue> rows = new ArrayList<>();
  private final JsonValue response;

  BybitTiers(JsonValue response) {
    this.response = response;
    for (JsonValue page : response.isArray() ? response.items() : List.of(response)) {
      rows.addAll(BybitResult.of(page).field("list").items());
    }
  }

  /**
   * The tiers of a symbol.
   *
   * @param at what asks for them
   * @throws BadResponseException if they are missing, or are no tiers
   */
  List<MarginTier> of(String symbol, JsonValue at) {
    List<JsonValue> own = rows.stream()
        .filter(row -> row.field("symbol").text().equals(symbol))
        .sorted(Comparator.comparing(row -> row.field("riskLimitValue").positive()))
        .toList();
    if (own.isEmpty()) {
      throw at.problem(symbol + " is not in " + response.place());
    }
    List<Tier> tiers = new ArrayList<>();
    BigDecimal floor = BigDecimal.ZERO;
    for (JsonValue row : own) {
      FIELDS.check(row);
      JsonValue cap = row.field("riskLimitValue");
      tiers.add(new Tier(
          floor,
          Optional.of(cap),
          row.field("maintenanceMargin").decimal(),
          row.stated("mmDeduction").map(JsonValue::decimal),
          Optional.empty(),
          Optional.of(initialRate(row)),
          row));
      floor = cap.positive();
    }
    return TierTable.of(tiers, response);
  }

  private static BigDecimal initialRate(JsonValue row) {
    JsonValue initial = row.field("initialMargin");
    BigDecimal product = initial.positive().multiply(row.field("maxLeverage").positive());
    if (product.subtract(BigDecimal.ONE).abs().compareTo(ROUNDING) > 0) {
      throw initial.problem("is " + initial.describe() + ", not the inverse of maxLeverage: rates"
          + " must be fractions, 0.01 for 1 %");
    }
    return initial.decimal();
  }
}
