package io.crossguard.client.report;

import io.crossguard.client.chart.ChartOption;
import io.crossguard.v1.MarginScope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** The margin ratio of one scope as a bar, with the levels of warning and liquidation. */
final class RatioChart {
  private static final int HEIGHT = 66;
  private static final int BAR = 18;
  // The bar ends a quarter above the level of liquidation.
  private static final double RATIO_MAX = 1.25;
  private static final int SLIVER = 2;
  // A label in the middle of its level would be cut off nearer to the edge.
  private static final double ROOM = 0.15;

  private final MarginScope scope;
  private final Terms terms;
  private final double end;

  RatioChart(MarginScope scope, Terms terms) {
    this.scope = scope;
    this.terms = terms;
    end = RATIO_MAX * terms.liquidationRatio().doubleValue();
  }

  Chart chart() {
    ChartOption ratios =
        ChartOption.of("type", "value").set("min", 0).set("max", end).set("show", false);
    ChartOption rows =
        ChartOption.of("type", "category").set("data", List.of("")).set("show", false);
    return new Chart(
        "Margin ratio of " + scope.getScopeId(),
        description(),
        Chart.WIDTH,
        HEIGHT,
        ChartStyle.chart(ChartStyle.grid(1, 20, 1, 20), ratios, List.of(rows))
            .set("series", List.of(bar())));
  }

  private ChartOption bar() {
    return ChartOption.of("type", "bar")
        .set("data", filled())
        .set("barWidth", BAR)
        .set("barMinHeight", SLIVER)
        .set("itemStyle", ChartStyle.fill("var(--bar-" + verdict().style() + ")"))
        .set("showBackground", true)
        .set(
            "backgroundStyle",
            ChartStyle.fill(ChartStyle.PANEL)
                .set("borderColor", ChartStyle.AXIS)
                .set("borderWidth", 1))
        .set(
            "markLine",
            ChartOption.of("symbol", "none")
                .set(
                    "data",
                    List.of(
                        level("warning", terms.warningRatio(), 1.5, "end"),
                        level("liquidation", terms.liquidationRatio(), 2.5, "start"))));
  }

  private ChartOption level(String name, BigDecimal ratio, double width, String place) {
    boolean isAtTheEdge = ratio.doubleValue() < ROOM * end;
    return ChartOption.empty()
        .set("xAxis", ratio.doubleValue())
        .set("lineStyle", ChartStyle.stroke(ChartStyle.TEXT, width))
        .set(
            "label",
            ChartStyle.label(ChartStyle.MUTED)
                .set("formatter", name + " " + percent(ratio))
                .set("position", place)
                .set("align", isAtTheEdge ? "left" : "center"));
  }

  private Verdict verdict() {
    return Verdict.of(scope.getStatus());
  }

  private String description() {
    return "The ratio is " + FigureText.ratio(scope.getMarginRatio()) + ", the verdict "
        + verdict().word().toLowerCase(Locale.ROOT) + ". Warning starts at "
        + percent(terms.warningRatio()) + ", liquidation at " + percent(terms.liquidationRatio())
        + ".";
  }

  private static String percent(BigDecimal ratio) {
    return ratio
            .multiply(BigDecimal.valueOf(100))
            .setScale(1, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString()
        + "\u00a0%";
  }

  /** The bar, full where no margin is left; the track alone where nothing is in use. */
  private List<?> filled() {
    if (scope.getMarginRatio().isEmpty()) {
      return List.of(end);
    }
    double ratio = Double.parseDouble(scope.getMarginRatio());
    return ratio == 0 ? List.of("-") : List.of(Math.min(ratio, end));
  }
}
