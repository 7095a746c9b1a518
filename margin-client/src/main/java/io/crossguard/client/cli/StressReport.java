package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.crossguard.client.figure.Figures;
import io.crossguard.v1.Crossing;
import io.crossguard.v1.StressMarginResponse;
import io.crossguard.v1.StressResult;

/** Where an account stands at other prices, as tables. */
final class StressReport {
  private final Book book;
  private final StressMarginResponse response;

  StressReport(Book book, StressMarginResponse response) {
    this.book = book;
    this.response = response;
  }

  String render() {
    return new Page()
        .add(EvaluationReport.head(
            "Account " + response.getAccountId() + ": " + response.getResultsCount() + " scenarios",
            response.getRuleSet(),
            response.getEngineVersion()))
        .add(losses())
        .add(scopes())
        .add(crossings())
        .text();
  }

  private TextTable losses() {
    TextTable table = new TextTable(
        "The account in " + book.quoteCurrency() + "; a negative loss is a gain",
        text("scenario"),
        figure("equity"),
        figure("loss"),
        figure("shortfall"));
    for (StressResult result : response.getResultsList()) {
      table.row(
          result.getScenarioId(),
          Figures.amount(result.getEquity()),
          Figures.amount(result.getLoss()),
          Figures.amount(result.getShortfall()));
    }
    return table;
  }

  private TextTable scopes() {
    TextTable table = new TextTable(
        "Its scopes, before any liquidation",
        text("scenario"),
        text("scope"),
        text("status"),
        figure("balance"),
        figure("maintenance"),
        figure("ratio"));
    for (StressResult result : response.getResultsList()) {
      for (StressResult.Scope scope : result.getScopesList()) {
        table.row(
            result.getScenarioId(),
            scope.getScopeId(),
            scope.getStatus().name(),
            Figures.amount(scope.getMarginBalance()),
            Figures.amount(scope.getMaintenanceMargin()),
            Figures.percent(scope.getMarginRatio()));
      }
    }
    return table;
  }

  private TextTable crossings() {
    TextTable table = new TextTable(
        "Where the path crosses a level",
        text("scope"),
        text("level"),
        text("at"),
        text("since healthy"));
    for (Crossing crossing : response.getCrossingsList()) {
      table.row(
          crossing.getScopeId(),
          Figures.words(crossing.getLevel()),
          Timestamps.toString(crossing.getAsOf()),
          crossing.hasSinceHealthy()
              ? Durations.toString(crossing.getSinceHealthy())
              : Figures.ABSENT);
    }
    return table;
  }
}
