package io.crossguard.client.report;

import io.crossguard.client.chart.ChartScript;
import io.crossguard.client.report.PageTable.Column;
import io.crossguard.v1.Exposure;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** What the account gains or loses with each coin. */
final class ExposureSection {
  private static final int DRAWN_MAX = 12;

  private final ReportFigures figures;
  private final ChartScript script;

  ExposureSection(ReportFigures figures, ChartScript script) {
    this.figures = figures;
    this.script = script;
  }

  Element element() {
    List<Exposure> exposures = figures.today().margin().getExposuresList().stream()
        .sorted(
            Comparator.comparing((Exposure exposure) -> new BigDecimal(exposure.getGrossNotional()))
                .reversed())
        .toList();
    Element section = Element.of("section")
        .set("aria-labelledby", "exposure")
        .add(Element.of("h2", "Exposure by coin").set("id", "exposure"));
    if (exposures.isEmpty()) {
      return section.add(Element.of("p", "The account is exposed to no coin."));
    }
    List<Exposure> drawn = exposures.subList(0, Math.min(exposures.size(), DRAWN_MAX));
    return section.add(
        Element.of("figure")
            .set("class", "wide")
            .add(
                Element.of(
                    "figcaption",
                    "Value in " + figures.terms().quoteCurrency()
                        + ": long to the right, short to the left, and the net of both"),
                new ExposureChart(drawn).chart().element("exposure-bars", script)),
        table(exposures).element());
  }

  private PageTable table(List<Exposure> exposures) {
    PageTable table = new PageTable(
        "Exposures today, coins and collateral included, in " + figures.terms().quoteCurrency(),
        Column.text("coin"),
        Column.figure("long"),
        Column.figure("short"),
        Column.figure("net"),
        Column.figure("net / equity"));
    for (Exposure exposure : exposures) {
      table.row(
          exposure.getRoot(),
          FigureText.amount(exposure.getLongNotional()),
          FigureText.amount(exposure.getShortNotional()),
          FigureText.amount(exposure.getNetNotional()),
          FigureText.percent(exposure.getNetToEquity()));
    }
    return table;
  }
}
