package io.crossguard.client.exchange;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What ccxt answers about an account. A balance is read from the venue's own response, which ccxt
 * keeps in {@code info}: what {@code total} holds differs from venue to venue. Positions of Binance
 * USDⓈ-M are read from ccxt's unified fields; for all others ccxt's {@code info} goes to the reader
 * of the venue, since what margins need beside a position is not unified.
 */
final class Ccxt implements ExchangeFormat {
  static final String BALANCE = "balance";
  static final String POSITIONS = "positions";
  static final String TIERS = "tiers";
  static final String TICKERS = "tickers";
  static final String MARKETS = "markets";
  static final String ACCOUNT = "account";
  static final String FEES = "fees";
  static final String COLLATERAL = "collateral";
  static final String META = "meta";

  // By ccxt's own names.
  private static final SortedMap<String, CcxtVenue> VENUES = new TreeMap<>(Map.of(
      "binance", new CcxtBinance(),
      "binanceusdm", new CcxtBinance(),
      "binancecoinm", new CcxtBinanceCoinm(),
      "bybit", new CcxtBybit(),
      "okx", new CcxtOkx(),
      "hyperliquid", new CcxtHyperliquid()));

  @Override
  public String name() {
    return "ccxt";
  }

  @Override
  public String description() {
    return "What ccxt answers for an exchange that --exchange names.";
  }

  @Override
  public List<Response> responses() {
    return List.of(
        Response.needed(BALANCE, "fetchBalance, with its info"),
        Response.needed(POSITIONS, "fetchPositions; of all but Binance USD-M with their info"),
        Response.optional(
            TIERS, "fetchLeverageTiers; of okx fetchMarketLeverageTiers by symbol, needed"),
        Response.optional(
            TICKERS, "of Binance fetchMarkPrices or fetchTickers: marks, if positions lack them"),
        Response.optional(
            MARKETS,
            "markets by symbol: contract sizes, if positions of Binance lack them; needed for okx"),
        Response.optional(
            ACCOUNT,
            "the mode of the account, needed: of bybit privateGetV5AccountInfo or fetchMarginMode, of"
                + " okx fetchAccounts, of hyperliquid publicPostInfo of userAbstraction"),
        Response.optional(FEES, "of bybit with tiers: fetchTradingFees, of the category linear"),
        Response.optional(COLLATERAL, "of bybit with tiers: privateGetV5AccountCollateralInfo"),
        Response.optional(META, "of hyperliquid publicPostInfo of meta, needed: the tiers"));
  }

  @Override
  public List<String> exchanges() {
    return List.copyOf(VENUES.keySet());
  }

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    String exchange = options.exchange().orElse("");
    CcxtVenue venue = VENUES.get(exchange);
    if (venue == null) {
      throw new BadResponseException(
          "--exchange",
          "must be one of " + String.join(", ", VENUES.keySet()) + ", is " + exchange);
    }
    return venue.read(responses, options);
  }
}
