package io.crossguard.margin.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Int128Test {

  /** 2^64 is 18446744073709551616. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "1.5, 1, 0, 15",
    "-0.1, 1, -1, -1",
    "18446744073709551616, 0, 1, 0",
    "18446744073709551615, 0, 0, -1",
    "-18446744073709551616, 0, -1, 0",
    "170141183460469231731687303715884105727, 0, 9223372036854775807, -1",
    "-170141183460469231731687303715884105728, 0, -9223372036854775808, 0"
  })
  void of_aWholeNumberOfUnits_isItsTwoHalves(BigDecimal value, int digits, long high, long low) {
    assertThat(Int128.of(Decimal.of(value), digits)).hasValue(new Int128(high, low));
    assertThat(new Int128(high, low).toDecimal(digits)).isEqualTo(Decimal.of(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, 1",
    "170141183460469231731687303715884105728, 0",
    "-170141183460469231731687303715884105729, 0"
  })
  void of_whatDoesNotFit_isAbsent(BigDecimal value, int digits) {
    assertThat(Int128.of(Decimal.of(value), digits)).isEmpty();
  }

  @Test
  void toDecimal_isTheReverse() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      Decimal value = Decimal.of(new BigDecimal(
          new BigInteger(random.nextInt(127), random).multiply(BigInteger.valueOf(i % 2 * 2 - 1)),
          random.nextInt(23)));

      assertThat(Int128.of(value, 22).map(number -> number.toDecimal(22)).orElse(value))
          .isEqualTo(value);
    }
  }
}
