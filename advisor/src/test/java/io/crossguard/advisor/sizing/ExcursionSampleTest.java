package io.crossguard.advisor.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.sizing.ExcursionSample.Excursion;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moves of 1 to 100 % at a volatility of 1 % a day: over one day multiples of 1 to 100. */
class ExcursionSampleTest {
  private final ExcursionSample day = sample(Duration.ofDays(1));

  @ParameterizedTest(name = "{0} of the windows exceed {1}")
  @CsvSource({"0.1, 90", "0.05, 95", "0.01, 99", "0.005, 100"})
  void multiple_isTheLeastThatNoMoreExceed(String probability, double multiple) {
    assertThat(day.multiple(rate(probability)).toStatistic()).isCloseTo(multiple, within(1e-9));
  }

  @ParameterizedTest(name = "{0} is exceeded by {1}")
  @CsvSource({"0.5, 1", "89.5, 0.11", "90.5, 0.1", "100.5, 0"})
  void shareAbove_countsWhatIsBeyond(String multiple, String share) {
    assertThat(day.shareAbove(Decimal.parse(multiple))).isEqualTo(rate(share));
  }

  /** Four days have twice the volatility of one. */
  @Test
  void multiple_isInUnitsOfTheHorizon() {
    assertThat(sample(Duration.ofDays(4)).multiple(rate("0.1")).toStatistic())
        .isCloseTo(45, within(1e-9));
  }

  /** Returns of ln 1.1 and −ln 1.1: whatever the weights, the variance an hour is ln² 1.1. */
  @Test
  void volatility_ofEqualReturns_isTheirSizeTimesTheRootOf24() {
    EwmaVolatility volatility = new EwmaVolatility();
    volatility.add(price("100"), price("110"));
    volatility.add(price("110"), price("100"));

    assertThat(volatility.daily().fraction().toStatistic())
        .isCloseTo(0.0953101798 * 4.8989794856, within(1e-9));
    assertThat(volatility.returns()).isEqualTo(2);
  }

  private static ExcursionSample sample(Duration horizon) {
    return new ExcursionSample(
        IntStream.rangeClosed(1, 100)
            .mapToObj(percent ->
                new Excursion(Decimal.of(percent).times(Decimal.parse("0.01")), rate("0.01")))
            .toList(),
        horizon);
  }

  private static Price price(String price) {
    return new Price(Decimal.parse(price));
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
