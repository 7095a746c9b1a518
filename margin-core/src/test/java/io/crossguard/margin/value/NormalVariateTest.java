package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logarithm, exponential and normal distribution against published digits and long series. */
class NormalVariateTest {

  // Digits of the second method: far more than are claimed.
  private static final MathContext LONG = new MathContext(120, RoundingMode.HALF_EVEN);
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-33");

  @ParameterizedTest(name = "ln {0}")
  @CsvSource({
    "2, 0.69314718055994530941723212145817656807550013436026",
    "10, 2.3025850929940456840179914546843642076011014886288",
    "3, 1.0986122886681096913952452369225257046474905578227",
    "0.5, -0.69314718055994530941723212145817656807550013436026"
  })
  void naturalLogarithm_ofAPublishedNumber_hasItsDigits(String number, String published) {
    assertClose(
        Fraction.of(Decimal.parse(number)).naturalLogarithm().bigDecimal(),
        new BigDecimal(published));
  }

  @ParameterizedTest(name = "e^{0}")
  @CsvSource({
    "1, 2.7182818284590452353602874713526624977572470937000",
    "-1, 0.36787944117144232159552377016146086744581113103177",
    "0.5, 1.6487212707001281468486507878141635716537761007101",
    "10, 22026.465794806716516957900645284244366353512618557"
  })
  void exponential_ofAPublishedNumber_hasItsDigits(String number, String published) {
    assertClose(FixedPoint.of(new BigDecimal(number)).exponential(), new BigDecimal(published));
  }

  @ParameterizedTest(name = "cumulative({0})")
  @CsvSource({
    "0, 0.5",
    "1, 0.84134474606854294858523254563203792",
    "-1, 0.15865525393145705141476745436796207752",
    "1.96, 0.975002104851779565863415730959163",
    "-3, 0.0013498980316300945266518147675949773778"
  })
  void cumulative_ofAPublishedNumber_hasItsDigits(String x, String published) {
    BigDecimal digits = new BigDecimal(published);

    BigDecimal found =
        new NormalVariate(Fraction.of(Decimal.parse(x))).cumulative().bigDecimal();

    assertThat(found.round(new MathContext(digits.precision() - 1)))
        .isEqualByComparingTo(digits.round(new MathContext(digits.precision() - 1)));
  }

  @Test
  void logarithm_ofAnyNumber_isUndoneByTheLongSeriesOfTheExponential() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      BigDecimal number = new BigDecimal(new BigInteger(90, random).add(BigInteger.ONE))
          .scaleByPowerOfTen(random.nextInt(36) - 45);
      BigDecimal divisor = new BigDecimal(1 + random.nextInt(1_000_000));

      BigDecimal logarithm = Fraction.of(Decimal.of(number), Decimal.of(divisor))
          .naturalLogarithm()
          .bigDecimal();

      assertClose(longExponential(logarithm), number.divide(divisor, LONG));
    }
  }

  @Test
  void logarithm_besideOne_keepsItsDigits() {
    BigDecimal beside = new BigDecimal("1.000000000000000001");
    // ln(1 + t) = t − t²/2 + t³/3 with t = 1e-18: the rest is beyond 50 digits.
    BigDecimal expected = new BigDecimal("1e-18")
        .subtract(new BigDecimal("5e-37"))
        .add(new BigDecimal("1e-54").divide(new BigDecimal(3), LONG));

    assertClose(Fraction.of(Decimal.of(beside)).naturalLogarithm().bigDecimal(), expected);
  }

  @Test
  void logarithm_ofZero_isRefused() {
    assertThatThrownBy(Fraction.ZERO::naturalLogarithm).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void exponential_ofAnyNumber_isThatOfTheLongSeries() {
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      BigDecimal x = new BigDecimal(random.nextInt(400_000_000) - 200_000_000).movePointLeft(6);

      assertClose(FixedPoint.of(x).exponential(), longExponential(x));
    }
  }

  @Test
  void cumulative_ofAnyNumber_isThatOfTheLongAlternatingSeries() {
    Random random = new Random(3);
    for (int i = 0; i < 150; i++) {
      BigDecimal x = new BigDecimal(random.nextInt(20_000_000) - 10_000_000).movePointLeft(6);
      NormalVariate variate = new NormalVariate(Fraction.of(Decimal.of(x)));

      assertClose(variate.cumulative().bigDecimal(), longCumulative(x));
      assertClose(
          variate.density().bigDecimal(),
          longExponential(x.multiply(x).divide(new BigDecimal(-2), LONG))
              .divide(pi().multiply(new BigDecimal(2)).sqrt(LONG), LONG));
    }
  }

  @Test
  void cumulative_acrossTheSeam_isTheSameByBothMethods() {
    for (String x : new String[] {"-5.999999999", "-6", "-6.000000001", "-6.9999", "-7", "-9.5"}) {
      BigDecimal place = new BigDecimal(x);

      assertClose(
          new NormalVariate(Fraction.of(Decimal.of(place))).cumulative().bigDecimal(),
          longCumulative(place));
    }
  }

  @Test
  void cumulative_farOut_isNoneOrAll() {
    NormalVariate below = new NormalVariate(Fraction.of(Decimal.of(-1_000_000)));
    NormalVariate above = new NormalVariate(Fraction.of(Decimal.of(1_000_000)));

    assertThat(below.cumulative()).isEqualTo(Decimal.ZERO);
    assertThat(below.density()).isEqualTo(Decimal.ZERO);
    assertThat(above.cumulative()).isEqualTo(Decimal.ONE);
  }

  private static void assertClose(BigDecimal found, BigDecimal expected) {
    assertThat(found.subtract(expected).abs())
        .isLessThanOrEqualTo(expected.abs().multiply(TOLERANCE));
  }

  /** e^x as the 2^20th power of a plain series. */
  private static BigDecimal longExponential(BigDecimal x) {
    BigDecimal r = x.divide(new BigDecimal(1 << 20), LONG);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 60; n++) {
      term = term.multiply(r, LONG).divide(new BigDecimal(n), LONG);
      sum = sum.add(term, LONG);
    }
    for (int i = 0; i < 20; i++) {
      sum = sum.multiply(sum, LONG);
    }
    return sum;
  }

  /** ½ + (x − x³/(2·3) + x⁵/(2²·2!·5) − …) / √(2π): the alternating Maclaurin series. */
  private static BigDecimal longCumulative(BigDecimal x) {
    BigDecimal half = x.multiply(x).divide(new BigDecimal(-2), LONG);
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int n = 1; n < 400; n++) {
      power = power.multiply(half, LONG).divide(new BigDecimal(n), LONG);
      sum = sum.add(power.divide(new BigDecimal(2 * n + 1), LONG), LONG);
    }
    return new BigDecimal("0.5")
        .add(sum.divide(pi().multiply(new BigDecimal(2)).sqrt(LONG), LONG), LONG);
  }

  /** Machin's formula: 16·arctan(1/5) − 4·arctan(1/239). */
  private static BigDecimal pi() {
    return arctan(5).multiply(new BigDecimal(16)).subtract(arctan(239).multiply(new BigDecimal(4)));
  }

  private static BigDecimal arctan(int inverse) {
    BigDecimal power = BigDecimal.ONE.divide(new BigDecimal(inverse), LONG);
    BigDecimal square = new BigDecimal(inverse * inverse);
    BigDecimal sum = power;
    for (int n = 1; n < 120; n++) {
      power = power.divide(square, LONG).negate();
      sum = sum.add(power.divide(new BigDecimal(2 * n + 1), LONG));
    }
    return sum;
  }
}
