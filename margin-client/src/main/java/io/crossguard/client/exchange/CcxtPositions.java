package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * ccxt's {@code fetchPositions}: {@code contracts} has no sign, {@code side} gives it; {@code
 * contractSize} is the size of one, in coins of a linear contract and in quote of an inverse one.
 * {@code collateral} of an isolated position is what can be lost with it, so that its assigned margin
 * is {@code collateral − unrealizedPnl}.
 */
final class CcxtPositions {
  private static final KnownFields FIELDS = KnownFields.reading(
          "symbol",
          "side",
          "contracts",
          "contractSize",
          "entryPrice",
          "markPrice",
          "marginMode",
          "leverage",
          "collateral",
          "unrealizedPnl",
          "hedged")
      .leaving(
          "info",
          "id",
          "timestamp",
          "datetime",
          "lastUpdateTimestamp",
          "initialMargin",
          "initialMarginPercentage",
          "maintenanceMargin",
          "maintenanceMarginPercentage",
          "notional",
          "realizedPnl",
          "marginRatio",
          "liquidationPrice",
          "breakEvenPrice",
          "lastPrice",
          "percentage",
          "marginType",
          "isolated",
          "stopLossPrice",
          "takeProfitPrice");

  private final Optional<JsonValue> tickers;
  private final Optional<JsonValue> markets;
  private final Function<CcxtSymbol, String> instrumentIds;

  /**
   * @param tickers of {@code fetchTickers} or {@code fetchMarkPrices}, where positions have no mark
   *     price
   * @param markets of {@code fetchMarkets} by symbol, where positions have no contract size
   * @param instrumentIds what the rules call a contract
   */
  CcxtPositions(
      Optional<JsonValue> tickers,
      Optional<JsonValue> markets,
      Function<CcxtSymbol, String> instrumentIds) {
    this.tickers = tickers;
    this.markets = markets;
    this.instrumentIds = instrumentIds;
  }

  /** A position that is open, its contract, and the size of one contract. */
  record Open(Holding holding, CcxtSymbol contract, BigDecimal contractSize) {}

  /** The positions that are open; venues also list symbols without one. */
  List<Open> read(JsonValue response) {
    List<Open> open = new ArrayList<>();
    for (JsonValue row : response.items()) {
      FIELDS.check(row);
      BigDecimal contracts = row.stated("contracts")
          .orElseThrow(() -> row.problem("has no contracts"))
          .decimal();
      if (contracts.signum() < 0) {
        throw row.field("contracts").problem("must not be negative; side has the direction");
      }
      if (contracts.signum() > 0) {
        open.add(open(row, contracts));
      }
    }
    return open;
  }

  private Open open(JsonValue row, BigDecimal contracts) {
    CcxtSymbol contract = CcxtSymbol.of(row.field("symbol"));
    JsonValue side = row.field("side");
    BigDecimal quantity = switch (side.text()) {
      case "long" -> contracts;
      case "short" -> contracts.negate();
      default -> throw side.problem("must be long or short, is " + side.describe());
    };
    boolean hedged = row.optional("hedged").map(JsonValue::truth).orElse(false);
    Holding holding = new Holding(
        hedged ? contract.symbol() + "/" + side.text() : contract.symbol(),
        instrumentIds.apply(contract),
        quantity,
        row.field("entryPrice").positive(),
        Optional.of(leverage(row)),
        isolatedMargin(row),
        markPrice(row, contract),
        row);
    return new Open(holding, contract, contractSize(row, contract));
  }

  private static BigDecimal leverage(JsonValue row) {
    return row.stated("leverage")
        .orElseThrow(() -> row.problem(
            "does not state the leverage: set it from" + " fetchLeverages, as a number such as 10"))
        .positive();
  }

  private static Optional<BigDecimal> isolatedMargin(JsonValue row) {
    JsonValue mode = row.stated("marginMode")
        .orElseThrow(() -> row.problem("does not state marginMode: set it to cross or isolated"));
    return switch (mode.text()) {
      case "cross" -> Optional.empty();
      case "isolated" ->
        Optional.of(row.field("collateral")
            .decimal()
            .subtract(row.field("unrealizedPnl").decimal()));
      default -> throw mode.problem("must be cross or isolated, is " + mode.describe());
    };
  }

  private BigDecimal markPrice(JsonValue row, CcxtSymbol contract) {
    return row.stated("markPrice")
        .or(() -> tickers
            .flatMap(all -> all.optional(contract.symbol()))
            .flatMap(ticker -> ticker.stated("markPrice")))
        .orElseThrow(() -> row.problem("has no markPrice, and there is none of " + contract.symbol()
            + " in the tickers; the last price does not do"))
        .positive();
  }

  private BigDecimal contractSize(JsonValue row, CcxtSymbol contract) {
    return row.stated("contractSize")
        .or(() -> markets
            .flatMap(all -> all.optional(contract.symbol()))
            .flatMap(market -> market.stated("contractSize")))
        .orElseThrow(() ->
            row.problem("has no contractSize: add --markets, with that of " + contract.symbol()))
        .positive();
  }
}
