package io.crossguard.margin.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpperBitsTest {

  /** What upper bits tell is so; and they tell it unless the difference is in their last 12. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void compare_anyFigures_isTheSignOrUnclear(long seed) {
    Random random = new Random(seed);
    int unclear = 0;
    for (int i = 0; i < 50_000; i++) {
      long numerator = random.nextInt(1_001);
      long denominator = 1L + random.nextInt(1_000);
      BigInteger balance = new BigInteger(random.nextInt(118), random);
      BigInteger margin = random.nextBoolean()
          ? new BigInteger(random.nextInt(117), random)
          : near(balance, numerator, denominator, random);
      int shift = UpperBits.shift(high(balance), high(margin));

      int told = new UpperBits(numerator, denominator, numerator, denominator)
          .compare(upper(balance, shift), upper(margin, shift));

      BigInteger excess = balance
          .multiply(BigInteger.valueOf(numerator))
          .subtract(margin.multiply(BigInteger.valueOf(denominator)));
      if (told == 0) {
        unclear++;
        assertThat(excess.abs().bitLength()).isLessThanOrEqualTo(shift + 12);
      } else {
        assertThat(told).isEqualTo(excess.signum());
      }
    }
    assertThat(unclear).isBetween(1_000, 30_000);
  }

  /** Between 1 / 2 and 3 / 4 nothing is told. */
  @Test
  void compare_betweenTheFractions_isUnclear() {
    UpperBits level = new UpperBits(1, 2, 3, 4);

    assertThat(level.compare(100_000, 47_000)).isEqualTo(1);
    assertThat(level.compare(100_000, 60_000)).isZero();
    assertThat(level.compare(100_000, 77_000)).isEqualTo(-1);
  }

  @Test
  void compare_withoutAnUpperEnd_isNeverBelow() {
    UpperBits level = new UpperBits(1_000, 1, 1, 0);

    assertThat(level.compare(1_000, 990_000)).isEqualTo(1);
    assertThat(level.compare(0, 1L << 52)).isZero();
  }

  /** A margin a little beside level × balance, of at most 116 bits. */
  private static BigInteger near(
      BigInteger balance, long numerator, long denominator, Random random) {
    BigInteger margin = balance
        .multiply(BigInteger.valueOf(numerator))
        .divide(BigInteger.valueOf(denominator))
        .add(new BigInteger(random.nextInt(1 + balance.bitLength()), random));
    return margin.bitLength() > 116 ? BigInteger.ONE : margin;
  }

  private static long high(BigInteger number) {
    return number.shiftRight(64).longValue();
  }

  private static long upper(BigInteger number, int shift) {
    long upper = UpperBits.of(high(number), number.longValue(), shift);
    assertThat(upper).isEqualTo(number.shiftRight(shift).longValueExact());
    return upper;
  }
}
