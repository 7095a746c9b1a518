package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.client.report.DrawnChart.Rectangle;
import io.crossguard.v1.Exposure;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Bars of exposures: the largest is 176 long, to either side of 180. */
class ExposureChartTest {
  private static final Offset<Double> TENTH = Offset.offset(0.11);

  @Test
  void bars_areAsLongAsTheValues_longToTheRightAndShortToTheLeft() {
    DrawnChart chart =
        drawn(exposure("BTC", "1000", "500", "500"), exposure("ETH", "0", "250", "-250"));

    assertBars(chart.rectangles("var(--long)").subList(0, 1), 180, 356);
    assertBars(chart.rectangles("var(--short)").subList(0, 2), 92, 180, 136, 180);
    assertBars(chart.rectangles("var(--net)"), 180, 268, 136, 180);
  }

  @Test
  void rows_areNamedAndHaveTheirNet_andBarsOfAQuarterAWord() {
    DrawnChart chart =
        drawn(exposure("BTC", "1000", "500", "500"), exposure("ETH", "0", "250", "-250"));

    assertThat(chart.texts())
        .contains("BTC", "net 500.00", "ETH", "net −250.00", "0")
        .containsOnlyOnce("long", "short");
    assertThat(chart.place("BTC").y()).isLessThan(chart.place("ETH").y());
    assertThat(chart.texts()).noneMatch(text -> text.startsWith("−"));
  }

  @Test
  void bars_ofNothing_areAChartAllTheSame() {
    assertThat(drawn(exposure("BTC", "0", "0", "0")).texts()).contains("BTC", "net 0.00");
  }

  @Test
  void roots_withMarkupOrAThousandLetters_areTextThatFits() {
    String markup = "</svg><script>alert(1)</script>";

    DrawnChart chart =
        drawn(exposure(markup, "1", "0", "1"), exposure("COIN".repeat(250), "1", "0", "1"));

    assertThat(ReportPage.elements(chart.svg(), "script")).isEmpty();
    assertThat(chart.texts())
        .contains(markup)
        .anySatisfy(text -> assertThat(text).startsWith("COIN").hasSizeLessThan(40));
  }

  @Test
  void roots_withCharactersThatXmlDoesNotHave_areStillXml() {
    assertThat(drawn(exposure("A\u0000\ud800B", "1", "0", "1")).texts()).contains("A\ufffd\ufffdB");
  }

  private static void assertBars(List<Rectangle> bars, double... edges) {
    assertThat(bars).hasSize(edges.length / 2);
    for (int i = 0; i < bars.size(); i++) {
      assertThat(bars.get(i).x()).isCloseTo(edges[2 * i], TENTH);
      assertThat(bars.get(i).right()).isCloseTo(edges[2 * i + 1], TENTH);
    }
  }

  private static DrawnChart drawn(Exposure... exposures) {
    return DrawnChart.of(new ExposureChart(List.of(exposures)).chart());
  }

  private static Exposure exposure(String root, String bought, String sold, String net) {
    return Exposure.newBuilder()
        .setRoot(root)
        .setLongNotional(bought)
        .setShortNotional(sold)
        .setNetNotional(net)
        .build();
  }
}
