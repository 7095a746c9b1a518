package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Whether one pool over all assets stands behind all positions of USDⓈ-M futures. The second version
 * of the account says so; the third does not, {@code GET /fapi/v1/accountConfig} does. Where neither
 * is given, the totals of the account tell: in single-asset mode they are those of USDT alone, in
 * multi-assets mode the value of all assets in USD.
 */
final class BinanceMode {
  private static final KnownFields CONFIG = KnownFields.reading("multiAssetsMargin")
      .leaving(
          "feeTier",
          "feeBurn",
          "canTrade",
          "canDeposit",
          "canWithdraw",
          "dualSidePosition",
          "updateTime",
          "tradeGroupId");

  private BinanceMode() {}

  /**
   * Whether the account is in multi-assets mode.
   *
   * @param config what the owner has set, where that is given
   * @throws BadResponseException if the responses contradict each other, or do not say
   */
  static boolean isMultiAssets(JsonValue account, Optional<JsonValue> config) {
    Optional<Boolean> own = account.optional("multiAssetsMargin").map(JsonValue::truth);
    Optional<Boolean> configured = config.map(BinanceMode::configured);
    if (own.isPresent() && configured.isPresent() && !own.equals(configured)) {
      throw config
          .get()
          .problem("says multiAssetsMargin " + configured.get() + ", and " + account.place()
              + " says the opposite: take both again");
    }
    if (own.isEmpty() && configured.isEmpty()) {
      requireTotalsOfUsdt(account);
    }
    return own.or(() -> configured).orElse(false);
  }

  private static boolean configured(JsonValue config) {
    BinanceResult.refuseError(config);
    CONFIG.check(config);
    return config.field("multiAssetsMargin").truth();
  }

  private static void requireTotalsOfUsdt(JsonValue account) {
    account.stated("totalCrossWalletBalance").ifPresent(total -> {
      BigDecimal usdt = account.field("assets").items().stream()
          .filter(asset -> asset.field("asset").text().equals("USDT"))
          .map(asset -> asset.field("crossWalletBalance").decimal())
          .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (total.decimal().compareTo(usdt) != 0) {
        throw total.problem("is " + total.describe() + ", not the " + usdt.toPlainString()
            + " of USDT: the account seems to be in multi-assets mode, and does not state"
            + " multiAssetsMargin; add that of GET /fapi/v1/accountConfig, or take"
            + " /fapi/v2/account");
      }
    });
  }
}
