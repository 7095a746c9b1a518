package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Roots and powers to their 34th digit, and numbers at the edge of what is admitted. The digits of
 * irrational powers are those of e to the 0.8 ln u, taken to 60 digits by other arithmetic.
 */
class RootsAndBoundsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "32, 16",
    "0.00032, 0.0016",
    "2, 1.741101126592248278272540034959492",
    "1000, 251.1886431509580111085032067799327",
    "0.3, 0.3816778909618176310985965119893965"
  })
  void toThePowerOfFourFifths_ofANumber_hasThirtyFourDigits(String number, String power) {
    assertThat(Decimal.parse(number).toThePowerOfFourFifths()).hasToString(power);
  }

  @Test
  void toThePowerOfFourFifths_ofASizeThatNoDoubleHolds_isExact() {
    Decimal least = power(Decimal.parse("0.0000000001"), 10);
    Decimal greatest = power(Decimal.parse("10000000000"), 10);

    assertThat(least.toThePowerOfFourFifths()).isEqualTo(power(Decimal.parse("0.00000001"), 10));
    assertThat(greatest.toThePowerOfFourFifths()).isEqualTo(power(Decimal.parse("100000000"), 10));
  }

  @Test
  void toThePowerOfFourFifths_ofANegativeNumber_isRefused() {
    assertThatThrownBy(() -> Decimal.parse("-0.000000000000000001").toThePowerOfFourFifths())
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a negative number has no such power");
  }

  @Test
  void squareRoot_ofTwo_hasThirtyFourDigits() {
    assertThat(Decimal.of(2).squareRoot()).hasToString("1.414213562373095048801688724209698");
    assertThat(Decimal.parse("0.25").squareRoot()).hasToString("0.5");
    assertThatThrownBy(() -> Decimal.of(-1).squareRoot()).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void parse_theLongestText_isAccepted() {
    String longest = "-999999999999999999.999999999999999999";
    assertThat(Decimal.parse(longest)).hasToString(longest);
    assertThatThrownBy(() -> Decimal.parse(longest + "9"))
        .hasMessageStartingWith("must be a plain decimal");
  }

  @Test
  void hashCode_ofDifferentNumbers_tellsThemApart() {
    assertThat(Decimal.ONE.hashCode()).isNotEqualTo(Decimal.of(2).hashCode());
    assertThat(Fraction.ONE.hashCode()).isNotEqualTo(Fraction.of(Decimal.of(2)).hashCode());
  }

  @Test
  void minAndMax_ofAmounts_answerTheLesserAndTheLarger() {
    Money one = new Money(Decimal.ONE, "USDT");
    Money two = new Money(Decimal.of(2), "USDT");

    assertThat(one.min(two)).isEqualTo(one);
    assertThat(two.min(one)).isEqualTo(one);
    assertThat(one.max(two)).isEqualTo(two);
    assertThat(two.max(one)).isEqualTo(two);
  }

  @Test
  void toString_ofARate_isItsFraction() {
    assertThat(new Rate(Decimal.parse("0.0050"))).hasToString("0.005");
  }

  private static Decimal power(Decimal base, int exponent) {
    Decimal power = Decimal.ONE;
    for (int i = 0; i < exponent; i++) {
      power = power.times(base);
    }
    return power;
  }
}
