package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How figures are written; nbsp is shown as a low line here. */
class FigureTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';–",
        "0;0.00",
        "-0.5;−0.50",
        "0.000123456789;0.000123457",
        "99.999949;99.9999",
        "100;100.00",
        "-1234.567;−1,234.57",
        "9999999.99;9,999,999.99",
        "10000000;10,000,000",
        "999999999999.4;999,999,999,999",
        "1000000000000;1.000000e+12",
      })
  void amount(String figure, String text) {
    assertThat(FigureText.amount(figure)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"'';–", "0;0.00_%", "0.0421;4.21_%", "-0.504346;−50.43_%", "20.5556;2,055.56_%"})
  void percent(String fraction, String text) {
    assertThat(FigureText.percent(fraction).replace('\u00a0', '_')).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"'';no margin left", "0.0421;4.21_%"})
  void ratio_withoutMarginToDivideBy_saysSo(String fraction, String text) {
    assertThat(FigureText.ratio(fraction).replace('\u00a0', '_')).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.0999,10.0", "0.1,10", "0.0994,9.9", "1.3051,131"})
  void shortPercent_hasATenthBelowTen(String fraction, String text) {
    assertThat(FigureText.shortPercent(fraction)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-20,−20", "0,0", "20,+20"})
  void shortMove_hasItsSign(int percent, String text) {
    assertThat(FigureText.shortMove(percent)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0;0",
        "0.25;0.25",
        "0.30000000000000004;0.3",
        "999;999",
        "1000;1k",
        "-2500;−2.5k",
        "1500000;1.5M",
        "2e9;2B",
        "1e13;10,000B"
      })
  void axis(double amount, String text) {
    assertThat(FigureText.axis(amount)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"'';–", "-10;−10", "5333.04806732;5,333.04806732", "1.50;1.5"})
  void quantity(String figure, String text) {
    assertThat(FigureText.quantity(figure)).isEqualTo(text);
  }
}
