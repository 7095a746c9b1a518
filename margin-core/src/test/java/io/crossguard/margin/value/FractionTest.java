package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FractionTest {

  @Test
  void plus_periodicQuotients_isExact() {
    assertThat(fraction(1, 3).plus(fraction(1, 6)).plus(fraction(1, 2))).isEqualTo(Fraction.ONE);
    assertThat(fraction(1, 7).minus(fraction(1, 7))).isEqualTo(Fraction.ZERO);
    assertThat(fraction(1, 7).plus(fraction(2, 7))).isEqualTo(fraction(3, 7));
  }

  @Test
  void times_andDividedBy_areExact() {
    assertThat(fraction(2, 3).times(fraction(3, 2))).isEqualTo(Fraction.ONE);
    assertThat(fraction(1, 3).dividedBy(fraction(-1, 6))).isEqualTo(fraction(-2, 1));
    assertThat(fraction(1, 3).times(Decimal.of(3))).isEqualTo(Fraction.ONE);
    assertThat(fraction(2, 5).reciprocal()).isEqualTo(fraction(5, 2));
  }

  @Test
  void of_negativeDenominator_turnsTheSign() {
    assertThat(fraction(1, -2).isNegative()).isTrue();
    assertThat(fraction(-1, -2).isPositive()).isTrue();
    assertThat(fraction(-1, 2).abs()).isEqualTo(fraction(1, 2));
  }

  @Test
  void of_zeroDenominator_isRefused() {
    assertThatThrownBy(() -> fraction(1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(Fraction.ZERO::reciprocal).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Fraction.ONE.dividedBy(Fraction.ZERO))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void compareTo_quotientsThatRoundAlike_tellsThemApart() {
    Fraction third = fraction(1, 3);
    Fraction rounded = Fraction.of(third.rounded());

    assertThat(rounded).isLessThan(third).isNotEqualTo(third);
    assertThat(third.min(rounded)).isEqualTo(rounded);
    assertThat(third.max(rounded)).isEqualTo(third);
  }

  @Test
  void signumOfSum_belowAtAndAboveZero_isTold() {
    Fraction third = fraction(1, 3);
    Fraction sixth = fraction(1, 6);
    Fraction bit = Fraction.of(Decimal.parse("0.000000000000000001"));

    assertThat(third.signumOfSum(sixth, fraction(-2, 1))).isZero();
    assertThat(third.signumOfSum(sixth, fraction(-2, 1).minus(bit))).isEqualTo(-1);
    assertThat(third.signumOfSum(sixth, fraction(-2, 1).plus(bit))).isEqualTo(1);

    assertThat(fraction(-1, 1).signumOfSum(fraction(3, 1), third)).isZero();
    assertThat(fraction(-1, 1).signumOfSum(fraction(3, 1), third.minus(bit))).isEqualTo(-1);
    assertThat(fraction(-1, 1).signumOfSum(fraction(3, 1), third.plus(bit))).isEqualTo(1);

    assertThat(Fraction.ZERO.signumOfSum(third, fraction(-1, 1))).isEqualTo(-1);
    assertThat(third.signumOfSum(Fraction.ZERO, third)).isEqualTo(1);
    assertThat(third.signumOfSum(third, third)).isEqualTo(1);
  }

  @Test
  void equals_sameQuotientWrittenOtherwise_isEqual() {
    assertThat(fraction(2, 6)).isEqualTo(fraction(1, 3)).hasSameHashCodeAs(fraction(1, 3));
  }

  @Test
  void rounded_decimalAndPeriodic_keepWhatTheyCan() {
    assertThat(fraction(7, 1).isDecimal()).isTrue();
    assertThat(fraction(1, 3).isDecimal()).isFalse();
    assertThat(fraction(1, 4).rounded()).isEqualTo(Decimal.parse("0.25"));
    assertThat(fraction(1, 3)).hasToString("1/3");
    assertThat(fraction(7, 1)).hasToString("7");
    assertThat(Fraction.ZERO.isZero()).isTrue();
    assertThat(fraction(-1, 3).signum()).isEqualTo(-1);
  }

  private static Fraction fraction(long numerator, long denominator) {
    return Fraction.of(Decimal.of(numerator), Decimal.of(denominator));
  }
}
