package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The wallets of a unified account of Bybit: {@code GET /v5/account/wallet-balance}. {@code
 * walletBalance} is without unrealized profit and loss; the index price of a coin is {@code usdValue
 * ÷ equity}.
 */
final class BybitWallet {
  private static final String LOAN =
      "borrowed amounts join the maintenance margin at this venue, which is not computed: repay them";
  private static final String BONUS = "a bonus is not known to count as a balance: not imported";
  private static final String ORDERS = "open orders need margin, and they are not imported: cancel"
      + " them and take the response again, or add --without-orders";

  private static final KnownFields ACCOUNT = KnownFields.reading("accountType", "coin")
      .leaving(
          "totalEquity",
          "accountIMRate",
          "accountIMRateByMp",
          "accountMMRate",
          "accountMMRateByMp",
          "accountLTV",
          "totalMarginBalance",
          "totalInitialMargin",
          "totalInitialMarginByMp",
          "totalAvailableBalance",
          "totalPerpUPL",
          "totalWalletBalance",
          "totalMaintenanceMargin",
          "totalMaintenanceMarginByMp");
  private static final KnownFields COIN = KnownFields.reading(
          "coin", "walletBalance", "equity", "usdValue", "marginCollateral", "collateralSwitch")
      .leaving(
          "availableToBorrow",
          "availableToWithdraw",
          "free",
          "totalPositionIM",
          "totalPositionMM",
          "unrealisedPnl",
          "cumRealisedPnl",
          "spotHedgingQty")
      .expectingNothingIn("borrowAmount", LOAN)
      .expectingNothingIn("spotBorrow", LOAN)
      .expectingNothingIn("accruedInterest", LOAN)
      .expectingNothingIn("bonus", BONUS);

  private final JsonValue account;
  private final KnownFields coinFields;

  /**
   * @throws BadResponseException if it is no unified account
   */
  BybitWallet(JsonValue response, ImportOptions options) {
    JsonValue list = BybitResult.of(response).field("list");
    if (list.items().size() != 1) {
      throw list.problem("must have one account, has " + list.items().size());
    }
    account = list.items().get(0);
    ACCOUNT.check(account);
    JsonValue type = account.field("accountType");
    if (!type.text().equals("UNIFIED")) {
      throw type.problem("must be UNIFIED, is " + type.describe());
    }
    coinFields = options.withoutOrders()
        ? COIN.leaving("totalOrderIM", "locked")
        : COIN.expectingNothingIn("totalOrderIM", ORDERS).expectingNothingIn("locked", ORDERS);
  }

  /** The coins of the account. */
  List<JsonValue> coins() {
    return account.field("coin").items();
  }

  /**
   * Refuses positions that leave out a coin which has margin for some: the venue answers for one
   * category, and one settlement coin of it, at a time.
   */
  void mustHold(List<BybitPositions.Open> positions) {
    Set<String> settled = positions.stream()
        .map(position -> position.contract().settlementAsset())
        .collect(Collectors.toSet());
    for (JsonValue coin : coins()) {
      String asset = coin.field("coin").text();
      coin.stated("totalPositionIM")
          .filter(margin -> margin.decimal().signum() != 0 && !settled.contains(asset))
          .ifPresent(margin -> {
            throw margin.problem("is " + margin.describe() + ", and no position settles in " + asset
                + ": add those that do, with settleCoin=" + asset + " or of the category inverse;"
                + " options are not imported");
          });
    }
  }

  /**
   * Refuses coins that are held and do not count: the rule set of the service counts them.
   *
   * @param option what to add for rules in which they do not count
   */
  void requireCollateral(String option) {
    for (JsonValue coin : coins()) {
      if (coin.field("walletBalance").decimal().signum() != 0) {
        for (String name : List.of("marginCollateral", "collateralSwitch")) {
          coin.stated(name).filter(counts -> !counts.truth()).ifPresent(counts -> {
            throw counts.problem("is false, so that " + coin.field("coin").describe()
                + " does not count, which the rule set of the service does not say: add "
                + option);
          });
        }
      }
    }
  }

  /**
   * Adds wallets and index prices.
   *
   * @param assigned of an asset, what isolated positions have of the wallet
   */
  void addTo(AccountDraft draft, Function<String, BigDecimal> assigned) {
    for (JsonValue coin : coins()) {
      coinFields.check(coin);
      String asset = coin.field("coin").text();
      JsonValue wallet = coin.field("walletBalance");
      BigDecimal equity = coin.field("equity").decimal();
      BigDecimal value = coin.field("usdValue").decimal();
      if (equity.signum() != 0 && equity.signum() == value.signum()) {
        draft.index(asset, value.divide(equity, ExactNumber.WIRE_DIGITS, RoundingMode.HALF_EVEN));
      }
      draft.balance(asset, wallet.decimal().subtract(assigned.apply(asset)), wallet);
    }
  }
}
