package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The positions of OKX: {@code GET /api/v5/account/positions}. {@code pos} is in contracts, signed
 * where {@code posSide} is net. {@code margin} of an isolated position is without unrealized profit
 * and loss.
 */
final class OkxPositions {
  private static final String LOAN = "borrowed amounts are not imported";
  private static final KnownFields FIELDS = KnownFields.reading(
          "instType",
          "instId",
          "mgnMode",
          "posSide",
          "pos",
          "avgPx",
          "markPx",
          "lever",
          "margin",
          "ccy")
      .leaving(
          "posId",
          "posCcy",
          "availPos",
          "cTime",
          "uTime",
          "pTime",
          "adl",
          "last",
          "idxPx",
          "usdPx",
          "bePx",
          "nonSettleAvgPx",
          "upl",
          "uplLastPx",
          "uplRatio",
          "uplRatioLastPx",
          "imr",
          "mmr",
          "mgnRatio",
          "liqPx",
          "notionalUsd",
          "tradeId",
          "realizedPnl",
          "settledPnl",
          "pnl",
          "fee",
          "fundingFee",
          "liqPenalty",
          "closeOrderAlgo",
          "hedgedPos",
          "bizRefId",
          "bizRefType",
          "spotInUseCcy",
          "deltaBS",
          "deltaPA",
          "gammaBS",
          "gammaPA",
          "thetaBS",
          "thetaPA",
          "vegaBS",
          "vegaPA")
      .expectingNothingIn("liab", LOAN)
      .expectingNothingIn("interest", LOAN)
      .expectingNothingIn("baseBorrowed", LOAN)
      .expectingNothingIn("quoteBorrowed", LOAN);

  private final JsonValue instruments;

  OkxPositions(JsonValue instruments) {
    this.instruments = instruments;
  }

  /** A position that is open, and the contract that it is in. */
  record Open(Holding holding, OkxInstrument contract) {

    /** Unrealized profit and loss of a position in cross; zero for an isolated one. */
    BigDecimal crossPnl() {
      return holding.isolatedMargin().isPresent()
          ? BigDecimal.ZERO
          : contract.pnl(holding.quantity(), holding.entryPrice(), holding.markPrice());
    }
  }

  /** The positions that are open. */
  List<Open> read(JsonValue response) {
    List<Open> open = new ArrayList<>();
    for (JsonValue row : OkxResult.rows(response)) {
      boolean isOpen =
          row.stated("pos").map(size -> size.decimal().signum() != 0).orElse(false);
      if (isOpen) {
        requireContract(row.field("instType"));
      }
      FIELDS.check(row);
      if (isOpen) {
        open.add(open(row));
      }
    }
    return open;
  }

  private Open open(JsonValue row) {
    OkxInstrument contract = OkxInstrument.find(instruments, row.field("instId"));
    JsonValue currency = row.field("ccy");
    if (!currency.text().equals(contract.settlementAsset())) {
      throw currency.problem("is " + currency.describe() + ", and " + contract.instrumentId()
          + " settles in " + contract.settlementAsset());
    }
    Optional<BigDecimal> margin = isolatedMargin(row);
    Holding holding = new Holding(
        id(row),
        contract.instrumentId(),
        quantity(row),
        row.field("avgPx").positive(),
        Optional.of(row.field("lever").positive()),
        margin,
        row.field("markPx").positive(),
        row);
    return new Open(holding, contract);
  }

  private static void requireContract(JsonValue type) {
    if (!type.text().equals("SWAP") && !type.text().equals("FUTURES")) {
      throw type.problem("must be SWAP or FUTURES, is " + type.describe()
          + ": spot margin and options are not imported");
    }
  }

  private static String id(JsonValue row) {
    String side = row.field("posSide").text();
    String name = row.field("instId").text() + (side.equals("net") ? "" : "/" + side);
    return row.field("mgnMode").text().equals("isolated") ? name + "/isolated" : name;
  }

  private static BigDecimal quantity(JsonValue row) {
    BigDecimal size = row.field("pos").decimal();
    JsonValue side = row.field("posSide");
    return switch (side.text()) {
      case "net" -> size;
      case "long" -> row.field("pos").positive();
      case "short" -> row.field("pos").positive().negate();
      default -> throw side.problem("must be net, long or short, is " + side.describe());
    };
  }

  private static Optional<BigDecimal> isolatedMargin(JsonValue row) {
    JsonValue mode = row.field("mgnMode");
    return switch (mode.text()) {
      case "cross" -> Optional.empty();
      case "isolated" -> Optional.of(row.field("margin").decimal());
      default -> throw mode.problem("must be cross or isolated, is " + mode.describe());
    };
  }
}
