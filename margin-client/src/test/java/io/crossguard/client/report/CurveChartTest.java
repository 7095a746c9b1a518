package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.DistanceMove;
import io.crossguard.v1.StressResult;
import io.crossguard.v1.UnderlyingDistance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The marks of liquidation in a chart. */
class CurveChartTest {
  private static final List<MovePoint> POINTS = List.of(point(-60), point(0), point(60));

  @Test
  void element_withOneMark_hasItsLabelBesideIt() {
    // The axis is 292 long for 120 per cent, so a quarter of it right of the left end at 46.
    assertThat(chart("-0.3", ""))
        .contains("x1=\"119.0\"", "<text class=\"marklabel today\" x=\"122.0\"")
        .contains("✕ today −30.00\u00a0%</text>");
  }

  @Test
  void element_withTwoMarks_hasOneLabelInTheMiddle() {
    assertThat(chart("-0.09", "0.08"))
        .contains("<text class=\"marklabel today\" x=\"192.0\"")
        .contains("✕ today −9.00\u00a0% and +8.00\u00a0%</text>")
        .containsOnlyOnce("marklabel");
  }

  @Test
  void element_withAMarkAtTheEdge_drawsIt_andNoneBeyond() {
    assertThat(chart("-0.6", "0.6001")).contains("x1=\"46.0\"", "✕ today −60.00\u00a0%</text>");
  }

  private static String chart(String down, String up) {
    UnderlyingDistance distance = UnderlyingDistance.newBuilder()
        .setRoot("BTC")
        .setDown(move(down))
        .setUp(move(up))
        .build();
    Curve curve = new Curve(
        "BTC", "cross", "USD", POINTS, List.of(), Optional.of(distance), Optional.empty());
    return new CurveChart(curve).element("chart").markup();
  }

  private static DistanceMove move(String move) {
    return move.isEmpty()
        ? DistanceMove.getDefaultInstance()
        : DistanceMove.newBuilder().setMove(move).build();
  }

  private static MovePoint point(int move) {
    return new MovePoint(
        move,
        StressResult.Scope.newBuilder()
            .setMarginBalance("1000")
            .setMaintenanceMargin("10")
            .build());
  }
}
