package io.crossguard.margin.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.value.Int128;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimbsTest {

  /** Each limb alone, and carries and borrows from one to the next. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1",
    "-1, 0, 0, -1",
    "0, 1, 0, 4294967296",
    "0, -1, 0, -4294967296",
    "0, 0, 1, 18446744073709551616",
    "-1, 0, 1, 18446744073709551615",
    "4294967296, 4294967295, 0, 18446744073709551616",
    "0, -4294967296, 1, 0"
  })
  void sum_ofLimbs_isTheirs(long limb0, long limb1, long limb2, BigInteger sum) {
    assertThat(number(limb0, limb1, limb2)).isEqualTo(sum);
  }

  /** Limbs of 62 bits, as 128 products of 32 bits and a rate come to. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void sum_ofAnyLimbs_isThatOfBigNumbers(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long limb0 = random.nextLong() >> (2 + random.nextInt(60));
      long limb1 = random.nextLong() >> (2 + random.nextInt(60));
      long limb2 = random.nextLong() >> (2 + random.nextInt(60));
      assertThat(number(limb0, limb1, limb2))
          .isEqualTo(BigInteger.valueOf(limb2)
              .shiftLeft(32)
              .add(BigInteger.valueOf(limb1))
              .shiftLeft(32)
              .add(BigInteger.valueOf(limb0)));
    }
  }

  private static BigInteger number(long limb0, long limb1, long limb2) {
    return new BigInteger(new Int128(Limbs.high(limb0, limb1, limb2), Limbs.low(limb0, limb1))
        .toDecimal(0)
        .toString());
  }
}
