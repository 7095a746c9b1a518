package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.client.report.DrawnChart.Rectangle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The heat map: nine cells, 36 wide, from 36 on; rows of 34 from 42 on. */
class HeatChartTest {
  // Cells reach a little into each other, so that no seam shows.
  private static final Offset<Double> SEAM = Offset.offset(0.3);
  private static final HeatCell HEALTHY = new HeatCell(Verdict.HEALTHY, "4.2", 0);

  @Test
  void cell_isWhereItsMovesAre_inTheColourOfItsVerdict() {
    List<List<HeatCell>> rows = rows(9);
    // BTC +20 is the seventh row, SOL −50 the first column.
    rows.get(6).set(0, new HeatCell(Verdict.LIQUIDATABLE, "101", 0));

    DrawnChart chart = drawn(rows);

    assertThat(chart.rectangles("var(--healthy)")).hasSize(80);
    assertThat(chart.rectangles("var(--liquidatable)")).singleElement().satisfies(cell -> {
      assertThat(cell.x()).isCloseTo(36, SEAM);
      assertThat(cell.y()).isCloseTo(42 + 6 * 34, SEAM);
    });
    Rectangle cell = chart.rectangles("var(--liquidatable)").get(0);
    assertThat(chart.place("101").x()).isBetween(cell.x(), cell.right());
    assertThat(chart.place("101").y()).isBetween(cell.y(), cell.bottom());
    assertThat(chart.place("✕").y()).isBetween(cell.y(), cell.bottom());
    assertThat(chart.label("101").getAttribute("fill")).isEqualTo("var(--on-liquidatable)");
  }

  @Test
  void axes_haveEveryMoveAndBothNames() {
    DrawnChart chart = drawn(rows(9));

    assertThat(chart.texts()).contains("SOL →", "BTC ↓");
    for (int move : MoveGrid.TOGETHER) {
      assertThat(Collections.frequency(chart.texts(), FigureText.shortMove(move)))
          .isEqualTo(2);
    }
    assertThat(chart.place("SOL →").y()).isEqualTo(chart.place("BTC ↓").y());
  }

  @Test
  void cell_saysInWordsWhatItsColourSays() {
    List<List<HeatCell>> rows = rows(1);
    rows.get(0).set(0, new HeatCell(Verdict.BANKRUPT, "–", 3));
    rows.get(0).set(1, new HeatCell(Verdict.HEALTHY, "0.3", 2));
    rows.get(0).set(2, new HeatCell(Verdict.WARNING, "1,234", 100));

    DrawnChart chart = DrawnChart.of(new HeatChart("today", List.of("SOL"), rows).chart());

    assertThat(chart.texts()).contains("–", "■+3", "0.3", "+2", ">999", "▲99+").doesNotContain("✓");
  }

  @Test
  void description_countsTheVerdicts() {
    List<List<HeatCell>> rows = rows(9);
    rows.get(0).set(0, new HeatCell(Verdict.WARNING, "82", 0));

    Chart chart = new HeatChart("today", List.of("SOL", "BTC"), rows).chart();

    assertThat(chart.name()).isEqualTo("Margin ratio today if SOL and BTC move");
    assertThat(chart.description())
        .contains("healthy in 80 cells, warning in 1 cell. The table has every figure.");
  }

  private static DrawnChart drawn(List<List<HeatCell>> rows) {
    return DrawnChart.of(new HeatChart("today", List.of("SOL", "BTC"), rows).chart());
  }

  private static List<List<HeatCell>> rows(int count) {
    List<List<HeatCell>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      rows.add(new ArrayList<>(Collections.nCopies(9, HEALTHY)));
    }
    return rows;
  }
}
