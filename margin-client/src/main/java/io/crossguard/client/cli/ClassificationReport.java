package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.PositionClassification;
import java.util.ArrayList;
import java.util.List;

/** What hedges what in one account, as tables. */
final class ClassificationReport {
  private final Book book;
  private final ClassifyPositionsResponse response;

  ClassificationReport(Book book, ClassifyPositionsResponse response) {
    this.book = book;
    this.response = response;
  }

  String render() {
    return new Page()
        .add(EvaluationReport.head(
            "Account " + response.getAccountId(),
            response.getRuleSet(),
            response.getEngineVersion()))
        .add(positions())
        .add(reasons())
        .add(GroupTables.groups(response.getHedgeGroupsList(), book.quoteCurrency()))
        .add(GroupTables.distances(response.getHedgeGroupsList()))
        .text();
  }

  private TextTable positions() {
    TextTable table = new TextTable(
        "Positions",
        text("position"),
        text("class"),
        text("group"),
        figure("matched"),
        figure("value"),
        figure("residual"),
        figure("value"),
        text("same pool"));
    for (PositionClassification position : response.getPositionsList()) {
      table.row(
          position.getPositionId(),
          Figures.words(position.getClassification()),
          position.getHedgeGroupId(),
          Figures.quantity(position.getMatchedQuantity()),
          Figures.amount(position.getMatchedNotional()),
          Figures.quantity(position.getResidualQuantity()),
          Figures.amount(position.getResidualNotional()),
          position.hasMarginHedged() ? samePool(position.getMarginHedged()) : Figures.ABSENT);
    }
    return table;
  }

  private static String samePool(boolean marginHedged) {
    return marginHedged ? "yes" : "no";
  }

  private List<String> reasons() {
    List<String> lines = new ArrayList<>(List.of("Reasons"));
    for (PositionClassification position : response.getPositionsList()) {
      lines.addAll(GroupTables.reasons(position.getPositionId(), position.getReasonsList()));
    }
    return lines.size() == 1 ? List.of() : lines;
  }
}
