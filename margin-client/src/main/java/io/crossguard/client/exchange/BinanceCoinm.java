package io.crossguard.client.exchange;

import java.util.List;
import java.util.Set;

/** Binance COIN-M futures: inverse contracts, a pool for each coin. */
final class BinanceCoinm implements ExchangeFormat {
  static final VenueRules RULES = new VenueRules(
      "binance-coinm",
      "binance-coinm-2026-09",
      "2026-09-16",
      "USD",
      false,
      Set.of(
          "BTCUSD_PERP",
          "ETHUSD_PERP",
          "SOLUSD_PERP",
          "XRPUSD_PERP",
          "DOGEUSD_PERP",
          "BNBUSD_PERP"));
  private static final KnownFields PREMIUM = KnownFields.reading("symbol", "indexPrice")
      .leaving(
          "pair",
          "markPrice",
          "estimatedSettlePrice",
          "lastFundingRate",
          "interestRate",
          "nextFundingTime",
          "time");

  @Override
  public String name() {
    return "binance-coinm";
  }

  @Override
  public String description() {
    return "Binance COIN-M futures.";
  }

  @Override
  public List<Response> responses() {
    return List.of(
        Response.needed("account", "GET /dapi/v1/account"),
        Response.needed("position-risk", "GET /dapi/v1/positionRisk"),
        Response.optional("leverage-brackets", "GET /dapi/v2/leverageBracket: the tiers"),
        Response.optional("premium-index", "GET /dapi/v1/premiumIndex: index prices of the coins"));
  }

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    JsonValue response = responses.get("account");
    BinanceAccount account = new BinanceAccount(response, options);
    List<BinancePositions.Open> positions = new BinancePositions(
            BinanceContract::inverse, BinanceSettings.of(response), options)
        .read(responses.get("position-risk"));
    account.mustHold(positions);

    AccountDraft draft = new AccountDraft(options);
    responses.find("premium-index").ifPresent(premium -> addIndexes(draft, premium));
    account.addTo(draft);
    positions.forEach(
        position -> draft.position(position.holding(), position.contract().settlementAsset()));
    return new BinanceRules(RULES)
        .apply(draft, positions, responses.find("leverage-brackets"), options);
  }

  private static void addIndexes(AccountDraft draft, JsonValue premium) {
    for (JsonValue row : premium.items()) {
      PREMIUM.check(row);
      draft.index(
          BinanceContract.inverse(row.field("symbol")).root(),
          row.field("indexPrice").positive());
    }
  }
}
