package io.crossguard.client.report;

import io.crossguard.client.chart.ChartScript;
import io.crossguard.client.report.PageTable.Column;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.StressResult;
import io.crossguard.v1.UnderlyingDistance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a move of each coin does to the margin of the scopes that it reaches. */
final class CurveSection {
  private static final int CHARTS_MAX = 12;
  private static final int KEY_STEP = 20;

  private final ReportFigures figures;
  private final ChartScript script;

  CurveSection(ReportFigures figures, ChartScript script) {
    this.figures = figures;
    this.script = script;
  }

  Element element() {
    Element section = Element.of("section")
        .set("aria-labelledby", "moves")
        .add(Element.of("h2", "If prices move").set("id", "moves"));
    List<Curve> curves = curves();
    if (curves.isEmpty()) {
      return section.add(Element.of("p", "No move of a coin changes the margin of this account."));
    }
    section.add(
        Element.of(
            "p",
            "One coin moves, with all its contracts and the collateral in it; every other price"
                + " stays. A scope is liquidated where its margin balance falls to what its"
                + " maintenance margin asks for."),
        legend());
    Element charts = Element.of("div").set("class", "charts");
    for (int i = 0; i < Math.min(curves.size(), CHARTS_MAX); i++) {
      charts.add(figure(curves.get(i), i));
    }
    section.add(charts);
    for (String note : notes(curves.size())) {
      section.add(Element.of("p", note).set("class", "note"));
    }
    return section;
  }

  /** Every root with every scope that it reaches; cross scopes first. */
  private List<Curve> curves() {
    List<Curve> curves = new ArrayList<>();
    for (MarginScope.Kind kind : List.of(MarginScope.Kind.CROSS, MarginScope.Kind.ISOLATED)) {
      for (int root = 0; root < figures.grid().roots().size(); root++) {
        for (MarginScope scope : scopes(kind)) {
          if (curves.size() <= CHARTS_MAX) {
            curve(root, scope).filter(Curve::isMoved).ifPresent(curves::add);
          }
        }
      }
    }
    return curves;
  }

  private List<MarginScope> scopes(MarginScope.Kind kind) {
    List<MarginScope> scopes = new ArrayList<>(figures.today().margin().getScopesList());
    figures
        .after()
        .ifPresent(after -> after.margin().getScopesList().stream()
            .filter(scope -> figures.today().scope(scope.getScopeId()).isEmpty())
            .forEach(scopes::add));
    return scopes.stream().filter(scope -> scope.getKind() == kind).toList();
  }

  private Optional<Curve> curve(int root, MarginScope scope) {
    String name = figures.grid().roots().get(root);
    // Most scopes know which roots reach them; a scope that does not is asked at every move.
    if (scope.getKind() == MarginScope.Kind.ISOLATED
        && scope.getDistancesCount() > 0
        && Distances.of(scope, name).isEmpty()) {
      return Optional.empty();
    }
    String scopeId = scope.getScopeId();
    return Optional.of(new Curve(
        name,
        scopeId,
        figures.terms().currency(scope.getAsset()),
        figures.today().curve(root, scopeId),
        figures.after().map(after -> after.curve(root, scopeId)).orElse(List.of()),
        distance(Optional.of(figures.today()), name, scopeId),
        distance(figures.after(), name, scopeId)));
  }

  private static Optional<UnderlyingDistance> distance(
      Optional<Snapshot> snapshot, String root, String scopeId) {
    return snapshot.flatMap(of -> of.scope(scopeId)).flatMap(scope -> Distances.of(scope, root));
  }

  private Element legend() {
    Element legend = Element.of("ul").set("class", "legend");
    legend.add(
        entry("today balance", "margin balance today"),
        entry("today maintenance", "maintenance margin today"));
    if (figures.after().isPresent()) {
      legend.add(
          entry("after balance", "margin balance after the advice"),
          entry("after maintenance", "maintenance margin after the advice"));
    }
    return legend;
  }

  private static Element entry(String style, String text) {
    Element sample = Element.of("span").set("class", "sample " + style).set("aria-hidden", "true");
    return Element.of("li").add(sample, Element.of("span", text));
  }

  private Element figure(Curve curve, int number) {
    return Element.of("figure")
        .add(
            Element.of("figcaption")
                .add(
                    Element.of("strong", curve.root() + " moves: " + curve.scopeId()),
                    Element.of("span", "in " + curve.asset()).set("class", "value")),
            new CurveChart(curve).chart().element("curve-" + number, script),
            Element.of("p", curve.sentence()).set("class", "note"),
            Element.of("details")
                .add(
                    Element.of("summary", "Figures of this chart"),
                    keyFigures(curve).element()));
  }

  private PageTable keyFigures(Curve curve) {
    PageTable table = new PageTable(
        curve.scopeId() + " in " + curve.asset() + " if " + curve.root() + " moves",
        Column.text("move"),
        Column.text("account"),
        Column.figure("margin balance"),
        Column.figure("maintenance margin"),
        Column.figure("ratio"),
        Column.text("status"));
    for (int move = MoveGrid.ALONE.get(0); move <= -MoveGrid.ALONE.get(0); move += KEY_STEP) {
      add(table, move, "today", curve.today());
      add(table, move, "after", curve.after());
    }
    return table;
  }

  private static void add(PageTable table, int move, String account, List<MovePoint> points) {
    for (MovePoint point : points) {
      if (point.move() == move) {
        StressResult.Scope scope = point.scope();
        table.row(List.of(
            Element.of("span", FigureText.move(move)),
            Element.of("span", account),
            Element.of("span", FigureText.amount(scope.getMarginBalance())),
            Element.of("span", FigureText.amount(scope.getMaintenanceMargin())),
            Element.of("span", FigureText.percent(scope.getMarginRatio())),
            Verdict.of(scope.getStatus()).badge()));
      }
    }
  }

  private Set<String> notes(int curves) {
    Set<String> notes = new LinkedHashSet<>();
    if (curves > CHARTS_MAX) {
      notes.add("More than " + CHARTS_MAX + " charts would be too many to read: cross scopes are"
          + " drawn first, and the largest exposures. The table of distances has every scope.");
    }
    if (figures.otherRoots() > 0) {
      notes.add(figures.otherRoots() + " coins with smaller exposures are not moved.");
    }
    if (figures.after().filter(after -> after.moved().isEmpty()).isPresent()) {
      notes.add("Only the account of today is moved: what the plan leaves can’t be stated as an"
          + " account from the answers of the service.");
    }
    return notes;
  }
}
