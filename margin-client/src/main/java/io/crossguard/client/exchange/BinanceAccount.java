package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account of Binance futures: {@code GET /fapi/v2/account} and {@code /fapi/v3/account}, {@code
 * GET /dapi/v1/account}. A cross wallet is {@code crossWalletBalance}: deposits and realized profit
 * and loss, without the wallets of isolated positions and without unrealized profit and loss.
 */
final class BinanceAccount {
  private static final String ORDERS = "open orders need margin, and they are not imported: cancel"
      + " them and take the response again, or add --without-orders";

  private static final String OTHER_MOMENT =
      ": the responses are of different moments, take both again";

  // All of these follow from wallets, positions and prices, or say what the owner may do.
  private static final KnownFields ACCOUNT = KnownFields.reading(
          "assets", "positions", "multiAssetsMargin")
      .leaving(
          "feeTier",
          "feeBurn",
          "canTrade",
          "canDeposit",
          "canWithdraw",
          "updateTime",
          "tradeGroupId",
          "totalInitialMargin",
          "totalMaintMargin",
          "totalWalletBalance",
          "totalUnrealizedProfit",
          "totalMarginBalance",
          "totalPositionInitialMargin",
          "totalCrossWalletBalance",
          "totalCrossUnPnl",
          "availableBalance",
          "maxWithdrawAmount");
  private static final KnownFields ASSET = KnownFields.reading(
          "asset", "crossWalletBalance", "marginAvailable")
      .leaving(
          "walletBalance",
          "unrealizedProfit",
          "marginBalance",
          "maintMargin",
          "initialMargin",
          "positionInitialMargin",
          "crossUnPnl",
          "availableBalance",
          "maxWithdrawAmount",
          "updateTime");

  private final JsonValue response;
  private final boolean multiAssets;

  /** An account that states its mode itself, or by its totals. */
  BinanceAccount(JsonValue response, ImportOptions options) {
    this(response, Optional.empty(), options);
  }

  /**
   * @param config what the owner has set, where that is given
   * @throws BadResponseException if it is another response, or has fields that are not understood
   */
  BinanceAccount(JsonValue response, Optional<JsonValue> config, ImportOptions options) {
    this.response = response;
    refuseOthers();
    withOrders(ACCOUNT, "totalOpenOrderInitialMargin", options).check(response);
    response
        .field("assets")
        .items()
        .forEach(asset -> withOrders(ASSET, "openOrderInitialMargin", options).check(asset));
    this.multiAssets = BinanceMode.isMultiAssets(response, config);
  }

  /** Adds a field that says that there are open orders. */
  static KnownFields withOrders(KnownFields fields, String name, ImportOptions options) {
    return options.withoutOrders() ? fields.leaving(name) : fields.expectingNothingIn(name, ORDERS);
  }

  /** Whether one pool over all assets stands behind all positions. */
  boolean isMultiAssets() {
    return multiAssets;
  }

  /** Adds the cross wallets. */
  void addTo(AccountDraft draft) {
    for (JsonValue asset : response.field("assets").items()) {
      JsonValue wallet = asset.field("crossWalletBalance");
      if (isMultiAssets() && wallet.decimal().signum() != 0 && !isCollateral(asset)) {
        throw wallet.problem("is no collateral (marginAvailable is false), which the collateral"
            + " rates of the service do not say: leave the row out");
      }
      draft.balance(asset.field("asset").text(), wallet.decimal(), wallet);
    }
  }

  private static boolean isCollateral(JsonValue asset) {
    return asset.optional("marginAvailable").map(JsonValue::truth).orElse(true);
  }

  /**
   * Refuses positions other than those of the account itself: the two responses are then of
   * different moments. An account without positions in it says nothing about them.
   */
  void mustHold(List<BinancePositions.Open> positions) {
    Optional<JsonValue> own = response.optional("positions");
    if (own.isEmpty()) {
      return;
    }
    Map<String, JsonValue> amounts = new HashMap<>();
    own.get()
        .items()
        .forEach(row -> amounts.put(BinancePositions.id(row), row.field("positionAmt")));
    for (BinancePositions.Open position : positions) {
      JsonValue amount = amounts.remove(position.holding().positionId());
      BigDecimal expected = position.holding().quantity();
      if (amount == null) {
        throw position.holding().at().problem("is not in " + own.get().place() + OTHER_MOMENT);
      }
      if (amount.decimal().compareTo(expected) != 0) {
        throw amount.problem("is " + amount.describe() + " here and " + expected.toPlainString()
            + " in the positions" + OTHER_MOMENT);
      }
    }
    amounts.values().forEach(amount -> {
      if (amount.decimal().signum() != 0) {
        throw amount.problem(
            "is " + amount.describe() + " here, and not in the positions" + OTHER_MOMENT);
      }
    });
  }

  private void refuseOthers() {
    if (response.isArray()) {
      throw response.problem("is a list of balances; the response of /account is needed");
    }
    BinanceResult.refuseError(response);
    if (response.optional("balances").isPresent()) {
      throw response.problem("is a spot account; that of futures is needed");
    }
    if (response.optional("uniMMR").isPresent()
        || response.optional("accountEquity").isPresent()) {
      throw response.problem(
          "is a portfolio margin account: its margin spans wallets that are not in it");
    }
  }
}
