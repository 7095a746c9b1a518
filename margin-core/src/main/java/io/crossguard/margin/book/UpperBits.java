package io.crossguard.margin.book;

/**
 * Compares a level by the upper bits of figures, which tells nearly always; where it does not, all
 * bits have to. Two fractions enclose the level:
 *
 * <pre>
 *   leastNumerator / leastDenominator ≤ level ≤ mostNumerator / mostDenominator
 * </pre>
 *
 * <p>Each is of numbers of ten bits, not negative; a denominator of 0 stands for no end.
 */
record UpperBits(
    long leastNumerator, long leastDenominator, long mostNumerator, long mostDenominator) {
  // Of 53 bits, so that a product with ten more has a sign.
  private static final int SHIFT_OF_64_BITS = 11;
  // Each figure lacks less than one unit, which counts as often as it is taken.
  private static final long CLEAR = 1L << 10;

  /** How far to shift numbers of at most 117 bits so that the larger one has 53. */
  static int shift(long highA, long highB) {
    return Long.SIZE - Long.numberOfLeadingZeros(highA | highB) + SHIFT_OF_64_BITS;
  }

  /** The upper bits of a number that is not negative. */
  static long of(long high, long low, int shift) {
    // A shift by 64 would be one by 0.
    return (high << (Long.SIZE - shift)) | ((low >>> 1) >>> (shift - 1));
  }

  /**
   * The sign of level × balance − margin; 0 where the upper bits alone do not tell it.
   *
   * @param balance upper bits of a balance in units of margin, shifted as far as the margin is
   */
  int compare(long balance, long margin) {
    if (leastNumerator * balance - leastDenominator * margin >= CLEAR) {
      return 1;
    }
    return mostNumerator * balance - mostDenominator * margin <= -CLEAR ? -1 : 0;
  }
}
