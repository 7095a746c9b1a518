package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.client.report.DrawnChart.Point;
import io.crossguard.v1.DistanceMove;
import io.crossguard.v1.StressResult;
import io.crossguard.v1.UnderlyingDistance;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * What a chart shows of a scope over the moves of a root. From −60 to +60 per cent it is 284 wide
 * from 54 on, and its amounts are 174 high above 216.
 */
class CurveChartTest {
  private static final Offset<Double> TENTH = Offset.offset(0.06);
  // Lines that are straight up are moved to where they look sharp.
  private static final Offset<Double> PIXEL = Offset.offset(0.75);
  private static final List<MovePoint> FLAT =
      List.of(point(-60, "1000", "10"), point(0, "1000", "10"), point(60, "1000", "10"));
  private static final Optional<UnderlyingDistance> NONE = Optional.empty();

  @Test
  void lines_areWhereTheFiguresAre() {
    // Round amounts go to 1,200: 300 is a quarter of them, 60 a twentieth, 120 a tenth.
    DrawnChart chart =
        drawn(List.of(point(-60, "0", "0"), point(0, "300", "60"), point(60, "1200", "120")), NONE);

    assertThat(chart.lines("var(--today)", "2.4"))
        .singleElement()
        .satisfies(line ->
            assertPoints(line, new Point(54, 216), new Point(196, 172.5), new Point(338, 42)));
    assertThat(chart.lines("var(--today)", "1.8"))
        .singleElement()
        .satisfies(line ->
            assertPoints(line, new Point(54, 216), new Point(196, 207.3), new Point(338, 198.6)));
    assertThat(chart.texts()).contains("0", "300", "600", "900", "1.2k", "move of BTC");
  }

  @Test
  void moves_haveFiveTicks() {
    assertThat(drawn(FLAT, NONE).texts()).contains("−60 %", "−30 %", "0 %", "+30 %", "+60 %");
  }

  @Test
  void mark_standsAtTheMoveThatTheServiceTells_withItsWordsBesideIt() {
    // −30 per cent is a quarter of the way.
    DrawnChart chart = drawn(FLAT, distance("-0.3", ""));

    assertMarks(chart, "var(--today)", 125);
    assertThat(chart.place("✕ today −30.00 %").x()).isCloseTo(129, PIXEL);
    assertThat(chart.label("✕ today −30.00 %").getAttribute("text-anchor")).isEqualTo("start");
    assertThat(chart.label("✕ today −30.00 %").getAttribute("fill")).isEqualTo("var(--today)");
  }

  @Test
  void mark_ofAMoveUp_hasItsWordsOnTheOtherSide() {
    DrawnChart chart = drawn(FLAT, distance("", "0.45"));

    assertMarks(chart, "var(--today)", 302.5);
    assertThat(chart.place("✕ today +45.00 %").x()).isCloseTo(298.5, PIXEL);
    assertThat(chart.label("✕ today +45.00 %").getAttribute("text-anchor")).isEqualTo("end");
  }

  @Test
  void marks_ofBothAccounts_haveALineOfWordsEach() {
    DrawnChart chart = DrawnChart.of(new CurveChart(new Curve(
            "BTC", "cross", "USD", FLAT, FLAT, distance("-0.09", "0.08"), distance("-0.09", "")))
        .chart());

    assertMarks(chart, "var(--today)", 174.7, 214.9);
    assertMarks(chart, "var(--after)", 174.7);
    assertThat(List.of(
            chart.place("✕ today −9.00 %").y(),
            chart.place("✕ today +8.00 %").y(),
            chart.place("✕ after −9.00 %").y()))
        .containsExactly(10.0, 26.0, 42.0);
    // The third line makes the chart higher.
    assertThat(chart.svg().getAttribute("viewBox")).isEqualTo("0 0 360 276");
  }

  @Test
  void mark_atTheEdgeIsDrawn_andBeyondItIsNot() {
    DrawnChart chart = drawn(FLAT, distance("-0.6", "0.6001"));

    assertMarks(chart, "var(--today)", 54);
    assertThat(chart.texts())
        .contains("✕ today −60.00 %")
        .noneMatch(text -> text.contains("+60.0"));
  }

  @Test
  void losses_takeAThirdOfTheRoomAtMost() {
    // From −500 on is drawn, to 1,000 at least: the curve leaves the chart below.
    DrawnChart chart = drawn(List.of(point(-60, "-90000", "10"), point(60, "1000", "10")), NONE);

    assertThat(chart.place("0").y()).isBetween(42 + 174 * 2 / 3.0, 215.0);
    assertThat(chart.texts()).doesNotContain("−90k");
  }

  @Test
  void losses_alone_areDrawnWhole() {
    DrawnChart chart = drawn(List.of(point(-60, "-90", "0"), point(60, "-10", "0")), NONE);

    assertThat(chart.place("0").y()).isCloseTo(42, TENTH);
    assertThat(chart.lines("var(--today)", "2.4").get(0).get(0).y()).isLessThanOrEqualTo(216);
  }

  @Test
  void zeroAlone_isAChartAllTheSame() {
    DrawnChart chart = drawn(List.of(point(-60, "0", "0"), point(60, "0", "0")), NONE);

    assertThat(chart.lines("var(--today)", "2.4").get(0)).hasSize(2);
  }

  @Test
  void root_ofAThousandLetters_isShortened() {
    String root = "COIN".repeat(250);
    DrawnChart chart = DrawnChart.of(
        new CurveChart(new Curve(root, "cross", "USD", FLAT, List.of(), NONE, NONE)).chart());

    assertThat(chart.texts())
        .filteredOn(text -> text.startsWith("move of COIN"))
        .singleElement()
        .satisfies(text -> assertThat(text).endsWith("…").hasSizeLessThan(40));
  }

  private static void assertMarks(DrawnChart chart, String colour, double... places) {
    List<List<Point>> marks = chart.lines(colour, "1.4");
    assertThat(marks).hasSize(places.length);
    for (int i = 0; i < places.length; i++) {
      assertThat(marks.get(i))
          .hasSize(2)
          .allSatisfy(place -> assertThat(place.x()).isBetween(0.0, 360.0));
      assertThat(marks.get(i).get(0).x()).isCloseTo(places[i], PIXEL);
      assertThat(marks.get(i).get(1).x()).isCloseTo(places[i], PIXEL);
    }
  }

  private static void assertPoints(List<Point> line, Point... points) {
    assertThat(line).hasSize(points.length);
    for (int i = 0; i < points.length; i++) {
      assertThat(line.get(i).x()).isCloseTo(points[i].x(), TENTH);
      assertThat(line.get(i).y()).isCloseTo(points[i].y(), TENTH);
    }
  }

  private static DrawnChart drawn(List<MovePoint> points, Optional<UnderlyingDistance> distance) {
    return DrawnChart.of(
        new CurveChart(new Curve("BTC", "cross", "USD", points, List.of(), distance, NONE))
            .chart());
  }

  private static Optional<UnderlyingDistance> distance(String down, String up) {
    return Optional.of(UnderlyingDistance.newBuilder()
        .setRoot("BTC")
        .setDown(move(down))
        .setUp(move(up))
        .build());
  }

  private static DistanceMove move(String move) {
    return move.isEmpty()
        ? DistanceMove.getDefaultInstance()
        : DistanceMove.newBuilder().setMove(move).build();
  }

  private static MovePoint point(int move, String balance, String maintenance) {
    return new MovePoint(
        move,
        StressResult.Scope.newBuilder()
            .setMarginBalance(balance)
            .setMaintenanceMargin(maintenance)
            .build());
  }
}
