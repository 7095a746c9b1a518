package io.crossguard.client.report;

import io.crossguard.client.chart.ChartScript;
import java.util.List;

/** The largest two coins moved against each other: the ratio and the verdict in every cell. */
final class HeatSection {
  private final ReportFigures figures;
  private final ChartScript script;
  private final List<String> roots;

  HeatSection(ReportFigures figures, ChartScript script) {
    this.figures = figures;
    this.script = script;
    List<String> moved = figures.grid().roots();
    roots = moved.subList(0, Math.min(2, moved.size()));
  }

  Element element() {
    boolean isPair = roots.size() > 1;
    Element section = Element.of("section")
        .set("aria-labelledby", "grid")
        .add(
            Element.of("h2", isPair ? "If two coins move together" : "If the coin moves far")
                .set("id", "grid"),
            Element.of(
                "p",
                "Each cell has the margin ratio, in per cent as the moves, of the cross scope that"
                    + " stands worst, and the sign of its verdict unless it is healthy. A number"
                    + " with a plus counts the isolated positions that are liquidated there: they"
                    + " lose their own margin and nothing else."),
            key());
    Element grids = Element.of("div").set("class", "charts");
    grids.add(figure(figures.today(), "today", 0));
    figures
        .after()
        .filter(after -> !after.moved().isEmpty())
        .ifPresent(after -> grids.add(figure(after, "after the advice", 1)));
    return section.add(grids);
  }

  private static Element key() {
    Element key = Element.of("ul").set("class", "legend");
    for (Verdict verdict : Verdict.values()) {
      key.add(Element.of("li").add(verdict.badge()));
    }
    return key;
  }

  private Element figure(Snapshot snapshot, String account, int number) {
    List<List<HeatCell>> rows = scenarios().stream()
        .map(row -> row.stream().map(id -> HeatCell.of(snapshot.scopes(id))).toList())
        .toList();
    return Element.of("figure")
        .add(
            Element.of("figcaption").add(Element.of("strong", "Margin ratio " + account)),
            new HeatChart(account, roots, rows).chart().element("heat-" + number, script),
            Element.of("details")
                .add(Element.of("summary", "Figures of this chart"), table(rows, account)));
  }

  /** The names of the scenarios, cell by cell. */
  private List<List<String>> scenarios() {
    List<Integer> moves = MoveGrid.TOGETHER;
    return roots.size() > 1
        ? moves.stream()
            .map(second ->
                moves.stream().map(first -> MoveGrid.idTogether(first, second)).toList())
            .toList()
        : List.of(moves.stream().map(move -> MoveGrid.idAlone(0, move)).toList());
  }

  private Element table(List<List<HeatCell>> rows, String account) {
    boolean isPair = roots.size() > 1;
    String caption = "Margin ratio " + account + ", moves in per cent: "
        + (isPair ? roots.get(0) + " across, " + roots.get(1) + " down" : roots.get(0));
    Element corner = Element.of("th").set("scope", "col");
    Element head = Element.of("tr")
        .add(
            isPair
                ? corner.text(roots.get(1) + " ↓").add(Element.of("br")).text(roots.get(0) + " →")
                : corner.text(roots.get(0)));
    MoveGrid.TOGETHER.forEach(
        move -> head.add(Element.of("th", FigureText.shortMove(move)).set("scope", "col")));
    Element body = Element.of("tbody");
    for (int i = 0; i < rows.size(); i++) {
      String name = isPair ? FigureText.shortMove(MoveGrid.TOGETHER.get(i)) : "ratio";
      body.add(row(name, rows.get(i)));
    }
    return PageTable.scrolling(
        caption,
        Element.of("table")
            .set("class", "heat")
            .add(PageTable.caption(caption), Element.of("thead").add(head), body));
  }

  private static Element row(String name, List<HeatCell> cells) {
    Element row = Element.of("tr").add(Element.of("th", name).set("scope", "row"));
    cells.forEach(cell -> row.add(cell(cell)));
    return row;
  }

  private static Element cell(HeatCell heat) {
    Element cell = Element.of("td")
        .set("class", heat.verdict().style())
        .add(
            Element.of("span", heat.figure()),
            Element.of("span", heat.verdict().sign()).set("aria-hidden", "true"),
            Element.of("span", heat.verdict().word()).set("class", "spoken"));
    return heat.isolatedLost() == 0
        ? cell
        : cell.add(Element.of("small", "+" + heat.isolatedLost()));
  }
}
