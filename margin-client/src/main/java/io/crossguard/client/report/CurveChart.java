package io.crossguard.client.report;

import io.crossguard.client.chart.ChartOption;
import io.crossguard.v1.UnderlyingDistance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Margin balance and maintenance margin of a scope over the moves of a root. The moves that
 * liquidate are flagged above, each with a line of its own for its words.
 */
final class CurveChart {
  private static final int MOVE_MAX = -MoveGrid.ALONE.get(0);
  private static final int TICK = 30;
  private static final int PLOT = 174;
  private static final int RIGHT = 22;
  private static final int BOTTOM = 44;
  private static final int MARGIN = 10;
  private static final int FLAG = 16;
  private static final int FLAGS_USUAL = 2;
  private static final int NAME_MAX = 200;
  private static final List<Integer> DOTTED = List.of(2, 3);
  private static final List<Integer> DASHED = List.of(9, 4);
  // Of amounts below zero only as much as leaves most of the room to those above.
  private static final double NEGATIVE_SHARE_MAX = 0.5;

  private final Curve curve;
  private final List<Flag> flags = new ArrayList<>();

  /** A move that liquidates. */
  private record Flag(boolean isToday, BigDecimal move) {
    String account() {
      return isToday ? "today" : "after";
    }

    double percent() {
      return move.movePointRight(2).doubleValue();
    }
  }

  CurveChart(Curve curve) {
    this.curve = curve;
    flag(true, curve.distanceToday());
    if (!curve.after().isEmpty()) {
      flag(false, curve.distanceAfter());
    }
  }

  private void flag(boolean isToday, Optional<UnderlyingDistance> distance) {
    distance.map(Distances::moves).orElse(List.of()).stream()
        .map(move -> new Flag(isToday, move))
        .filter(flag -> Math.abs(flag.percent()) <= MOVE_MAX)
        .forEach(flags::add);
  }

  Chart chart() {
    List<ChartOption> lines = new ArrayList<>();
    lines(lines, true, curve.today());
    lines(lines, false, curve.after());
    lines.set(0, lines.get(0).set("markLine", marks()));
    return new Chart(
        "Margin of " + curve.scopeId() + " if " + curve.root() + " moves",
        "From " + FigureText.move(-MOVE_MAX) + " to " + FigureText.move(MOVE_MAX) + ". "
            + curve.sentence(),
        Chart.WIDTH,
        top() + PLOT + BOTTOM,
        ChartStyle.chart(
                ChartStyle.grid(ChartStyle.AMOUNTS, top(), RIGHT, BOTTOM),
                moves(),
                List.of(amounts()))
            .set("series", lines));
  }

  // The same in most charts, so that those beside each other are on one line.
  private int top() {
    return MARGIN + FLAG * Math.max(FLAGS_USUAL, flags.size());
  }

  private ChartOption moves() {
    return ChartStyle.axis("value")
        .set("min", -MOVE_MAX)
        .set("max", MOVE_MAX)
        .set("interval", TICK)
        .set("name", "move of " + curve.root())
        .set("nameLocation", "middle")
        .set("nameGap", 26)
        .set("nameTextStyle", ChartStyle.label(ChartStyle.MUTED))
        .set("nameTruncate", ChartOption.empty().set("maxWidth", NAME_MAX).set("ellipsis", "…"))
        .set(
            "axisLabel",
            ChartStyle.label(ChartStyle.MUTED)
                .label("formatter", move -> FigureText.move((int) move)))
        .set(
            "splitLine",
            ChartOption.empty().set("lineStyle", ChartStyle.stroke(ChartStyle.LINE, 1)));
  }

  private ChartOption amounts() {
    ChartOption axis = ChartStyle.amounts().set("splitNumber", 4);
    double lowest = curve.points().stream()
        .mapToDouble(point -> Math.min(point.balance(), point.maintenance()))
        .min()
        .orElse(0);
    double highest = curve.points().stream()
        .mapToDouble(point -> Math.max(point.balance(), point.maintenance()))
        .max()
        .orElse(0);
    double floor = -NEGATIVE_SHARE_MAX * highest;
    return highest > 0 && lowest < floor
        // The amount at the edge is not a round one.
        ? axis.set("min", floor).set("axisLabel", ChartStyle.amount().set("showMinLabel", false))
        : axis;
  }

  private static void lines(List<ChartOption> lines, boolean isToday, List<MovePoint> points) {
    if (!points.isEmpty()) {
      String colour = ChartStyle.colour(isToday);
      lines.add(
          line(points, MovePoint::maintenance, ChartStyle.stroke(colour, 1.8).set("type", DOTTED)));
      ChartOption balance = ChartStyle.stroke(colour, 2.4);
      lines.add(line(points, MovePoint::balance, isToday ? balance : balance.set("type", DASHED)));
    }
  }

  private static ChartOption line(
      List<MovePoint> points, ToDoubleFunction<MovePoint> amount, ChartOption stroke) {
    return ChartOption.of("type", "line")
        .set(
            "data",
            points.stream()
                .map(point -> List.of((double) point.move(), amount.applyAsDouble(point)))
                .toList())
        .set("symbol", "none")
        .set("lineStyle", stroke);
  }

  /** The moves that liquidate, as the service tells them. */
  private ChartOption marks() {
    List<List<ChartOption>> marks = new ArrayList<>();
    for (Flag flag : flags) {
      int row = marks.size();
      ChartOption foot = place(flag, top() + PLOT);
      ChartOption head = place(flag, MARGIN + FLAG * row);
      marks.add(List.of(foot.set("label", words(flag)).set("lineStyle", pole(flag)), head));
    }
    return ChartOption.of("symbol", "none").set("data", marks);
  }

  private static ChartOption place(Flag flag, int y) {
    return ChartOption.empty().set("coord", List.of(flag.percent(), 0)).set("y", y);
  }

  private static ChartOption pole(Flag flag) {
    return ChartStyle.stroke(ChartStyle.colour(flag.isToday()), 1.4).set("type", List.of(1, 2));
  }

  // Beside its pole, on the side that has more room.
  private static ChartOption words(Flag flag) {
    String move = FigureText.move(flag.move().toPlainString());
    return ChartStyle.outlined(ChartStyle.label(ChartStyle.colour(flag.isToday())))
        .set("formatter", "✕ " + flag.account() + " " + move)
        .set("fontWeight", 600)
        .set("position", "end")
        .set("distance", 0)
        .set("align", flag.percent() < 0 ? "left" : "right")
        .set("verticalAlign", "middle")
        .set("padding", List.of(0, 4));
  }
}
