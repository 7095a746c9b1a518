package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever its size, a decimal calculates as {@link BigDecimal} does. Half of the numbers stand next
 * to the largest ones of 63 bits, of 18 digits and of powers of ten, where the way of keeping them
 * changes.
 */
class DecimalPropertyTest {
  private static final MathContext QUOTIENT = new MathContext(34, RoundingMode.HALF_EVEN);
  private static final int PAIRS = 20_000;
  private static final List<BigInteger> EDGES = List.of(
      BigInteger.ZERO,
      BigInteger.ONE,
      BigInteger.TWO.pow(31),
      BigInteger.TWO.pow(32),
      BigInteger.TWO.pow(62),
      BigInteger.TWO.pow(63),
      BigInteger.TEN.pow(17),
      BigInteger.TEN.pow(18),
      BigInteger.TEN.pow(19));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void arithmetic_ofAnyTwoNumbers_isThatOfBigDecimal(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < PAIRS; i++) {
      BigDecimal a = number(random);
      BigDecimal b = random.nextInt(8) == 0 ? a.setScale(a.scale() + 1) : number(random);
      Decimal first = Decimal.of(a);
      Decimal second = Decimal.of(b);
      String pair = a + " and " + b;

      same(pair, first.plus(second), a.add(b));
      same(pair, first.minus(second), a.subtract(b));
      same(pair, first.times(second), a.multiply(b));
      same(pair, first.negated(), a.negate());
      same(pair, first.abs(), a.abs());
      same(pair, first.roundedToQuotientDigits(), a.round(QUOTIENT));
      assertThat(first.compareTo(second)).as(pair).isEqualTo(a.compareTo(b));
      assertThat(first.toStatistic()).as(pair).isEqualTo(a.doubleValue());
      assertThat(first.signum()).as(pair).isEqualTo(a.signum());
      assertThat(first.equals(second)).as(pair).isEqualTo(a.compareTo(b) == 0);
      if (first.equals(second)) {
        assertThat(first).as(pair).hasSameHashCodeAs(second);
      }
      if (b.signum() != 0) {
        same(pair, first.dividedBy(second), a.divide(b, QUOTIENT));
      }
      if (b.signum() > 0) {
        BigDecimal down = a.divide(b, 0, RoundingMode.FLOOR);
        same(pair, first.roundedDownTo(second), down.multiply(b));
        same(
            pair,
            first.roundedUpTo(second),
            a.divide(b, 0, RoundingMode.CEILING).multiply(b));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void compareProducts_ofAnyFourNumbers_isThatOfTheirProducts(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < PAIRS; i++) {
      BigDecimal a = number(random);
      BigDecimal b = number(random);
      // Half of the time the same product again, or its neighbour, with the digits moved about.
      boolean isNear = random.nextBoolean();
      BigDecimal c = isNear ? b.scaleByPowerOfTen(random.nextInt(19)) : number(random);
      BigDecimal d = isNear ? a.movePointLeft(c.scale() - b.scale()) : number(random);
      BigDecimal next = random.nextBoolean() ? d : d.add(BigDecimal.ONE.movePointLeft(d.scale()));

      assertThat(Decimal.compareProducts(
              Decimal.of(a), Decimal.of(b), Decimal.of(c), Decimal.of(next)))
          .as("%s × %s and %s × %s", a, b, c, next)
          .isEqualTo(a.multiply(b).compareTo(c.multiply(next)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void parse_whatIsPrinted_isTheSameNumber(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < PAIRS; i++) {
      String text = digits(random) + (random.nextBoolean() ? "" : "." + digits(random));
      String signed = random.nextBoolean() ? text : "-" + text;

      Decimal read = Decimal.parse(signed);

      same(signed, read, new BigDecimal(signed));
      assertThat(Decimal.parse(read.toString())).as(signed).isEqualTo(read);
    }
  }

  /** A number that was calculated in a wide way equals, and hashes as, the same one read. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "1.5", "1000", "999999999999999999", "0.000000000000000001", "0"})
  void equals_sameNumberCalculatedWide_isEqual(String text) {
    Decimal large = Decimal.parse("999999999999999999").times(Decimal.parse("999999999999999999"));
    Decimal small = Decimal.parse("0.000000000000000001");
    Decimal fine = large.times(small).times(small);

    Decimal calculated = Decimal.parse(text).plus(fine).minus(fine);

    assertThat(calculated).isEqualTo(Decimal.parse(text)).hasToString(text);
    assertThat(calculated).hasSameHashCodeAs(Decimal.parse(text));
  }

  private static String digits(Random random) {
    StringBuilder digits = new StringBuilder();
    int count = 1 + random.nextInt(Decimal.INPUT_DIGITS_MAX);
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }

  private static BigDecimal number(Random random) {
    BigInteger unscaled = random.nextBoolean()
        ? EDGES.get(random.nextInt(EDGES.size())).add(BigInteger.valueOf(random.nextInt(5) - 2))
        : new BigInteger(random.nextInt(120), random);
    return new BigDecimal(
        random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(24) - 4);
  }

  private static void same(String pair, Decimal calculated, BigDecimal expected) {
    assertThat(calculated.bigDecimal()).as(pair).isEqualByComparingTo(expected);
    String text = expected.signum() == 0 ? "0" : expected.stripTrailingZeros().toPlainString();
    assertThat(calculated).as(pair).hasToString(text);
    assertThat(calculated).as(pair).isEqualTo(Decimal.of(expected));
  }
}
