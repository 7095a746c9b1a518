package io.crossguard.client.exchange;

import java.util.List;
import java.util.Set;

/** Binance USDⓈ-M futures: one pool for each asset, or in multi-assets mode one over all. */
final class BinanceUsdm implements ExchangeFormat {
  private static final Set<String> INSTRUMENTS =
      Set.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "DOGEUSDT", "BNBUSDT");
  static final VenueRules SINGLE_ASSET = new VenueRules(
      "binance-usdm", "binance-usdm-2026-09", "2026-09-16", "USDT", false, INSTRUMENTS);
  static final VenueRules MULTI_ASSETS = new VenueRules(
      "binance-usdm", "binance-usdm-multi-asset-2026-09", "2026-09-16", "USD", true, INSTRUMENTS);
  static final Set<String> COLLATERAL =
      Set.of("USDT", "USDC", "BTC", "ETH", "BNB", "XRP", "ADA", "DOT", "SOL");
  private static final String CONFIG = "account-config";
  private static final String BRACKETS = "leverage-brackets";
  private static final String INDEX = "asset-index";

  @Override
  public String name() {
    return "binance-usdm";
  }

  @Override
  public String description() {
    return "Binance USD-M futures.";
  }

  @Override
  public List<Response> responses() {
    return List.of(
        Response.needed("account", "GET /fapi/v2/account or /fapi/v3/account"),
        Response.needed("position-risk", "GET /fapi/v2/positionRisk or /fapi/v3/positionRisk"),
        Response.optional(CONFIG, "GET /fapi/v1/accountConfig: the mode, which v3 does not state"),
        Response.optional("symbol-config", "GET /fapi/v1/symbolConfig: modes and leverages"),
        Response.optional(BRACKETS, "GET /fapi/v1/leverageBracket: the tiers"),
        Response.optional(INDEX, "GET /fapi/v1/assetIndex: prices in multi-assets mode"));
  }

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    JsonValue response = responses.get("account");
    BinanceAccount account = new BinanceAccount(response, responses.find(CONFIG), options);
    BinanceSettings settings = new BinanceSettings(response, responses.find("symbol-config"));
    List<BinancePositions.Open> positions = new BinancePositions(
            BinanceContract::linear, settings, options)
        .read(responses.get("position-risk"));

    account.mustHold(positions);

    AccountDraft draft = new AccountDraft(options);
    responses.find(INDEX).ifPresent(prices -> BinanceIndex.addTo(draft, prices, account));
    account.addTo(draft);
    positions.forEach(
        position -> draft.position(position.holding(), position.contract().settlementAsset()));
    if (account.isMultiAssets() && options.ruleSetId().isEmpty()) {
      requireCollateral(draft);
    }
    return new BinanceRules(account.isMultiAssets() ? MULTI_ASSETS : SINGLE_ASSET, "--" + BRACKETS)
        .apply(draft, positions, responses.find(BRACKETS), options);
  }

  private static void requireCollateral(AccountDraft draft) {
    draft.assets().forEach((asset, at) -> {
      if (!COLLATERAL.contains(asset)) {
        throw at.problem(asset + " is not among the assets of the rule set "
            + MULTI_ASSETS.ruleSetId() + ", and no response states its collateral rate: name rules"
            + " of your own with --rules");
      }
    });
  }
}
