package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.HedgeGroup;
import io.crossguard.v1.Reason;
import java.util.ArrayList;
import java.util.List;

/** What the two reports of the advisor share: the hedge groups, their distances, and reasons. */
final class GroupTables {
  private GroupTables() {}

  static TextTable groups(List<HedgeGroup> groups, String quoteCurrency) {
    TextTable table = new TextTable(
        "Hedge groups, in " + quoteCurrency,
        text("group"),
        text("class"),
        figure("long"),
        figure("short"),
        figure("difference"),
        figure("net/equity"),
        figure("if a leg is lost"));
    for (HedgeGroup group : groups) {
      table.row(
          group.getHedgeGroupId(),
          Figures.words(group.getClassification()),
          Figures.amount(group.getLongNotional()),
          Figures.amount(group.getShortNotional()),
          Figures.percent(group.getRelativeDifference()),
          Figures.percent(group.getNetToEquity()),
          Figures.amount(group.getExposureIfLegLost()));
    }
    return table;
  }

  static TextTable distances(List<HedgeGroup> groups) {
    List<EvaluationReport.PoolDistance> distances = new ArrayList<>();
    for (HedgeGroup group : groups) {
      group
          .getDistancesList()
          .forEach(distance ->
              distances.add(new EvaluationReport.PoolDistance(group.getHedgeGroupId(), distance)));
    }
    return EvaluationReport.distances(distances);
  }

  /** Each reason with its code, which programs read, and its sentence. */
  static List<String> reasons(String subject, List<Reason> reasons) {
    List<String> lines = new ArrayList<>();
    for (Reason reason : reasons) {
      lines.addAll(
          Page.paragraph("  " + subject + " " + reason.getCode() + ":", reason.getMessage()));
    }
    return lines;
  }
}
