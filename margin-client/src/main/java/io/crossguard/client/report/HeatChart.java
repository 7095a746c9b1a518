package io.crossguard.client.report;

import io.crossguard.client.chart.ChartOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Cells of ratios and verdicts, over the moves of one coin across and of another down. */
final class HeatChart {
  private static final int LEFT = 36;
  private static final int TOP = 22;
  private static final int ROW = 34;
  private static final int NAME = 20;
  private static final int NAME_MAX = 95;
  private static final int FIGURE_MAX = 4;
  private static final int LOST_MAX = 99;

  private final String account;
  private final List<String> roots;
  private final List<List<HeatCell>> rows;

  /**
   * @param account whose ratios they are, as the end of a name
   * @param roots what moves across and, if there is a second one, down
   * @param rows a cell for each move across; one row for each move down
   */
  HeatChart(String account, List<String> roots, List<List<HeatCell>> rows) {
    this.account = account;
    this.roots = roots;
    this.rows = rows;
  }

  Chart chart() {
    return new Chart(
        "Margin ratio " + account + " if "
            + (roots.size() > 1 ? String.join(" and ", roots) + " move" : roots.get(0) + " moves"),
        description(),
        Chart.WIDTH,
        NAME + TOP + ROW * rows.size(),
        ChartStyle.chart(ChartStyle.grid(LEFT, NAME + TOP, 0, 0), across(), List.of(down()))
            .set("series", List.of(cells())));
  }

  private String description() {
    Map<Verdict, Long> counts = rows.stream()
        .flatMap(List::stream)
        .collect(Collectors.groupingBy(
            HeatCell::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
    return counts.entrySet().stream()
        .map(count -> count.getKey().word().toLowerCase(Locale.ROOT) + " in " + count.getValue()
            + (count.getValue() == 1 ? " cell" : " cells"))
        .collect(Collectors.joining(
            ", ", "The scope that stands worst is ", ". The table has every figure."));
  }

  private ChartOption across() {
    return moves(roots.get(0) + " →").set("position", "top").set("nameLocation", "middle");
  }

  private ChartOption down() {
    return roots.size() > 1
        ? moves(roots.get(1) + " ↓").set("inverse", true).set("nameLocation", "start")
        : ChartOption.of("type", "category").set("data", List.of("")).set("show", false);
  }

  private static ChartOption moves(String name) {
    return ChartStyle.axis("category")
        .set("name", name)
        .set("nameGap", TOP + 2)
        .set("nameTextStyle", ChartStyle.label(ChartStyle.MUTED).set("fontWeight", 600))
        .set("nameTruncate", ChartOption.empty().set("maxWidth", NAME_MAX).set("ellipsis", "…"))
        .set("data", MoveGrid.TOGETHER.stream().map(FigureText::shortMove).toList())
        .set("axisLabel", ChartStyle.label(ChartStyle.MUTED).set("interval", 0))
        .set("axisLine", ChartStyle.hidden());
  }

  private ChartOption cells() {
    List<ChartOption> cells = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        cells.add(cell(row, column, rows.get(row).get(column)));
      }
    }
    return ChartOption.of("type", "heatmap").set("data", cells);
  }

  private static ChartOption cell(int row, int column, HeatCell cell) {
    String style = cell.verdict().style();
    return ChartOption.empty()
        // The third is a value to colour by, without which a cell is left out: it has its own.
        .set("value", List.of(column, row, 0))
        .set(
            "itemStyle",
            ChartStyle.fill("var(--" + style + ")")
                .set("borderColor", ChartStyle.PAGE)
                .set("borderWidth", 1))
        .set(
            "label",
            ChartStyle.label("var(--on-" + style + ")")
                .set("show", true)
                .set("formatter", words(cell)));
  }

  // The table has room for all digits, and a word for every verdict.
  private static String words(HeatCell cell) {
    String figure = cell.figure().length() > FIGURE_MAX ? ">999" : cell.figure();
    String sign = cell.verdict() == Verdict.HEALTHY ? "" : cell.verdict().sign();
    int lost = cell.isolatedLost();
    String besides = sign + (lost == 0 ? "" : lost > LOST_MAX ? LOST_MAX + "+" : "+" + lost);
    return besides.isEmpty() ? figure : figure + "\n" + besides;
  }
}
