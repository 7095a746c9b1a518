package io.crossguard.client.report;

import io.crossguard.client.chart.ChartOption;
import io.crossguard.v1.Exposure;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Long, short and net of each root as bars from a common zero. */
final class ExposureChart {
  private static final int ROW = 52;
  private static final int BOTTOM = 24;
  private static final int EDGE = 4;
  private static final int GROSS_BAR = 13;
  private static final int NET_BAR = 9;
  // Of the widths of a bar.
  private static final String GAP = "23%";
  private static final int ABOVE_BARS = 15;
  private static final int ROOT_MAX = 190;
  // A bar of this share of the largest has room for a word.
  private static final double ROOM = 0.25;

  private final List<Exposure> exposures;
  private final double largest;

  ExposureChart(List<Exposure> exposures) {
    this.exposures = exposures;
    double notional = exposures.stream()
        .flatMap(
            exposure -> List.of(exposure.getLongNotional(), exposure.getShortNotional()).stream())
        .mapToDouble(Double::parseDouble)
        .max()
        .orElse(0);
    largest = notional == 0 ? 1 : notional;
  }

  Chart chart() {
    return new Chart(
        "Exposure of each coin",
        exposures.stream().map(ExposureChart::sentence).collect(Collectors.joining(" ")),
        Chart.WIDTH,
        EDGE + ROW * exposures.size() + BOTTOM,
        ChartStyle.chart(
                ChartStyle.grid(EDGE, EDGE, EDGE, BOTTOM), values(), List.of(roots(), nets()))
            .set(
                "series",
                List.of(
                    gross("long", "insideLeft", exposure -> number(exposure.getLongNotional())),
                    gross("short", "insideRight", exposure -> -number(exposure.getShortNotional())),
                    net())));
  }

  private static String sentence(Exposure exposure) {
    return exposure.getRoot() + ": long " + FigureText.amount(exposure.getLongNotional())
        + ", short " + FigureText.amount(exposure.getShortNotional()) + ", net "
        + FigureText.amount(exposure.getNetNotional()) + ".";
  }

  /** Both sides are amounts: the direction says which it is. */
  private ChartOption values() {
    return ChartStyle.amounts()
        .set("min", -largest)
        .set("max", largest)
        .set("splitNumber", 6)
        .set(
            "axisLabel",
            ChartStyle.label(ChartStyle.MUTED)
                .label("formatter", amount -> FigureText.axis(Math.abs(amount)))
                .set("showMinLabel", false)
                .set("showMaxLabel", false));
  }

  private ChartOption roots() {
    return rows(Exposure::getRoot)
        .set(
            "axisLabel",
            aboveBars(ChartStyle.TEXT)
                .set("fontWeight", 600)
                .set("width", ROOT_MAX)
                .set("overflow", "truncate"));
  }

  private ChartOption nets() {
    return rows(exposure -> "net " + FigureText.amount(exposure.getNetNotional()))
        .set("position", "right")
        .set("axisLine", ChartStyle.hidden())
        .set("axisLabel", aboveBars(ChartStyle.MUTED));
  }

  private ChartOption rows(Function<Exposure, String> label) {
    return ChartStyle.axis("category")
        .set("data", exposures.stream().map(label).toList())
        .set("inverse", true);
  }

  private static ChartOption aboveBars(String colour) {
    return ChartStyle.outlined(ChartStyle.label(colour))
        .set("inside", true)
        .set("margin", 0)
        .set("interval", 0)
        .set("verticalAlign", "bottom")
        .set("padding", List.of(0, 0, ABOVE_BARS, 0));
  }

  private ChartOption gross(String side, String place, ToDoubleFunction<Exposure> amount) {
    return ChartOption.of("type", "bar")
        .set("stack", "gross")
        .set("barWidth", GROSS_BAR)
        .set("barGap", GAP)
        .set("itemStyle", ChartStyle.fill("var(--" + side + ")"))
        .set(
            "data",
            exposures.stream()
                .map(exposure -> bar(side, place, amount.applyAsDouble(exposure)))
                .toList());
  }

  private ChartOption bar(String side, String place, double amount) {
    boolean hasRoom = Math.abs(amount) > ROOM * largest;
    return ChartOption.empty()
        .set("value", amount)
        .set(
            "label",
            ChartStyle.label("var(--on-bar)")
                .set("show", hasRoom)
                .set("fontSize", 11)
                .set("formatter", side)
                .set("position", place));
  }

  private ChartOption net() {
    return ChartOption.of("type", "bar")
        .set("barWidth", NET_BAR)
        .set("itemStyle", ChartStyle.fill("var(--net)"))
        .set(
            "data",
            exposures.stream()
                .map(exposure -> number(exposure.getNetNotional()))
                .toList());
  }

  private static double number(String notional) {
    return Double.parseDouble(notional);
  }
}
