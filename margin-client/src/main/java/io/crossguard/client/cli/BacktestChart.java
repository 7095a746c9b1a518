package io.crossguard.client.cli;

import io.crossguard.advisor.backtest.BacktestResult;
import io.crossguard.advisor.backtest.ModeRule;
import io.crossguard.client.chart.ChartOption;
import io.crossguard.client.chart.ChartScript;
import io.crossguard.client.figure.Figures;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** End equities as a chart: for each rule the equity that a share of the accounts doesn't exceed. */
final class BacktestChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 60;
  private static final int START = 100;
  private static final int EQUITY_MAX = 200;
  private static final int STEPS = 200;
  private static final String INK = "#333333";
  private static final String GRID = "#e4e4e4";

  // Distinct for people who don't tell red from green, too.
  private static final Map<ModeRule, String> COLOURS = Map.of(
      ModeRule.ALL_CROSS, "#d55e00",
      ModeRule.ALL_ISOLATED, "#cc79a7",
      ModeRule.FIVE_PERCENT, "#e69f00",
      ModeRule.DELTA_TO_EQUITY, "#56b4e9",
      ModeRule.ADVICE, "#000000");

  private final BacktestResult result;

  BacktestChart(BacktestResult result) {
    this.result = result;
  }

  String svg() {
    List<ChartOption> curves = new ArrayList<>();
    result.endEquities().forEach((rule, ascending) -> curves.add(curve(rule, ascending)));
    curves.get(0).set("markLine", start());
    ChartOption option = ChartOption.empty()
        .set("animation", false)
        .set("backgroundColor", "#ffffff")
        .set("textStyle", ChartOption.of("fontFamily", "sans-serif"))
        .set("title", title())
        .set("legend", legend())
        .set("grid", grid())
        .set(
            "xAxis",
            axis(100, 10)
                .set("axisLabel", shares())
                .set("name", "share of the accounts that end lower"))
        .set("yAxis", axis(EQUITY_MAX, 25))
        .set("series", curves);
    return ChartScript.start().draw(option, WIDTH, HEIGHT) + System.lineSeparator();
  }

  private ChartOption title() {
    return ChartOption.of(
            "text",
            "End equity of accounts that began with " + START + ", bets of " + result.pictured()
                + "x: the worst account on the left, the best on the right")
        .set("left", LEFT)
        .set("top", 16)
        .set("padding", 0)
        .set("textStyle", label().set("fontWeight", "normal"));
  }

  private static ChartOption legend() {
    return ChartOption.of("orient", "vertical")
        .set("left", LEFT + 12)
        .set("top", 54)
        .set("icon", "rect")
        .set("itemHeight", 3)
        .set("textStyle", label());
  }

  private static ChartOption grid() {
    return ChartOption.empty().set("left", LEFT).set("top", 50).set("right", 20).set("bottom", 50);
  }

  private static ChartOption axis(int max, int interval) {
    return ChartOption.of("type", "value")
        .set("min", 0)
        .set("max", max)
        .set("interval", interval)
        .set("nameLocation", "middle")
        .set("nameGap", 30)
        .set("nameTextStyle", label())
        .set("axisLabel", label())
        .set("splitLine", ChartOption.empty().set("lineStyle", ChartOption.of("color", GRID)));
  }

  /** What every account began with. */
  private static ChartOption start() {
    return ChartOption.of("symbol", "none")
        .set("label", ChartOption.empty().set("show", false))
        .set("lineStyle", ChartOption.of("color", "#888888").set("type", "solid"))
        .set("data", List.of(ChartOption.empty().set("yAxis", START)));
  }

  private static ChartOption shares() {
    return label().set("formatter", "{value} %");
  }

  private static ChartOption label() {
    return ChartOption.of("color", INK).set("fontSize", 12);
  }

  private static ChartOption curve(ModeRule rule, List<Decimal> ascending) {
    String colour = Optional.ofNullable(COLOURS.get(rule)).orElseThrow();
    List<List<Double>> points = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      int place = (int) ((long) (ascending.size() - 1) * step / STEPS);
      points.add(List.of(100.0 * step / STEPS, shown(ascending.get(place))));
    }
    return ChartOption.of("type", "line")
        .set("name", Figures.words(rule))
        .set("data", points)
        .set("symbol", "none")
        .set("itemStyle", ChartOption.of("color", colour))
        .set("lineStyle", ChartOption.empty().set("width", 2));
  }

  /** Where an equity is drawn; what is off the chart is drawn at its edge. */
  private static double shown(Decimal equity) {
    Decimal shown = equity.max(Decimal.ZERO).min(Decimal.of(EQUITY_MAX));
    return Double.parseDouble(shown.toString());
  }
}
