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

  static final String ACCOUNT = "account";
  static final String POSITIONS = "position-risk";
  static final String BRACKETS = "leverage-brackets";
  static final String PREMIUM_INDEX = "premium-index";

  private final String bracketsOption;

  BinanceCoinm() {
    this("--" + BRACKETS);
  }

  /**
   * @param bracketsOption what brings the brackets, as messages name it
   */
  BinanceCoinm(String bracketsOption) {
    this.bracketsOption = bracketsOption;
  }

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
        Response.needed(ACCOUNT, "GET /dapi/v1/account"),
        Response.needed(POSITIONS, "GET /dapi/v1/positionRisk"),
        Response.optional(BRACKETS, "GET /dapi/v2/leverageBracket: the tiers"),
        Response.optional(PREMIUM_INDEX, "GET /dapi/v1/premiumIndex: index prices of the coins"));
  }

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    JsonValue response = responses.get(ACCOUNT);
    BinanceAccount account = new BinanceAccount(response, options);
    List<BinancePositions.Open> positions = new BinancePositions(
            BinanceContract::inverse, BinanceSettings.of(response), options)
        .read(responses.get(POSITIONS));
    account.mustHold(positions);

    AccountDraft draft = new AccountDraft(options);
    responses.find(PREMIUM_INDEX).ifPresent(premium -> addIndexes(draft, premium));
    account.addTo(draft);
    positions.forEach(
        position -> draft.position(position.holding(), position.contract().settlementAsset()));
    return new BinanceRules(RULES, bracketsOption)
        .apply(draft, positions, responses.find(BRACKETS), options);
  }

  private static void addIndexes(AccountDraft draft, JsonValue premium) {
    for (JsonValue row : BinanceResult.rows(premium)) {
      PREMIUM.check(row);
      draft.index(
          BinanceContract.inverse(row.field("symbol")).root(),
          row.field("indexPrice").positive());
    }
  }
}
