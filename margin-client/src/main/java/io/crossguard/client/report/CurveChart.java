package io.crossguard.client.report;

import io.crossguard.client.report.Drawing.Point;
import io.crossguard.v1.UnderlyingDistance;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Margin balance and maintenance margin of a scope over the moves of a root, as a drawing. */
final class CurveChart {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 240;
  private static final int LEFT = 46;
  private static final int RIGHT = 338;
  private static final int TOP = 22;
  private static final int BOTTOM = 196;
  private static final int MOVE_MAX = -MoveGrid.ALONE.get(0);
  private static final int TICK = 20;

  private final Curve curve;
  private final AmountAxis axis;

  CurveChart(Curve curve) {
    this.curve = curve;
    axis = AmountAxis.over(curve.points().stream()
        .flatMap(point -> List.of(point.balance(), point.maintenance()).stream())
        .toList());
  }

  Element element(String id) {
    Drawing drawing = new Drawing(
        id,
        WIDTH,
        HEIGHT,
        "Margin of " + curve.scopeId() + " if " + curve.root() + " moves",
        "From " + FigureText.move(-MOVE_MAX) + " to " + FigureText.move(MOVE_MAX) + ". "
            + curve.sentence());
    String clip = drawing.clip(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
    axes(drawing);
    lines(drawing, clip, "today", curve.today());
    lines(drawing, clip, "after", curve.after());
    marks(drawing, "today", TOP - 6, curve.distanceToday());
    if (!curve.after().isEmpty()) {
      marks(drawing, "after", TOP + 10, curve.distanceAfter());
    }
    return drawing.element();
  }

  private void axes(Drawing drawing) {
    for (double amount : axis.ticks()) {
      double y = y(amount);
      drawing
          .line(amount == 0 ? "axis" : "gridline", LEFT, y, RIGHT, y)
          .text("label", LEFT - 6, y + 4, "end", FigureText.axis(amount));
    }
    for (int move = -MOVE_MAX; move <= MOVE_MAX; move += TICK) {
      drawing
          .line(move == 0 ? "axis" : "gridline", x(move), TOP, x(move), BOTTOM)
          .text("label", x(move), BOTTOM + 16, "middle", FigureText.move(move));
    }
    drawing.text("label", (LEFT + RIGHT) / 2.0, HEIGHT - 8, "middle", "move of " + shortened());
  }

  // Longer names are in the caption, which has room for them.
  private String shortened() {
    return curve.root().length() <= 24 ? curve.root() : "the coin";
  }

  private void lines(Drawing drawing, String clip, String account, List<MovePoint> points) {
    if (!points.isEmpty()) {
      drawing
          .curve("curve maintenance " + account, clip, places(points, MovePoint::maintenance))
          .curve("curve balance " + account, clip, places(points, MovePoint::balance));
    }
  }

  private List<Point> places(List<MovePoint> points, ToDoubleFunction<MovePoint> amount) {
    return points.stream()
        .map(point -> new Point(x(point.move()), y(amount.applyAsDouble(point))))
        .toList();
  }

  /** The moves that liquidate, as the service tells them. */
  private static void marks(
      Drawing drawing, String account, double labelY, Optional<UnderlyingDistance> distance) {
    List<Double> moves = distance.map(Distances::moves).orElse(List.of()).stream()
        .filter(move -> Math.abs(move * 100) <= MOVE_MAX)
        .toList();
    moves.forEach(
        move -> drawing.line("mark " + account, x(move * 100), TOP, x(move * 100), BOTTOM));
    if (!moves.isEmpty()) {
      String text = moves.stream()
          .map(move -> FigureText.move(BigDecimal.valueOf(move).toPlainString()))
          .collect(Collectors.joining(" and ", "✕ " + account + " ", ""));
      label(drawing, "marklabel " + account, moves, labelY, text);
    }
  }

  // Beside its mark, on the side that has more room. Two labels could stand on each other, so two
  // marks have one between them.
  private static void label(
      Drawing drawing, String style, List<Double> moves, double y, String text) {
    double middle = (LEFT + RIGHT) / 2.0;
    double x = x(moves.get(0) * 100);
    if (moves.size() > 1) {
      drawing.text(style, middle, y, "middle", text);
    } else if (x < middle) {
      drawing.text(style, x + 3, y, "start", text);
    } else {
      drawing.text(style, x - 3, y, "end", text);
    }
  }

  private static double x(double percent) {
    return LEFT + (percent + MOVE_MAX) / (2.0 * MOVE_MAX) * (RIGHT - LEFT);
  }

  private double y(double amount) {
    return BOTTOM - axis.share(amount) * (BOTTOM - TOP);
  }
}
