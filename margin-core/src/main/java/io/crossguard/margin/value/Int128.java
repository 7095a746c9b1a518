package io.crossguard.margin.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A whole number of 128 bits in two's complement: a decimal without its point, for columns of many.
 *
 * @param high the upper 64 bits, with the sign
 * @param low the lower 64 bits, without one
 */
public record Int128(long high, long low) {
  private static final int BITS_OF_LOW = 64;
  private static final int BITS = 127;
  private static final BigInteger LOW =
      BigInteger.ONE.shiftLeft(BITS_OF_LOW).subtract(BigInteger.ONE);

  /**
   * A decimal in units of {@code 10^-digits}; absent where it has more digits behind the point, or
   * does not fit.
   */
  public static Optional<Int128> of(Decimal value, int digits) {
    BigDecimal scaled = value.bigDecimal().scaleByPowerOfTen(digits).stripTrailingZeros();
    if (scaled.scale() > 0) {
      return Optional.empty();
    }
    BigInteger whole = scaled.toBigIntegerExact();
    return whole.bitLength() > BITS
        ? Optional.empty()
        : Optional.of(new Int128(whole.shiftRight(BITS_OF_LOW).longValue(), whole.longValue()));
  }

  /** The decimal that is so many units of {@code 10^-digits}. */
  public Decimal toDecimal(int digits) {
    BigInteger whole = BigInteger.valueOf(high)
        .shiftLeft(BITS_OF_LOW)
        .or(BigInteger.valueOf(low).and(LOW));
    return Decimal.of(new BigDecimal(whole, digits));
  }
}
