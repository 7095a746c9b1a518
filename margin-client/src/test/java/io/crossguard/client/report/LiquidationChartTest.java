package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.client.report.DrawnChart.Point;
import io.crossguard.client.report.DrawnChart.Rectangle;
import io.crossguard.v1.LiquidationStep;
import io.crossguard.v1.StressResult;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The waterfall of a liquidation: 298 wide from 54 on, amounts 150 high above 160. */
class LiquidationChartTest {
  private static final Offset<Double> TENTH = Offset.offset(0.11);

  @Test
  void bars_areTheBalancesAndLevelsTheMaintenance_stepByStep() {
    // Round amounts go from −50 to 150, so 0 is a quarter of the way up, at 122.5.
    DrawnChart chart = drawn(scope("80", "120"), List.of(step(1, "60", "40"), step(2, "-40", "0")));

    List<Rectangle> bars = chart.rectangles("var(--today)");
    assertThat(bars).extracting(Rectangle::y).satisfies(tops -> {
      assertThat(tops.get(0)).isCloseTo(62.5, TENTH);
      assertThat(tops.get(1)).isCloseTo(77.5, TENTH);
      assertThat(tops.get(2)).isCloseTo(122.5, TENTH);
    });
    assertThat(bars.get(0).bottom()).isCloseTo(122.5, TENTH);
    assertThat(bars.get(2).bottom()).isCloseTo(152.5, TENTH);
    assertThat(chart.signs("var(--text)")).extracting(Point::y).satisfies(levels -> {
      assertThat(levels.get(0)).isCloseTo(32.5, TENTH);
      assertThat(levels.get(1)).isCloseTo(92.5, TENTH);
      assertThat(levels.get(2)).isCloseTo(122.5, TENTH);
    });
    assertThat(chart.texts())
        .contains("before", "1", "2", "after closing", "−50", "0", "50", "100", "150");
  }

  @Test
  void levels_standOnTheirBars() {
    DrawnChart chart = drawn(scope("80", "100"), List.of(step(1, "60", "50")));

    List<Rectangle> bars = chart.rectangles("var(--today)");
    List<Point> levels = chart.signs("var(--text)");
    for (int i = 0; i < 2; i++) {
      assertThat(levels.get(i).x())
          .isCloseTo(bars.get(i).x() + bars.get(i).width() / 2, Offset.offset(0.5));
    }
  }

  @Test
  void manySteps_haveABarEach_thatDoNotTouch() {
    List<Rectangle> bars = drawn(
            scope("80", "100"),
            IntStream.rangeClosed(1, 40).mapToObj(i -> step(i, "60", "50")).toList())
        .rectangles("var(--today)");

    assertThat(bars).hasSize(41);
    for (int i = 1; i < bars.size(); i++) {
      assertThat(bars.get(i).x()).isGreaterThan(bars.get(i - 1).right());
    }
  }

  @Test
  void description_tellsTheFirstAndTheLastFigures() {
    Chart chart =
        new LiquidationChart(false, scope("80", "100"), List.of(step(1, "60", "50"))).chart();

    assertThat(chart.name()).isEqualTo("Liquidation of cross");
    assertThat(chart.description())
        .isEqualTo("Before the first closing the margin balance is 80.00 and the maintenance"
            + " margin 100.00; after closing 1 they are 60.00 and 50.00.");
    assertThat(DrawnChart.of(chart).rectangles("var(--after)")).hasSize(2);
  }

  private static DrawnChart drawn(StressResult.Scope before, List<LiquidationStep> steps) {
    return DrawnChart.of(new LiquidationChart(true, before, steps).chart());
  }

  private static StressResult.Scope scope(String balance, String maintenance) {
    return StressResult.Scope.newBuilder()
        .setScopeId("cross")
        .setMarginBalance(balance)
        .setMaintenanceMargin(maintenance)
        .build();
  }

  private static LiquidationStep step(int sequence, String balance, String maintenance) {
    return LiquidationStep.newBuilder()
        .setSequence(sequence)
        .setMarginBalance(balance)
        .setMaintenanceMargin(maintenance)
        .build();
  }
}
