package io.crossguard.client.exchange;

import io.crossguard.v1.AssetRule;
import io.crossguard.v1.Haircut;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * The balances of OKX: {@code GET /api/v5/account/balance}. {@code eq} is the equity of a currency,
 * {@code isoEq} the part of it in isolated positions: what is left, less the profit and loss of cross
 * positions, is the cross wallet, to 18 places. {@code eqUsd ÷ eq} is its index price, {@code 1 − disEq ÷ eqUsd}
 * its haircut at the amount that is held now.
 */
final class OkxBalance {
  private static final String LOAN = "borrowed amounts are not imported: repay them";
  private static final String STRATEGY =
      "equity in strategies and copy trading is not imported: it stands behind other positions";
  private static final String LENT =
      "amounts that are lent out are not known to stand behind positions: take them back";
  private static final String TRIAL =
      "trial funds are not known to count as a balance: not imported";
  private static final String ORDERS = "open orders need margin, and they are not imported: cancel"
      + " them and take the response again, or add --without-orders";
  private static final MathContext DIGITS = new MathContext(34, RoundingMode.HALF_EVEN);

  private static final KnownFields ACCOUNT = KnownFields.reading("details")
      .leaving(
          "adjEq",
          "availEq",
          "totalEq",
          "isoEq",
          "imr",
          "mmr",
          "mgnRatio",
          "notionalUsd",
          "notionalUsdForSwap",
          "notionalUsdForFutures",
          "upl",
          "uTime",
          "delta",
          "deltaLever",
          "deltaNeutralStatus")
      .expectingNothingIn("borrowFroz", LOAN)
      .expectingNothingIn("notionalUsdForBorrow", LOAN)
      .expectingNothingIn("notionalUsdForOption", "options are not imported");
  private static final KnownFields CURRENCY = KnownFields.reading(
          "ccy", "eq", "isoEq", "eqUsd", "disEq")
      .leaving(
          "accAvgPx",
          "availBal",
          "autoLendStatus",
          "autoStakingStatus",
          "availEq",
          "cashBal",
          "coinUsdPrice",
          "colBorrAutoConversion",
          "colRes",
          "collateralEnabled",
          "collateralRestrict",
          "frozenBal",
          "frpType",
          "imr",
          "isoUpl",
          "maxLoan",
          "mgnRatio",
          "mmr",
          "notionalLever",
          "openAvgPx",
          "spotBal",
          "spotUpl",
          "spotUplRatio",
          "totalPnl",
          "totalPnlRatio",
          "twap",
          "uTime",
          "upl")
      .expectingNothingIn("liab", LOAN)
      .expectingNothingIn("crossLiab", LOAN)
      .expectingNothingIn("isoLiab", LOAN)
      .expectingNothingIn("uplLiab", LOAN)
      .expectingNothingIn("interest", LOAN)
      .expectingNothingIn("borrowFroz", LOAN)
      .expectingNothingIn("stgyEq", STRATEGY)
      .expectingNothingIn("smtSyncEq", STRATEGY)
      .expectingNothingIn("spotCopyTradingEq", STRATEGY)
      .expectingNothingIn("spotIsoBal", STRATEGY)
      .expectingNothingIn("fixedBal", STRATEGY)
      .expectingNothingIn("autoLendMtAmt", LENT)
      .expectingNothingIn("rewardBal", TRIAL);

  private final List<JsonValue> currencies;

  OkxBalance(JsonValue response, ImportOptions options) {
    JsonValue account = OkxResult.row(response);
    orders(ACCOUNT, "ordFroz", options).check(account);
    currencies = account.field("details").items();
    currencies.forEach(currency -> orders(CURRENCY, "ordFrozen", options).check(currency));
  }

  /**
   * Adds wallets and index prices.
   *
   * @param crossPnl of an asset, the unrealized profit and loss of cross positions
   */
  void addTo(AccountDraft draft, Function<String, BigDecimal> crossPnl) {
    for (JsonValue currency : currencies) {
      String asset = currency.field("ccy").text();
      JsonValue equity = currency.field("eq");
      BigDecimal isolated = isolatedEquity(currency);
      if (equity.decimal().signum() != 0) {
        draft.index(
            asset,
            currency
                .field("eqUsd")
                .decimal()
                .divide(equity.decimal(), ExactNumber.WIRE_DIGITS, RoundingMode.HALF_EVEN));
      }
      BigDecimal wallet = equity.decimal().subtract(isolated).subtract(crossPnl.apply(asset));
      draft.balance(
          asset, wallet.setScale(ExactNumber.WIRE_DIGITS, RoundingMode.HALF_EVEN), equity);
    }
  }

  /**
   * The rule of an asset in the multi-currency mode.
   *
   * @throws BadResponseException if its haircut can't be told
   */
  AssetRule assetRule(String asset, JsonValue at) {
    JsonValue currency = currencies.stream()
        .filter(row -> row.field("ccy").text().equals(asset))
        .findFirst()
        .orElseThrow(() -> at.problem(asset + " is not in the balances"));
    BigDecimal value = currency.field("eqUsd").decimal();
    JsonValue discounted = currency.field("disEq");
    BigDecimal haircut = BigDecimal.ZERO;
    if (value.signum() > 0) {
      haircut = BigDecimal.ONE
          .subtract(discounted.decimal().divide(value, DIGITS))
          .setScale(ExactNumber.WIRE_DIGITS, RoundingMode.HALF_EVEN);
    }
    if (haircut.signum() < 0 || haircut.compareTo(BigDecimal.ONE) > 0) {
      throw discounted.problem(
          "is " + discounted.describe() + " of " + value.toPlainString() + " USD: no share of it");
    }
    if (haircut.signum() > 0 && isolatedEquity(currency).signum() != 0) {
      throw discounted.problem("has a haircut beside isolated positions, and whether that is of"
          + " their part too is not documented; name rules of your own with --rules");
    }
    return AssetRule.newBuilder()
        .setAsset(asset)
        .setRoot(asset)
        .setHaircut(Haircut.newBuilder().setFlat(ExactNumber.wire(haircut, discounted)))
        .build();
  }

  private static BigDecimal isolatedEquity(JsonValue currency) {
    return currency.stated("isoEq").map(JsonValue::decimal).orElse(BigDecimal.ZERO);
  }

  private static KnownFields orders(KnownFields fields, String name, ImportOptions options) {
    return options.withoutOrders() ? fields.leaving(name) : fields.expectingNothingIn(name, ORDERS);
  }
}
