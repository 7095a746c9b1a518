package io.crossguard.client.exchange;

/**
 * The index prices of collateral in multi-assets mode: {@code GET /fapi/v1/assetIndex}. A symbol is
 * the asset and USD; {@code index} is in USD. The buffers and rates beside it are those of the
 * automatic exchange of negative balances, which is not computed.
 */
final class BinanceIndex {
  private static final KnownFields FIELDS = KnownFields.reading("symbol", "index")
      .leaving(
          "time",
          "bidBuffer",
          "askBuffer",
          "bidRate",
          "askRate",
          "autoExchangeBidBuffer",
          "autoExchangeAskBuffer",
          "autoExchangeBidRate",
          "autoExchangeAskRate");
  private static final String QUOTE = "USD";

  private BinanceIndex() {}

  static void addTo(AccountDraft draft, JsonValue response, BinanceAccount account) {
    if (!account.isMultiAssets()) {
      throw response.problem(
          "has prices in USD, and the account is in single-asset mode: leave it out");
    }
    for (JsonValue row : BinanceResult.rows(response)) {
      FIELDS.check(row);
      JsonValue symbol = row.field("symbol");
      if (!symbol.text().endsWith(QUOTE)) {
        throw symbol.problem("must end with " + QUOTE + ", is " + symbol.describe());
      }
      String asset = symbol.text().substring(0, symbol.text().length() - QUOTE.length());
      draft.index(asset, row.field("index").positive());
    }
  }
}
