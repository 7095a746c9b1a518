package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1.50",
        "007",
        "-12.25",
        "999999999999999999.999999999999999999",
        "0.000000000000000001"
      })
  void parse_plainDigits_areAccepted(String text) {
    assertThat(Decimal.parse(text)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "+1",
        "1.",
        ".5",
        "1e3",
        "NaN",
        "Infinity",
        "1,5",
        "--1",
        "1\n",
        "1000000000000000000",
        "0.0000000000000000001",
        "٣"
      })
  void parse_anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> Decimal.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be a plain decimal");
  }

  @Test
  void parse_longText_isRefusedByItsLength() {
    assertThatThrownBy(() -> Decimal.parse("0".repeat(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equals_sameValueWrittenOtherwise_isEqual() {
    assertThat(Decimal.parse("1.50")).isEqualTo(Decimal.parse("1.5"));
    assertThat(Decimal.parse("1.50")).hasSameHashCodeAs(Decimal.parse("1.5"));
    assertThat(Decimal.parse("-0")).isEqualTo(Decimal.ZERO);
    assertThat(Decimal.parse("1.5")).isNotEqualTo(Decimal.parse("1.500000000000000001"));
  }

  @Test
  void dividedBy_periodicQuotient_hasThirtyFourDigits() {
    assertThat(Decimal.ONE.dividedBy(Decimal.of(3)))
        .hasToString("0.3333333333333333333333333333333333");
    assertThat(Decimal.of(2).dividedBy(Decimal.of(3)))
        .hasToString("0.6666666666666666666666666666666667");
  }

  @Test
  void dividedBy_zero_isRefused() {
    assertThatThrownBy(() -> Decimal.ONE.dividedBy(Decimal.ZERO))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void times_manyDigits_losesNone() {
    assertThat(Decimal.parse("0.000000000000000001").times(Decimal.parse("0.000000000000000001")))
        .hasToString("0." + "0".repeat(35) + "1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.001, 10, 10.01",
    "10.009, 10, 10.01",
    "10.01, 10.01, 10.01",
    "-10.001, -10.01, -10"
  })
  void rounded_toAStep_goesDownOrUp(String value, String down, String up) {
    Decimal step = Decimal.parse("0.01");
    assertThat(Decimal.parse(value).roundedDownTo(step)).isEqualTo(Decimal.parse(down));
    assertThat(Decimal.parse(value).roundedUpTo(step)).isEqualTo(Decimal.parse(up));
  }

  @Test
  void toString_ofAnySize_hasNoExponent() {
    assertThat(Decimal.parse("100000000000000000").times(Decimal.of(1000)))
        .hasToString("100000000000000000000");
    assertThat(Decimal.parse("0.000")).hasToString("0");
  }

  @Test
  void comparisons_belowAtAndAbove_areStrict() {
    Decimal one = Decimal.ONE;
    assertThat(Decimal.parse("0.999999999999999999").isLessThan(one)).isTrue();
    assertThat(one.isLessThan(one)).isFalse();
    assertThat(one.isGreaterThan(one)).isFalse();
    assertThat(Decimal.parse("1.000000000000000001").isGreaterThan(one)).isTrue();
    assertThat(one.min(Decimal.ZERO)).isEqualTo(Decimal.ZERO);
    assertThat(one.max(Decimal.ZERO)).isEqualTo(one);
    assertThat(one.negated().abs()).isEqualTo(one);
  }

  @Test
  void signs_belowAtAndAboveZero_areTold() {
    assertThat(Decimal.parse("-0.000000000000000001").isNegative()).isTrue();
    assertThat(Decimal.ZERO.isZero()).isTrue();
    assertThat(Decimal.ZERO.isNegative() || Decimal.ZERO.isPositive()).isFalse();
    assertThat(Decimal.parse("0.000000000000000001").isPositive()).isTrue();
    assertThat(Decimal.of(-7).signum()).isEqualTo(-1);
  }

  @Test
  void ofStatistic_notFinite_isRefused() {
    assertThat(Decimal.ofStatistic(0.25)).isEqualTo(Decimal.parse("0.25"));
    assertThat(Decimal.parse("0.25").toStatistic()).isEqualTo(0.25);
    assertThatThrownBy(() -> Decimal.ofStatistic(Double.NaN)).hasMessage("must be a finite number");
    assertThatThrownBy(() -> Decimal.ofStatistic(Double.POSITIVE_INFINITY))
        .hasMessage("must be a finite number");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1, 15",
    "1.5, 8, 150000000",
    "-0.000000000000000001, 18, -1",
    "1.50, 1, 15",
    "0, 18, 0",
    "92233720368.54775807, 8, 9223372036854775807",
    "-92233720368.54775807, 8, -9223372036854775807",
    "9223372036854775807, 0, 9223372036854775807"
  })
  void units_aWholeNumberOfThem_isCounted(BigDecimal value, int digits, long units) {
    assertThat(Decimal.of(value).units(digits)).hasValue(units);
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 0",
    "0.000000001, 8",
    "92233720368.54775808, 8",
    "-92233720368.54775808, 8",
    "9223372036854775808, 0",
    "999999999999999999.999999999999999999, 18"
  })
  void units_noWholeNumberOrTooMany_areAbsent(BigDecimal value, int digits) {
    assertThat(Decimal.of(value).units(digits)).isEmpty();
  }
}
