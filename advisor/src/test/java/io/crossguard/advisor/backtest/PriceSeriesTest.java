package io.crossguard.advisor.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours 0 to 4 and 7 to 9: two are missing. */
class PriceSeriesTest {
  private final PriceSeries series = new PriceSeries(IntStream.of(0, 1, 2, 3, 4, 7, 8, 9)
      .mapToObj(hour -> MadeUpPrices.flat(hour, "1"))
      .toList());

  @ParameterizedTest(name = "{1} hours from hour {0}: {2}")
  @CsvSource({
    "0, 5, true",
    "0, 6, false",
    "3, 2, true",
    "4, 2, false",
    "5, 1, false",
    "7, 3, true",
    "7, 4, false",
    "-1, 1, false",
    "10, 1, false"
  })
  void window_isThereOnlyWithoutAGap(int hour, int hours, boolean isThere) {
    assertThat(series.window(hour(hour), hours).isPresent()).isEqualTo(isThere);
  }

  @ParameterizedTest(name = "{1} hours from hour {0}: {2}")
  @CsvSource({"0, 10, true", "0, 11, false", "-1, 2, false", "4, 2, true"})
  void spans_looksAtTheEndsAlone(int hour, int hours, boolean spans) {
    assertThat(series.spans(hour(hour), hours)).isEqualTo(spans);
  }

  @Test
  void gaps_areCounted() {
    assertThat(series.gaps()).isEqualTo(1);
    assertThat(series.window(hour(7), 3).orElseThrow().get(0).start()).isEqualTo(hour(7));
  }

  @Test
  void hoursThatDoNotAscend_areRefused() {
    Bar bar = MadeUpPrices.flat(3, "1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PriceSeries(List.of(bar, bar)))
        .withMessage("bars[1] must be later than the one before it");
  }

  private static Instant hour(int hour) {
    return MadeUpPrices.FIRST.plus(Duration.ofHours(hour));
  }
}
