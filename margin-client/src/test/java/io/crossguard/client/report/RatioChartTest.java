package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.MarginScope;
import java.math.BigDecimal;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bar of a ratio: 358 from 1 on are five quarters of the level of liquidation. */
class RatioChartTest {
  private static final Offset<Double> TENTH = Offset.offset(0.06);
  private static final Offset<Double> PIXEL = Offset.offset(0.5);

  @ParameterizedTest(name = "{0}: {1} long")
  @CsvSource(
      delimiter = ';',
      value = {"0.5;143.2", "1;286.4", "1.25;358", "7;358", "0.0001;2", "'';358"})
  void bar_isAsLongAsTheRatio(String ratio, double length) {
    DrawnChart chart = drawn(ratio, "0.8");

    assertThat(chart.rectangles("var(--bar-warning)")).singleElement().satisfies(bar -> {
      assertThat(bar.x()).isEqualTo(1);
      assertThat(bar.width()).isCloseTo(length, TENTH);
    });
  }

  @Test
  void bar_ofNothingInUse_isNotThere_butItsTrackIs() {
    DrawnChart chart = drawn("0", "0.8");

    assertThat(chart.rectangles("var(--bar-warning)")).isEmpty();
    assertThat(chart.rectangles("var(--panel)"))
        .singleElement()
        .satisfies(track -> assertThat(track.width()).isCloseTo(358, TENTH));
  }

  @Test
  void levels_standAtTheRatiosOfTheRules() {
    DrawnChart chart = drawn("0.5", "0.8");

    // Four fifths, and the whole, of 286.4.
    assertThat(chart.lines("var(--text)", "1.5").get(0).get(0).x()).isCloseTo(230.12, PIXEL);
    assertThat(chart.lines("var(--text)", "2.5").get(0).get(0).x()).isCloseTo(287.4, PIXEL);
    assertThat(chart.texts()).containsExactly("warning 80 %", "liquidation 100 %");
  }

  @Test
  void level_atTheEdge_hasItsLabelInside() {
    DrawnChart chart = drawn("0.5", "0.02");

    assertThat(chart.label("warning 2 %").getAttribute("text-anchor")).isEqualTo("start");
    assertThat(chart.label("liquidation 100 %").getAttribute("text-anchor")).isEqualTo("middle");
  }

  @Test
  void description_saysWhatThereIsToSee() {
    Chart chart = new RatioChart(scope(""), terms("0.8")).chart();

    assertThat(chart.name()).isEqualTo("Margin ratio of cross");
    assertThat(chart.description().replace('\u00a0', ' '))
        .isEqualTo("The ratio is no margin left, the verdict warning. Warning starts at 80 %,"
            + " liquidation at 100 %.");
  }

  private static DrawnChart drawn(String ratio, String warning) {
    return DrawnChart.of(new RatioChart(scope(ratio), terms(warning)).chart());
  }

  private static MarginScope scope(String ratio) {
    return MarginScope.newBuilder()
        .setScopeId("cross")
        .setStatus(MarginScope.Status.WARNING)
        .setMarginRatio(ratio)
        .build();
  }

  private static Terms terms(String warning) {
    return new Terms("USD", new BigDecimal(warning), BigDecimal.ONE, Map.of());
  }
}
