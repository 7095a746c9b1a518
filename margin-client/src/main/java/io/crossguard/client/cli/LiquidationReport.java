package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.LiquidationStep;
import io.crossguard.v1.ScopeLiquidation;
import io.crossguard.v1.SimulateLiquidationResponse;

/** How an account would be liquidated, as tables. */
final class LiquidationReport {
  private final Book book;
  private final SimulateLiquidationResponse response;

  LiquidationReport(Book book, SimulateLiquidationResponse response) {
    this.book = book;
    this.response = response;
  }

  String render() {
    return new Page()
        .add(EvaluationReport.head(
            "Account " + response.getAccountId() + " after liquidation: "
                + response.getAfter().getStatus(),
            response.getRuleSet(),
            response.getEngineVersion()))
        .add(outcomes())
        .add(steps())
        .add(ScopeTables.of("Scopes after it", book, response.getAfter()))
        .text();
  }

  private TextTable outcomes() {
    TextTable table = new TextTable(
        "Outcomes",
        text("scope"),
        text("outcome"),
        figure("closings"),
        figure("balance"),
        figure("shortfall"),
        text("cancelled orders"));
    for (ScopeLiquidation scope : response.getScopesList()) {
      table.row(
          scope.getScopeId(),
          Figures.words(scope.getOutcome()),
          Integer.toString(scope.getStepsCount()),
          Figures.amount(scope.getMarginBalance()),
          Figures.amount(scope.getShortfall()),
          String.join(" ", scope.getCancelledOrderIdsList()));
    }
    return table;
  }

  private TextTable steps() {
    TextTable table = new TextTable(
        "Closings in their order; balance and maintenance are those of the scope after it",
        text("scope"),
        text("position"),
        figure("quantity"),
        figure("price"),
        figure("P&L"),
        figure("fee"),
        figure("balance"),
        figure("maintenance"));
    for (ScopeLiquidation scope : response.getScopesList()) {
      for (LiquidationStep step : scope.getStepsList()) {
        table.row(
            scope.getScopeId(),
            step.getPositionId(),
            Figures.quantity(step.getQuantity()),
            Figures.quantity(step.getPrice()),
            Figures.amount(step.getRealizedPnl()),
            Figures.amount(step.getFee()),
            Figures.amount(step.getMarginBalance()),
            Figures.amount(step.getMaintenanceMargin()));
      }
    }
    return table;
  }
}
