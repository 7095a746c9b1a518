package io.crossguard.margin.value;

/**
 * Whole numbers of 63 bits and powers of ten: what most decimals are made of. {@link #NONE} says that
 * a result does not fit.
 */
final class Scaled {
  /** No result; no number of this kind, so that each has a negative. */
  static final long NONE = Long.MIN_VALUE;

  /** Digits that always fit. */
  static final int DIGITS = 18;

  // Up to this, every whole number is a double.
  private static final long DOUBLE_MAX = 1L << 53;
  // Up to 10^22 powers of ten are doubles, so that all of these are.
  private static final long[] POWERS = new long[DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= DIGITS; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private Scaled() {}

  static long sum(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? NONE : sum;
  }

  static long product(long a, long b) {
    long low = a * b;
    return Math.multiplyHigh(a, b) == low >> 63 ? low : NONE;
  }

  /** How {@code a × b} compares to {@code c × d}, in 128 bits. */
  static int compareProducts(long a, long b, long c, long d) {
    int upper = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
    return upper == 0 ? Long.compareUnsigned(a * b, c * d) : upper;
  }

  /** A number with so many zeros behind it; not negative many. */
  static long withZeros(long number, int zeros) {
    return zeros > DIGITS ? NONE : product(number, POWERS[zeros]);
  }

  /** A power of ten, up to {@link #DIGITS}. */
  static long power(int exponent) {
    return POWERS[exponent];
  }

  /** How many digits a number has that is not negative; 0 for 0. */
  static int digits(long number) {
    int digits = 0;
    while (digits <= DIGITS && number >= POWERS[digits]) {
      digits++;
    }
    return digits;
  }

  /** Whether a number and a power of ten are each exact as a double. */
  static boolean areDoubles(long number, int exponent) {
    return number <= DOUBLE_MAX && number >= -DOUBLE_MAX && exponent <= DIGITS;
  }
}
