package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.Exposure;
import io.crossguard.v1.LiquidationPrice;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginTotals;
import io.crossguard.v1.PositionMargin;
import io.crossguard.v1.RuleSetReference;
import io.crossguard.v1.UnderlyingDistance;
import java.util.ArrayList;
import java.util.List;

/** The margin of one account as tables. */
final class EvaluationReport {
  private final Book book;
  private final EvaluateMarginResponse response;

  EvaluationReport(Book book, EvaluateMarginResponse response) {
    this.book = book;
    this.response = response;
  }

  String render() {
    return new Page()
        .add(head(
            "Account " + response.getAccountId() + ": " + response.getStatus(),
            response.getRuleSet(),
            response.getEngineVersion()))
        .add(totals())
        .add(ScopeTables.of("Scopes", book, response))
        .add(positions())
        .add(liquidationPrices())
        .add(undecided())
        .add(distances(scopeDistances()))
        .add(exposures())
        .text();
  }

  /**
   * How a report starts: its title, what the response was computed with, and a warning where some of
   * that is made up.
   */
  static List<String> head(String title, RuleSetReference rules, String engineVersion) {
    List<String> head = new ArrayList<>();
    head.add(title);
    head.add(rules(rules, engineVersion));
    head.addAll(ExampleWarning.lines(rules));
    return head;
  }

  /** What a response was computed with, as a line of its report. */
  static String rules(RuleSetReference rules, String engineVersion) {
    return "Rules "
        + rules.getRuleSetId()
        + " version "
        + rules.getVersion()
        + ", engine "
        + engineVersion;
  }

  private TextTable totals() {
    MarginTotals totals = response.getTotals();
    TextTable table = new TextTable(
        "Totals in " + book.quoteCurrency(),
        figure("equity"),
        figure("unrealized P&L"),
        figure("maintenance"),
        figure("gross notional"),
        figure("leverage"),
        figure("cross/balance"),
        text("largest"));
    return table.row(
        Figures.amount(totals.getEquity()),
        Figures.amount(totals.getUnrealizedPnl()),
        Figures.amount(totals.getMaintenanceMargin()),
        Figures.amount(totals.getGrossNotional()),
        Figures.multiple(totals.getEffectiveLeverage()),
        Figures.multiple(totals.getCrossNotionalToMarginBalance()),
        totals.getLargestPositionId().isEmpty()
            ? Figures.ABSENT
            : Figures.percent(totals.getLargestPositionShare())
                + " "
                + totals.getLargestPositionId());
  }

  private TextTable positions() {
    TextTable table = new TextTable(
        "Positions",
        text("position"),
        text("instrument"),
        text("side"),
        text("in"),
        figure("notional"),
        figure("unrealized P&L"),
        figure("maintenance"),
        figure("leverage"),
        figure("tier"));
    for (PositionMargin position : response.getPositionsList()) {
      String positionId = position.getPositionId();
      table.row(
          positionId,
          book.instrumentId(positionId),
          Figures.words(position.getSide()),
          book.settlementAsset(positionId),
          Figures.amount(position.getNotional()),
          Figures.amount(position.getUnrealizedPnl()),
          Figures.amount(position.getMaintenanceMargin()),
          Figures.multiple(position.getLeverage()),
          Integer.toString(position.getTier()));
    }
    return table;
  }

  private TextTable liquidationPrices() {
    TextTable table = new TextTable(
        "Liquidation prices, if only this instrument moves and every other price stays",
        text("position"),
        text("instrument"),
        figure("mark"),
        figure("liquidation"),
        figure("move"),
        figure("bankruptcy"));
    for (PositionMargin position : response.getPositionsList()) {
      addLiquidationPrices(table, position);
    }
    return table;
  }

  private void addLiquidationPrices(TextTable table, PositionMargin position) {
    if (!position.hasLiquidationPrice()) {
      return;
    }
    String positionId = position.getPositionId();
    LiquidationPrice price = position.getLiquidationPrice();
    table.row(
        positionId,
        book.instrumentId(positionId),
        book.mark(positionId),
        book.liquidation(positionId, price),
        book.distance(positionId, price),
        book.bankruptcy(positionId, position.getBankruptcyPrice()));
    if (position.hasLiquidationPriceOtherSide()) {
      LiquidationPrice other = position.getLiquidationPriceOtherSide();
      table.row(
          positionId,
          "(other side)",
          "",
          book.liquidation(positionId, other),
          book.distance(positionId, other),
          "");
    }
  }

  private List<String> undecided() {
    List<String> lines = new ArrayList<>();
    for (PositionMargin position : response.getPositionsList()) {
      lines.addAll(Book.reason(position.getPositionId(), position.getLiquidationPrice()));
    }
    return lines;
  }

  /** A pool with the distance of one root. */
  record PoolDistance(String pool, UnderlyingDistance distance) {}

  /** The table of distances, named so that nobody takes it for the liquidation prices. */
  static TextTable distances(List<PoolDistance> distances) {
    TextTable table = new TextTable(
        "Distances to liquidation, if a root moves with all its legs and collateral",
        text("pool"),
        text("if this moves"),
        figure("down by"),
        figure("up by"));
    for (PoolDistance row : distances) {
      table.row(
          row.pool(),
          row.distance().getRoot(),
          Book.move(row.distance().getDown()),
          Book.move(row.distance().getUp()));
    }
    return table;
  }

  private List<PoolDistance> scopeDistances() {
    List<PoolDistance> distances = new ArrayList<>();
    for (MarginScope scope : response.getScopesList()) {
      scope
          .getDistancesList()
          .forEach(distance -> distances.add(new PoolDistance(scope.getScopeId(), distance)));
    }
    return distances;
  }

  private TextTable exposures() {
    TextTable table = new TextTable(
        "Exposures: coins, and value in " + book.quoteCurrency(),
        text("root"),
        figure("long"),
        figure("short"),
        figure("net"),
        figure("net value"),
        figure("gross value"),
        figure("net/equity"));
    for (Exposure exposure : response.getExposuresList()) {
      table.row(
          exposure.getRoot(),
          Figures.quantity(exposure.getLongDelta()),
          Figures.quantity(exposure.getShortDelta()),
          Figures.quantity(exposure.getNetDelta()),
          Figures.amount(exposure.getNetNotional()),
          Figures.amount(exposure.getGrossNotional()),
          Figures.percent(exposure.getNetToEquity()));
    }
    return table;
  }
}
