package io.crossguard.client.report;

import io.crossguard.client.chart.ChartScript;
import io.crossguard.client.report.PageTable.Column;
import io.crossguard.v1.LiquidationStep;
import io.crossguard.v1.ScopeLiquidation;
import java.util.List;

/** What the venue would close, step by step, where a scope is liquidated first. */
final class WaterfallSection {
  private static final int STEPS_MAX = 40;

  private final ReportFigures figures;
  private final ChartScript script;

  WaterfallSection(ReportFigures figures, ChartScript script) {
    this.figures = figures;
    this.script = script;
  }

  Element element() {
    Element section = Element.of("section")
        .set("aria-labelledby", "liquidation")
        .add(Element.of("h2", "If it is liquidated").set("id", "liquidation"));
    boolean hasAfter = figures.after().filter(after -> !after.moved().isEmpty()).isPresent();
    if (hasAfter) {
      section.add(Element.of("h3", "Today"));
    }
    add(section, figures.today(), true, hasAfter ? "h4" : "h3");
    if (hasAfter) {
      section.add(Element.of("h3", "After the advice"));
      figures.after().ifPresent(after -> add(section, after, false, "h4"));
    }
    return section;
  }

  private void add(Element section, Snapshot snapshot, boolean isToday, String heading) {
    if (snapshot.waterfalls().isEmpty()) {
      section.add(Element.of(
          "p",
          "Nothing is liquidated while one coin moves from " + FigureText.move(range(-1)) + " to "
              + FigureText.move(range(1)) + "."));
    }
    int number = 0;
    for (Waterfall waterfall : snapshot.waterfalls()) {
      ScopeLiquidation liquidation = waterfall.liquidation();
      String id = "liquidation-" + (isToday ? "today-" : "after-") + number++;
      section.add(
          Element.of(heading, liquidation.getScopeId() + " " + when(waterfall)),
          Element.of("p", outcome(snapshot, liquidation)));
      if (liquidation.getStepsCount() > 0) {
        section.add(
            figure(snapshot, waterfall, isToday, id),
            steps(liquidation, isToday).element());
      }
    }
    long untold = lost(snapshot) - snapshot.waterfalls().size();
    if (untold > 0) {
      section.add(Element.of("p", untold + " further scopes are liquidated within these moves.")
          .set("class", "note"));
    }
  }

  private long lost(Snapshot snapshot) {
    return FirstLiquidation.byScope(snapshot.moved(), figures.grid()).size();
  }

  private static int range(int sign) {
    return sign * -MoveGrid.ALONE.get(0);
  }

  private static String when(Waterfall waterfall) {
    return waterfall.move() == 0
        ? "at today’s prices"
        : "at " + waterfall.root() + " " + FigureText.move(waterfall.move());
  }

  private Element figure(Snapshot snapshot, Waterfall waterfall, boolean isToday, String id) {
    ScopeLiquidation liquidation = waterfall.liquidation();
    int root = figures.grid().roots().indexOf(waterfall.root());
    Element figure = Element.of("figure")
        .set("class", "wide")
        .add(Element.of(
            "figcaption",
            "Margin balance as bars, maintenance margin as levels across them, in "
                + asset(snapshot, liquidation)));
    snapshot.scopes(MoveGrid.idAlone(root, waterfall.move())).stream()
        .filter(scope -> scope.getScopeId().equals(liquidation.getScopeId()))
        .map(before -> new LiquidationChart(isToday, before, shown(liquidation)))
        .forEach(chart -> figure.add(chart.chart().element(id, script)));
    return figure;
  }

  private static List<LiquidationStep> shown(ScopeLiquidation liquidation) {
    return liquidation.getStepsList().subList(0, Math.min(liquidation.getStepsCount(), STEPS_MAX));
  }

  private String asset(Snapshot snapshot, ScopeLiquidation liquidation) {
    return figures
        .terms()
        .currency(snapshot
            .scope(liquidation.getScopeId())
            .map(scope -> scope.getAsset())
            .orElse(""));
  }

  private String outcome(Snapshot snapshot, ScopeLiquidation liquidation) {
    String asset = asset(snapshot, liquidation);
    String left = " Its margin balance is "
        + FigureText.amount(liquidation.getMarginBalance(), asset) + " when it is over.";
    String orders = liquidation.getCancelledOrderIdsCount() == 0
        ? ""
        : " Orders cancelled first: " + String.join(", ", liquidation.getCancelledOrderIdsList())
            + ".";
    return ending(liquidation, asset) + left + orders;
  }

  private static String ending(ScopeLiquidation liquidation, String asset) {
    return switch (liquidation.getOutcome()) {
      case NOT_LIQUIDATABLE -> "The scope stands: nothing is done.";
      case RESTORED -> "The scope stands again once enough is closed.";
      case CLOSED_OUT -> "Everything is closed, and the balance is not negative.";
      case BANKRUPT ->
        "Everything is closed, and " + FigureText.amount(liquidation.getShortfall(), asset)
            + " is missing.";
      case STEP_LIMIT ->
        "It is not over after as many steps as the venue’s rules were followed for.";
      case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> "How it ends is not told.";
    };
  }

  private static PageTable steps(ScopeLiquidation liquidation, boolean isToday) {
    int count = liquidation.getStepsCount();
    PageTable table = new PageTable(
        (count > STEPS_MAX ? "The first " + STEPS_MAX + " of " + count + " closings" : "Closings")
            + " of " + liquidation.getScopeId() + " in their order, "
            + (isToday ? "today" : "after the advice"),
        Column.figure("step"),
        Column.text("position"),
        Column.figure("quantity"),
        Column.figure("price"),
        Column.figure("realized P&L"),
        Column.figure("fee"),
        Column.figure("margin balance after"),
        Column.figure("maintenance after"));
    for (LiquidationStep step : shown(liquidation)) {
      table.row(
          Integer.toString(step.getSequence()),
          step.getPositionId(),
          FigureText.quantity(step.getQuantity()),
          FigureText.quantity(step.getPrice()),
          FigureText.amount(step.getRealizedPnl()),
          FigureText.amount(step.getFee()),
          FigureText.amount(step.getMarginBalance()),
          FigureText.amount(step.getMaintenanceMargin()));
    }
    return table;
  }
}
