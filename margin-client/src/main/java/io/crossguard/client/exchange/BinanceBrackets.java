package io.crossguard.client.exchange;

import io.crossguard.v1.MarginTier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The leverage brackets of Binance: {@code GET /fapi/v1/leverageBracket}, {@code GET
 * /dapi/v2/leverageBracket}. {@code maintMarginRatio} is the rate, {@code cum} the maintenance
 * amount: what is taken off notional × rate.
 */
final class BinanceBrackets {
  private static final KnownFields SYMBOL =
      KnownFields.reading("symbol", "brackets", "notionalCoef").leaving("updateTime");

  // COIN-M spells its floor with one letter too many, and counts in coins.
  private static final KnownFields BRACKET = KnownFields.reading(
          "notionalFloor",
          "notionalCap",
          "qtyFloor",
          "qtylFloor",
          "qtyCap",
          "maintMarginRatio",
          "cum",
          "initialLeverage")
      .leaving("bracket");

  private final JsonValue response;

  BinanceBrackets(JsonValue response) {
    this.response = response;
  }

  /**
   * The tiers of a symbol.
   *
   * @param at what asks for them
   * @throws BadResponseException if they are missing, or are no tiers
   */
  List<MarginTier> of(String symbol, JsonValue at) {
    BinanceResult.refuseError(response);
    List<JsonValue> rows = response.isObject() ? List.of(response) : response.items();
    List<JsonValue> found =
        rows.stream().filter(row -> symbol(row).equals(symbol)).toList();
    if (found.isEmpty()) {
      throw at.problem(symbol + " is not in " + response.place());
    }
    if (found.size() > 1) {
      throw found.get(1).problem(symbol + " is there twice");
    }
    return tiers(found.get(0));
  }

  private static String symbol(JsonValue row) {
    if (row.optional("symbol").isEmpty() && row.optional("pair").isPresent()) {
      throw row.problem("is by pair, as /dapi/v1/leverageBracket has it: take that of"
          + " /dapi/v2/leverageBracket, which is by symbol");
    }
    return row.field("symbol").text();
  }

  private static List<MarginTier> tiers(JsonValue row) {
    SYMBOL.check(row);
    row.optional("notionalCoef").ifPresent(coefficient -> {
      if (coefficient.decimal().compareTo(BigDecimal.ONE) != 0) {
        throw coefficient.problem("is " + coefficient.describe() + ": the brackets of this owner"
            + " are adjusted, and whether these are before or after it is not documented;"
            + " check them, and add --ignore notionalCoef where they are yours");
      }
    });
    JsonValue brackets = row.field("brackets");
    return TierTable.of(brackets.items().stream().map(BinanceBrackets::tier).toList(), brackets);
  }

  private static Tier tier(JsonValue bracket) {
    BRACKET.check(bracket);
    JsonValue floor = bracket
        .optional("notionalFloor")
        .or(() -> bracket.optional("qtyFloor"))
        .or(() -> bracket.optional("qtylFloor"))
        .orElseThrow(() -> bracket.problem("has no notionalFloor"));
    return new Tier(
        floor.decimal(),
        bracket.optional("notionalCap").or(() -> bracket.optional("qtyCap")),
        bracket.field("maintMarginRatio").decimal(),
        Optional.of(bracket.field("cum").decimal()),
        Optional.of(bracket.field("initialLeverage").positive()),
        Optional.empty(),
        bracket);
  }
}
