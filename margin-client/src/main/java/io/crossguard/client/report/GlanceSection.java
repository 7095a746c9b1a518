package io.crossguard.client.report;

import io.crossguard.client.chart.ChartScript;
import io.crossguard.client.report.PageTable.Column;
import io.crossguard.v1.AccountOutlook;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginTotals;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The account in a few figures, and its scopes with their ratios. */
final class GlanceSection {
  private static final int BARS_MAX = 12;

  private final ReportFigures figures;
  private final ChartScript script;

  GlanceSection(ReportFigures figures, ChartScript script) {
    this.figures = figures;
    this.script = script;
  }

  Element element() {
    Element section = Element.of("section")
        .set("aria-labelledby", "glance")
        .add(Element.of("h2", "At a glance").set("id", "glance"), tiles());
    List<MarginScope> scopes = figures.today().margin().getScopesList();
    if (!scopes.isEmpty()) {
      section.add(
          Element.of("h3", "How much of each margin is in use"),
          bars(scopes),
          scopeTable(scopes).element());
      section.addAll(new DistanceTable(figures).elements());
    }
    return section;
  }

  private Element tiles() {
    MarginTotals totals = figures.today().margin().getTotals();
    AccountOutlook outlook = figures.advice().getBefore();
    String currency = figures.terms().quoteCurrency();
    return Element.of("dl")
        .set("class", "tiles")
        .add(
            tile("Status", Verdict.of(figures.today().margin().getStatus()).badge()),
            tile("Equity", FigureText.amount(totals.getEquity(), currency)),
            tile("Unrealized P&L", FigureText.amount(totals.getUnrealizedPnl(), currency)),
            tile("Cross margin ratio", FigureText.percent(outlook.getMarginRatio())),
            tile("Effective leverage", FigureText.multiple(totals.getEffectiveLeverage())),
            tile("Largest threat", threat(outlook).set("class", "words")));
  }

  private static Element threat(AccountOutlook outlook) {
    if (outlook.getLargestThreatHedgeGroupId().isEmpty()) {
      return Element.of("span", "none");
    }
    String share = outlook.getLargestThreatRatio().isEmpty()
        ? "more than there is of free margin"
        : FigureText.percent(outlook.getLargestThreatRatio()) + " of the free margin";
    return Element.of("span", outlook.getLargestThreatHedgeGroupId() + ": " + share);
  }

  private static Element tile(String name, String value) {
    return tile(name, Element.of("span", value));
  }

  private static Element tile(String name, Element value) {
    return Element.of("div").add(Element.of("dt", name), Element.of("dd").add(value));
  }

  /** The scopes that matter most, each as a bar. */
  private Element bars(List<MarginScope> scopes) {
    List<MarginScope> shown = scopes.stream()
        .sorted(Comparator.comparing(MarginScope::getStatus)
            .reversed()
            .thenComparing(MarginScope::getKind)
            .thenComparing(GlanceSection::ratio, Comparator.reverseOrder()))
        .limit(BARS_MAX)
        .toList();
    Element bars = Element.of("div").set("class", "charts");
    int number = 0;
    for (MarginScope scope : shown) {
      bars.add(figure(scope, "ratio-" + number++));
    }
    return shown.size() == scopes.size()
        ? bars
        : Element.of("div")
            .add(
                bars,
                Element.of(
                        "p",
                        "The " + BARS_MAX
                            + " scopes nearest to liquidation are drawn; the table has" + " all.")
                    .set("class", "note"));
  }

  private Element figure(MarginScope scope, String id) {
    return Element.of("figure")
        .add(
            Element.of("figcaption")
                .add(
                    Element.of("strong", scope.getScopeId()),
                    Element.of("span", FigureText.ratio(scope.getMarginRatio()))
                        .set("class", "value"),
                    Verdict.of(scope.getStatus()).badge()),
            new RatioChart(scope, figures.terms()).chart().element(id, script));
  }

  private static BigDecimal ratio(MarginScope scope) {
    return scope.getMarginRatio().isEmpty()
        ? BigDecimal.ZERO
        : new BigDecimal(scope.getMarginRatio());
  }

  private PageTable scopeTable(List<MarginScope> scopes) {
    PageTable table = new PageTable(
        "Scopes: the pools of margin, and what they have to carry",
        Column.text("scope"),
        Column.text("status"),
        Column.figure("margin ratio"),
        Column.figure("margin balance"),
        Column.figure("maintenance margin"),
        Column.figure("free margin"),
        Column.text("in"));
    for (MarginScope scope : scopes) {
      table.row(List.of(
          Element.of("span", scope.getScopeId()),
          Verdict.of(scope.getStatus()).badge(),
          Element.of("span", FigureText.percent(scope.getMarginRatio())),
          Element.of("span", FigureText.amount(scope.getMarginBalance())),
          Element.of("span", FigureText.amount(scope.getMaintenanceMargin())),
          Element.of("span", FigureText.amount(scope.getFreeMargin())),
          Element.of("span", figures.terms().currency(scope.getAsset()))));
    }
    return table;
  }
}
