package io.crossguard.client.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How figures are written for people. */
class FiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                   | -",
        "0                    | 0.00",
        "1234.567             | 1,234.57",
        "-504547.45362        | -504,547.45",
        "9999999.99           | 9,999,999.99",
        "10000000             | 10,000,000",
        "123456789012.5       | 123,456,789,013",
        "1000000000000        | 1.000000e+12",
        "99.9999999           | 100.00",
        "12.34567             | 12.3457",
        "12                   | 12.00",
        "0.000000123456789    | 0.000000123457",
        "-0.07                | -0.07"
      })
  void amount_ofAnySize_isReadable(String figure, String text) {
    assertThat(Figures.amount(figure)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | -",
        "-6000       | -6,000",
        "109.4880    | 109.488",
        "0.123456789 | 0.12345679",
        "0           | 0"
      })
  void quantity_hasNoTrailingZeros(String figure, String text) {
    assertThat(Figures.quantity(figure)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'' | -", "0.4149 | 41.49 %", "1 | 100.00 %", "20.556 | 2,055.60 %", "0 | 0.00 %"})
  void percent_ofAFraction_isHundredTimes(String fraction, String text) {
    assertThat(Figures.percent(fraction)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"-0.17679 | -17.68 %", "0.69269 | +69.27 %", "20.5556 | +2055.6 %", "0 | 0.00 %"})
  void move_hasASignAndAsManyDigitsAsItNeeds(BigDecimal fraction, String text) {
    assertThat(Figures.move(fraction)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "26316.893, 0.01, CEILING, 26316.90",
    "26316.893, 0.01, FLOOR,   26316.89",
    "26316.90,  0.01, CEILING, 26316.90",
    "26316.893, 0.5,  CEILING, 26317.0",
    "26316.893, 5,    FLOOR,   26315",
    "26316.893, 1E+1, CEILING, 26320",
    "0.00001234567, 0.00000001, FLOOR, 0.00001234",
    "45343.17420435510887772, 0, CEILING, 45343.1742044",
    "45343.17420435510887772, 0, FLOOR, 45343.1742043"
  })
  void price_isRoundedToTheTickInTheDirection(
      BigDecimal price, BigDecimal tick, RoundingMode direction, String text) {
    assertThat(Figures.price(price, tick, direction)).isEqualTo(text);
  }
}
