package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The positions of a unified account of Bybit: {@code GET /v5/position/list}, of one category or,
 * as an array, of several. {@code tradeMode} is no longer filled: the mode is that of the account.
 * The margin of an isolated position is its {@code positionBalance}.
 */
final class BybitPositions {
  private static final KnownFields FIELDS = KnownFields.reading(
          "symbol",
          "side",
          "size",
          "avgPrice",
          "entryPrice",
          "markPrice",
          "leverage",
          "positionIdx",
          "positionBalance",
          "positionStatus")
      .leaving(
          "riskId",
          "riskLimitValue",
          "positionValue",
          "tradeMode",
          "autoAddMargin",
          "liqPrice",
          "bustPrice",
          "breakEvenPrice",
          "positionIM",
          "positionIMByMp",
          "positionMM",
          "positionMMByMp",
          "tpslMode",
          "takeProfit",
          "stopLoss",
          "trailingStop",
          "sessionAvgPrice",
          "unrealisedPnl",
          "curRealisedPnl",
          "cumRealisedPnl",
          "adlRankIndicator",
          "isReduceOnly",
          "mmrSysUpdatedTime",
          "mmrSysUpdateTime",
          "leverageSysUpdatedTime",
          "createdTime",
          "updatedTime",
          "openTime",
          "seq",
          "category");

  private final boolean isolated;

  /**
   * @param isolated whether every position of the account stands alone
   */
  BybitPositions(boolean isolated) {
    this.isolated = isolated;
  }

  /** A position that is open, and the contract that it is in. */
  record Open(Holding holding, BybitContract contract) {}

  /** The positions that are open. */
  List<Open> read(JsonValue response) {
    List<Open> open = new ArrayList<>();
    for (JsonValue page : response.isArray() ? response.items() : List.of(response)) {
      JsonValue result = BybitResult.of(page);
      String category = category(result.field("category"));
      for (JsonValue row : BybitResult.rows(result)) {
        FIELDS.check(row);
        if (row.field("size").decimal().signum() != 0) {
          open.add(open(category, row));
        }
      }
    }
    if (!isolated) {
      refuseBothSides(open);
    }
    return open;
  }

  // A recorded short beside a long of its size has no more maintenance margin than closing fees.
  private static void refuseBothSides(List<Open> open) {
    Set<String> symbols = new HashSet<>();
    for (Open position : open) {
      if (!symbols.add(position.contract().symbol())) {
        throw position
            .holding()
            .at()
            .problem(position.contract().symbol()
                + " is held on both sides in cross margin: the venue lowers the margins of what is"
                + " hedged, by a rule that it does not publish; not imported");
      }
    }
  }

  private Open open(String category, JsonValue row) {
    BybitContract contract = BybitContract.of(category, row.field("symbol"));
    JsonValue status = row.field("positionStatus");
    if (!status.text().equals("Normal")) {
      throw status.problem("is " + status.describe() + ": the venue is closing the position");
    }
    String index = row.field("positionIdx").id();
    Holding holding = new Holding(
        index.equals("0") ? contract.symbol() : contract.symbol() + "/" + side(row),
        contract.symbol(),
        quantity(row),
        row.optional("avgPrice").orElseGet(() -> row.field("entryPrice")).positive(),
        Optional.of(row.field("leverage").positive()),
        isolated ? Optional.of(margin(row)) : Optional.empty(),
        row.field("markPrice").positive(),
        row);
    return new Open(holding, contract);
  }

  private static BigDecimal margin(JsonValue row) {
    JsonValue balance = row.field("positionBalance");
    if (balance.isNothing()) {
      throw balance.problem("is " + balance.describe()
          + " in an isolated account, and nothing else states the margin of the position");
    }
    return balance.positive();
  }

  private static String side(JsonValue row) {
    return quantity(row).signum() > 0 ? "LONG" : "SHORT";
  }

  private static BigDecimal quantity(JsonValue row) {
    BigDecimal size = row.field("size").positive();
    JsonValue side = row.field("side");
    return switch (side.text()) {
      case "Buy" -> size;
      case "Sell" -> size.negate();
      default -> throw side.problem("must be Buy or Sell, is " + side.describe());
    };
  }

  private static String category(JsonValue category) {
    return switch (category.text()) {
      case "linear", "inverse" -> category.text();
      default ->
        throw category.problem(
            "must be linear or inverse, is " + category.describe() + ": options are not imported");
    };
  }
}
