package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginScope;

/** The scopes of an account, as every report shows them. */
final class ScopeTables {
  private ScopeTables() {}

  static TextTable of(String title, Book book, EvaluateMarginResponse evaluation) {
    TextTable table = new TextTable(
        title,
        text("scope"),
        text("in"),
        text("status"),
        figure("balance"),
        figure("initial"),
        figure("maintenance"),
        figure("ratio"),
        figure("free"));
    for (MarginScope scope : evaluation.getScopesList()) {
      table.row(
          scope.getScopeId(),
          scope.getAsset().isEmpty() ? book.quoteCurrency() : scope.getAsset(),
          scope.getStatus().name(),
          Figures.amount(scope.getMarginBalance()),
          Figures.amount(scope.getInitialMargin()),
          Figures.amount(scope.getMaintenanceMargin()),
          Figures.percent(scope.getMarginRatio()),
          Figures.amount(scope.getFreeMargin()));
    }
    return table;
  }
}
