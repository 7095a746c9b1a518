package io.crossguard.advisor.hedge;

import io.crossguard.margin.value.Decimal;

/**
 * What the rounding of quotients leaves. The coins of an inverse contract are a quotient of 34 digits,
 * so sums of them that should be equal may differ in the last ones: contracts of 20,000 and 40,000
 * against one of 60,000 at a price that divides none of them.
 */
public final class Roundoff {
  // The last four digits are left to sums of quotients. In halves, since 18 digits can be read.
  private static final Decimal HALF_OF_THE_DIGITS = Decimal.parse("0.000000000000001");
  private static final Decimal SHARE = HALF_OF_THE_DIGITS.times(HALF_OF_THE_DIGITS);

  private Roundoff() {}

  /**
   * A difference of amounts, or zero where rounding explains it.
   *
   * @param largest the largest of the amounts, of either sign; a difference of at most 10^-30 of it
   *     is rounding
   */
  public static Decimal without(Decimal difference, Decimal largest) {
    return difference.isZero() || difference.abs().isGreaterThan(largest.abs().times(SHARE))
        ? difference
        : Decimal.ZERO;
  }
}
