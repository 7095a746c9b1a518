package io.crossguard.margin.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The quotient of two numbers of 63 bits, as one divides by hand, but several digits at a time: exact
 * where it ends early, else rounded half to even to {@link Decimal#QUOTIENT_DIGITS} digits.
 */
final class LongDivision {
  private static final int UPPER_DIGITS = Scaled.DIGITS;
  private static final int LOWER_DIGITS = Decimal.QUOTIENT_DIGITS - UPPER_DIGITS;
  private static final BigInteger LOWER_HALF = BigInteger.valueOf(Scaled.power(LOWER_DIGITS));

  private final long divisor;
  // How many digits of a rest can be divided at once.
  private final int stride;
  private long rest;
  private int scale;

  /**
   * @param divisor positive, with room for another digit
   * @param scale of the quotient before the first digit that is brought down
   */
  private LongDivision(long divisor, int scale) {
    this.divisor = divisor;
    this.stride = Scaled.DIGITS - Scaled.digits(divisor);
    this.scale = scale;
  }

  /**
   * dividend / divisor / 10^scale; absent where one of them is too long for it.
   *
   * @param dividend not zero
   * @param divisor not zero
   */
  static Optional<Decimal> quotient(long dividend, long divisor, int scale) {
    long by = Math.abs(divisor);
    long whole = Math.abs(dividend) / by;
    if (Scaled.digits(by) >= Scaled.DIGITS || Scaled.digits(whole) > UPPER_DIGITS) {
      return Optional.empty();
    }
    LongDivision division = new LongDivision(by, scale);
    division.rest = Math.abs(dividend) % by;
    Decimal quotient = division.quotient(whole);
    return Optional.of((dividend ^ divisor) < 0 ? quotient.negated() : quotient);
  }

  private Decimal quotient(long whole) {
    if (rest == 0) {
      return decimal(whole, scale);
    }
    int wholeScale = scale;
    long upper = whole;
    while (upper == 0) {
      upper = next(stride);
    }
    upper = extended(upper, UPPER_DIGITS - Scaled.digits(upper));
    if (rest == 0) {
      return shortest(upper, scale - wholeScale);
    }
    return rounded(upper, extended(0, LOWER_DIGITS));
  }

  /** A number with so many further digits behind it. */
  private long extended(long number, int count) {
    long longer = number;
    for (int left = count; left > 0; ) {
      int some = Math.min(left, stride);
      longer = longer * Scaled.power(some) + next(some);
      left -= some;
    }
    return longer;
  }

  /** So many further digits of the quotient, as a number. */
  private long next(int count) {
    long dividend = rest * Scaled.power(count);
    rest = dividend % divisor;
    scale += count;
    return dividend / divisor;
  }

  /** Without zeros at the end, of those that were brought down. */
  private Decimal shortest(long digits, int broughtDown) {
    long shorter = digits;
    int places = scale;
    for (int i = 0; i < broughtDown && shorter % 10 == 0; i++) {
      shorter /= 10;
      places--;
    }
    return decimal(shorter, places);
  }

  private static Decimal decimal(long unscaled, int places) {
    return places >= 0 && places <= Scaled.DIGITS
        ? Decimal.of(unscaled, places)
        : Decimal.of(BigDecimal.valueOf(unscaled, places));
  }

  private Decimal rounded(long upper, long lower) {
    long toNext = divisor - rest;
    boolean isUp = rest > toNext || (rest == toNext && lower % 2 != 0);
    BigInteger digits = BigInteger.valueOf(upper)
        .multiply(LOWER_HALF)
        .add(BigInteger.valueOf(isUp ? lower + 1 : lower));
    BigDecimal quotient = new BigDecimal(digits, scale);
    return Decimal.of(rest == 0 ? quotient.stripTrailingZeros() : quotient);
  }
}
