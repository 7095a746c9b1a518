package io.crossguard.client.exchange;

import java.util.List;

/** The fees of an owner at Bybit: {@code GET /v5/account/fee-rate}. */
final class BybitFees {
  private static final KnownFields FIELDS =
      KnownFields.reading("symbol", "takerFeeRate").leaving("makerFeeRate", "baseCoin");

  private final JsonValue response;

  BybitFees(JsonValue response) {
    this.response = response;
  }

  /**
   * The taker fee of a symbol as a fraction of notional, as requests have it.
   *
   * @param at what asks for it
   */
  String takerOf(String symbol, JsonValue at) {
    List<JsonValue> rows = BybitResult.of(response).field("list").items().stream()
        .filter(row -> row.field("symbol").text().equals(symbol))
        .toList();
    if (rows.size() != 1) {
      throw at.problem(
          symbol + " is there " + rows.size() + " times in " + response.place() + ", not once");
    }
    FIELDS.check(rows.get(0));
    JsonValue rate = rows.get(0).field("takerFeeRate");
    return ExactNumber.wire(rate.decimal(), rate);
  }
}
