package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The positions of Binance futures: {@code GET /fapi/v2/positionRisk} and {@code
 * /fapi/v3/positionRisk}, {@code GET /dapi/v1/positionRisk}. The margin of an isolated position is
 * its {@code isolatedWallet}; {@code isolatedMargin} has unrealized profit and loss in it. The third
 * version states neither mode nor leverage: a position with a wallet is isolated, and the leverage
 * is taken from the settings, or else from notional and initial margin.
 */
final class BinancePositions {
  private static final KnownFields FIELDS = KnownFields.reading(
          "symbol",
          "positionSide",
          "positionAmt",
          "entryPrice",
          "markPrice",
          "marginType",
          "isolatedWallet",
          "isolatedMargin",
          "unRealizedProfit",
          "leverage",
          "marginAsset",
          "positionInitialMargin",
          "notional")
      .leaving(
          "breakEvenPrice",
          "liquidationPrice",
          "isolated",
          "isAutoAddMargin",
          "maxNotionalValue",
          "maxQty",
          "notionalValue",
          "initialMargin",
          "maintMargin",
          "adl",
          "adlQuantile",
          "updateTime");

  private final Function<JsonValue, BinanceContract> contracts;
  private final BinanceSettings settings;
  private final KnownFields fields;

  /**
   * @param contracts what a symbol stands for
   * @param settings mode and leverage by symbol, where they are known
   */
  BinancePositions(
      Function<JsonValue, BinanceContract> contracts,
      BinanceSettings settings,
      ImportOptions options) {
    this.contracts = contracts;
    this.settings = settings;
    KnownFields known = FIELDS;
    for (String name : List.of("openOrderInitialMargin", "bidNotional", "askNotional")) {
      known = BinanceAccount.withOrders(known, name, options);
    }
    this.fields = known;
  }

  /** A position that is open, and the contract that it is in. */
  record Open(Holding holding, BinanceContract contract) {}

  /** The positions that are open; the venue also lists symbols without one. */
  List<Open> read(JsonValue response) {
    List<Open> open = new ArrayList<>();
    for (JsonValue row : BinanceResult.rows(response)) {
      fields.check(row);
      if (row.field("positionAmt").decimal().signum() != 0) {
        open.add(open(row));
      }
    }
    return open;
  }

  private Open open(JsonValue row) {
    BinanceContract contract = contracts.apply(row.field("symbol"));
    row.stated("marginAsset").ifPresent(asset -> {
      if (!asset.text().equals(contract.settlementAsset())) {
        throw asset.problem(
            contract.symbol() + " is expected to settle in " + contract.settlementAsset() + ", is "
                + asset.describe() + ": credits and other assets are not imported");
      }
    });
    Holding holding = new Holding(
        id(row),
        contract.symbol(),
        quantity(row),
        row.field("entryPrice").positive(),
        Optional.of(leverage(row, contract)),
        isIsolated(row, contract) ? Optional.of(isolatedWallet(row)) : Optional.empty(),
        row.field("markPrice").positive(),
        row);
    return new Open(holding, contract);
  }

  /** What a position is called: its symbol, in hedge mode with its side. */
  static String id(JsonValue row) {
    String symbol = row.field("symbol").text();
    String side = row.field("positionSide").text();
    return side.equals("BOTH") ? symbol : symbol + "/" + side;
  }

  private static BigDecimal quantity(JsonValue row) {
    String side = row.field("positionSide").text();
    JsonValue amount = row.field("positionAmt");
    BigDecimal quantity = amount.decimal();
    boolean fits = switch (side) {
      case "BOTH" -> true;
      case "LONG" -> quantity.signum() > 0;
      case "SHORT" -> quantity.signum() < 0;
      default -> throw row.field("positionSide").problem("must be BOTH, LONG or SHORT, is " + side);
    };
    if (!fits) {
      throw amount.problem("is " + amount.describe() + " on the side " + side);
    }
    return quantity;
  }

  // Responses of COIN-M and older ones have the margin with profit and loss in it, and no wallet.
  private static BigDecimal isolatedWallet(JsonValue row) {
    return row.stated("isolatedWallet")
        .map(JsonValue::decimal)
        .orElseGet(() -> row.field("isolatedMargin")
            .decimal()
            .subtract(row.field("unRealizedProfit").decimal()));
  }

  private boolean isIsolated(JsonValue row, BinanceContract contract) {
    boolean hasWallet = row.stated("isolatedWallet")
        .or(() -> row.stated("isolatedMargin"))
        .map(wallet -> wallet.decimal().signum() != 0)
        .orElse(false);
    Optional<JsonValue> stated =
        row.stated("marginType").or(() -> settings.marginType(contract.symbol()));
    if (stated.isEmpty()) {
      return hasWallet;
    }
    JsonValue marginType = stated.get();
    boolean isolated = switch (marginType.text().toLowerCase(Locale.ROOT)) {
      case "isolated" -> true;
      case "cross", "crossed" -> false;
      default -> throw marginType.problem("must be cross or isolated, is " + marginType.describe());
    };
    if (hasWallet && !isolated) {
      throw row.problem("has an isolated wallet, and " + marginType.place() + " says cross");
    }
    return isolated;
  }

  private BigDecimal leverage(JsonValue row, BinanceContract contract) {
    return row.stated("leverage")
        .or(() -> settings.leverage(contract.symbol()))
        .map(JsonValue::positive)
        .or(() -> ImpliedLeverage.of(row))
        .orElseThrow(
            () -> row.problem("does not state the leverage: add --symbol-config, the response of"
                + " GET /fapi/v1/symbolConfig"));
  }
}
