package io.crossguard.client.report;

import io.crossguard.client.chart.ChartOption;
import java.util.List;

/**
 * What the charts of a page have in common. Colours are those of the style sheet, so that they
 * follow the reader's mode.
 */
final class ChartStyle {
  static final String TEXT = "var(--text)";
  static final String MUTED = "var(--muted)";
  static final String PAGE = "var(--page)";
  static final String PANEL = "var(--panel)";
  static final String LINE = "var(--line)";
  static final String AXIS = "var(--axis)";

  /** Room for amounts beside an axis. */
  static final int AMOUNTS = 54;

  private static final int AMOUNT_MAX = 48;

  private ChartStyle() {}

  /** A chart that stands still, in the letters of the page. */
  static ChartOption chart(ChartOption grid, ChartOption xAxis, List<ChartOption> yAxes) {
    return ChartOption.empty()
        .set("animation", false)
        .set("textStyle", ChartOption.of("fontFamily", "inherit").set("color", MUTED))
        .set("grid", grid)
        .set("xAxis", xAxis)
        .set("yAxis", yAxes);
  }

  /** The place of the axes: how far they are from the edges. */
  static ChartOption grid(int left, int top, int right, int bottom) {
    return ChartOption.empty()
        .set("left", left)
        .set("top", top)
        .set("right", right)
        .set("bottom", bottom);
  }

  /** An axis of amounts, with zero on it. */
  static ChartOption amounts() {
    return axis("value")
        .set("axisLabel", amount())
        .set("splitLine", ChartOption.empty().set("lineStyle", stroke(LINE, 1)));
  }

  /** The labels of amounts; what has more digits than there is room for is cut short. */
  static ChartOption amount() {
    return label(MUTED)
        .label("formatter", FigureText::axis)
        .set("width", AMOUNT_MAX)
        .set("overflow", "truncate");
  }

  /** An axis whose line is where the other axis is zero, without ticks beside its labels. */
  static ChartOption axis(String type) {
    return ChartOption.of("type", type)
        .set("axisTick", hidden())
        .set("axisLabel", label(MUTED))
        .set("axisLine", ChartOption.empty().set("show", true).set("lineStyle", stroke(AXIS, 1)));
  }

  static ChartOption hidden() {
    return ChartOption.empty().set("show", false);
  }

  static ChartOption label(String colour) {
    return ChartOption.of("color", colour).set("fontSize", 12);
  }

  /** A label that may stand on lines. */
  static ChartOption outlined(ChartOption label) {
    return label.set("textBorderColor", PAGE).set("textBorderWidth", 3);
  }

  static ChartOption stroke(String colour, double width) {
    return ChartOption.of("color", colour).set("width", width).set("type", "solid");
  }

  static ChartOption fill(String colour) {
    return ChartOption.of("color", colour);
  }

  /** The colour of an account, today or after the advice. */
  static String colour(boolean isToday) {
    return isToday ? "var(--today)" : "var(--after)";
  }
}
