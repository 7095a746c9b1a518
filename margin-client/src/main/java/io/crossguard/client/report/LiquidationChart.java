package io.crossguard.client.report;

import io.crossguard.client.chart.ChartOption;
import io.crossguard.v1.LiquidationStep;
import io.crossguard.v1.StressResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The waterfall of a liquidation: the margin balance as bars, before it and after each closing,
 * against the maintenance margin as levels.
 */
final class LiquidationChart {
  private static final int HEIGHT = 200;
  private static final int RIGHT = 8;
  private static final int TOP = 10;
  private static final int BOTTOM = 40;
  private static final int BAR_MAX = 34;
  private static final double BAR_SHARE = 0.6;
  private static final double LEVEL_SHARE = 0.9;
  private static final int LEVEL = 4;

  private final boolean isToday;
  private final String scopeId;
  private final List<State> states = new ArrayList<>();

  /** Where the scope stands before or after a closing. */
  private record State(String name, String marginBalance, String maintenanceMargin) {
    double balance() {
      return Double.parseDouble(marginBalance);
    }

    double maintenance() {
      return Double.parseDouble(maintenanceMargin);
    }
  }

  /**
   * @param before the scope at the prices at which it is liquidated
   * @param steps the closings that are shown, in their order
   */
  LiquidationChart(boolean isToday, StressResult.Scope before, List<LiquidationStep> steps) {
    this.isToday = isToday;
    scopeId = before.getScopeId();
    states.add(new State("before", before.getMarginBalance(), before.getMaintenanceMargin()));
    steps.forEach(step -> states.add(new State(
        Integer.toString(step.getSequence()),
        step.getMarginBalance(),
        step.getMaintenanceMargin())));
  }

  Chart chart() {
    return new Chart(
        "Liquidation of " + scopeId,
        description(),
        Chart.WIDTH,
        HEIGHT,
        ChartStyle.chart(
                ChartStyle.grid(ChartStyle.AMOUNTS, TOP, RIGHT, BOTTOM),
                closings(),
                List.of(amounts()))
            .set("series", List.of(balances(), levels())));
  }

  private String description() {
    State last = states.get(states.size() - 1);
    return "Before the first closing the margin balance is "
        + FigureText.amount(states.get(0).marginBalance())
        + " and the maintenance margin " + FigureText.amount(states.get(0).maintenanceMargin())
        + "; after closing "
        + last.name() + " they are " + FigureText.amount(last.marginBalance()) + " and "
        + FigureText.amount(last.maintenanceMargin())
        + ".";
  }

  private ChartOption closings() {
    return ChartStyle.axis("category")
        .set("data", states.stream().map(State::name).toList())
        .set("name", "after closing")
        .set("nameLocation", "middle")
        .set("nameGap", 24)
        .set("nameTextStyle", ChartStyle.label(ChartStyle.MUTED));
  }

  private static ChartOption amounts() {
    return ChartStyle.amounts().set("splitNumber", 4).set("axisLine", ChartStyle.hidden());
  }

  private ChartOption balances() {
    return ChartOption.of("type", "bar")
        .set("barWidth", width(BAR_SHARE))
        .set("itemStyle", ChartStyle.fill(ChartStyle.colour(isToday)))
        .set("data", states.stream().map(State::balance).toList());
  }

  /** Strokes across the bars, outlined so that they are seen on them too. */
  private ChartOption levels() {
    return ChartOption.of("type", "scatter")
        .set("symbol", "rect")
        .set("symbolSize", List.of(width(LEVEL_SHARE), LEVEL))
        .set(
            "itemStyle",
            ChartStyle.fill(ChartStyle.TEXT)
                .set("borderColor", ChartStyle.PAGE)
                .set("borderWidth", 1)
                .set("opacity", 1))
        .set("data", states.stream().map(State::maintenance).toList());
  }

  private double width(double share) {
    return share * Math.min(BAR_MAX, (Chart.WIDTH - ChartStyle.AMOUNTS - RIGHT) / states.size());
  }
}
