package io.crossguard.client.report;

import io.crossguard.v1.StressResult;
import java.util.ArrayList;
import java.util.List;

/** The largest two coins moved against each other: the ratio and the verdict in every cell. */
final class HeatSection {
  private final ReportFigures figures;

  HeatSection(ReportFigures figures) {
    this.figures = figures;
  }

  Element element() {
    List<String> roots = figures.grid().roots();
    boolean isPair = roots.size() > 1;
    Element section = Element.of("section")
        .set("aria-labelledby", "grid")
        .add(
            Element.of("h2", isPair ? "If two coins move together" : "If the coin moves far")
                .set("id", "grid"),
            Element.of(
                "p",
                "Each cell has the margin ratio, in per cent, of the cross scope that stands worst,"
                    + " with its verdict as a sign. A number with a plus below it counts the"
                    + " isolated positions that are liquidated there: they lose their own margin"
                    + " and nothing else."),
            key());
    Element grids = Element.of("div").set("class", "heats");
    grids.add(table(figures.today(), "today"));
    figures
        .after()
        .filter(after -> !after.moved().isEmpty())
        .ifPresent(after -> grids.add(table(after, "after the advice")));
    return section.add(grids);
  }

  private static Element key() {
    Element key = Element.of("ul").set("class", "legend");
    for (Verdict verdict : Verdict.values()) {
      key.add(Element.of("li").add(verdict.badge()));
    }
    return key;
  }

  private Element table(Snapshot snapshot, String account) {
    List<String> roots = figures.grid().roots();
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
    if (isPair) {
      for (int second : MoveGrid.TOGETHER) {
        List<String> scenarios = new ArrayList<>();
        MoveGrid.TOGETHER.forEach(first -> scenarios.add(MoveGrid.idTogether(first, second)));
        body.add(row(snapshot, FigureText.shortMove(second), scenarios));
      }
    } else {
      List<String> scenarios =
          MoveGrid.TOGETHER.stream().map(move -> MoveGrid.idAlone(0, move)).toList();
      body.add(row(snapshot, "ratio", scenarios));
    }
    return PageTable.scrolling(
        caption,
        Element.of("table")
            .set("class", "heat")
            .add(PageTable.caption(caption), Element.of("thead").add(head), body));
  }

  private static Element row(Snapshot snapshot, String name, List<String> scenarios) {
    Element row = Element.of("tr").add(Element.of("th", name).set("scope", "row"));
    scenarios.forEach(scenario -> row.add(cell(snapshot.scopes(scenario))));
    return row;
  }

  private static Element cell(List<StressResult.Scope> scopes) {
    HeatCell heat = HeatCell.of(scopes);
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
