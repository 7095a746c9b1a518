package io.crossguard.margin.value;

import java.math.BigDecimal;

/**
 * Plain digits: an optional minus, 1 to 18 digits, and optionally a point with 1 to 18 digits. The
 * length is looked at first, so that a megabyte of digits costs nothing.
 */
final class DecimalGrammar {
  private static final int LENGTH_MAX = 2 * Decimal.INPUT_DIGITS_MAX + 2;
  private static final String RULE =
      "must be a plain decimal: an optional minus, 1 to 18 digits, then optionally a point and 1"
          + " to 18 digits";

  private DecimalGrammar() {}

  /**
   * @throws IllegalArgumentException if the text is anything else
   */
  static Decimal read(String text) {
    int length = text.length();
    Require.that(length <= LENGTH_MAX, RULE);
    boolean isNegative = length > 0 && text.charAt(0) == '-';
    int begin = isNegative ? 1 : 0;
    int point = text.indexOf('.', begin);
    int integerEnd = point < 0 ? length : point;
    requireDigits(text, begin, integerEnd);
    if (point >= 0) {
      requireDigits(text, point + 1, length);
    }
    int scale = point < 0 ? 0 : length - point - 1;
    if (integerEnd - begin + scale > Scaled.DIGITS) {
      return Decimal.of(new BigDecimal(text));
    }
    long unscaled = 0;
    for (int i = begin; i < length; i++) {
      if (i != point) {
        unscaled = 10 * unscaled + (text.charAt(i) - '0');
      }
    }
    return Decimal.of(isNegative ? -unscaled : unscaled, scale);
  }

  private static void requireDigits(String text, int begin, int end) {
    Require.that(begin < end && end - begin <= Decimal.INPUT_DIGITS_MAX, RULE);
    for (int i = begin; i < end; i++) {
      Require.that(text.charAt(i) >= '0' && text.charAt(i) <= '9', RULE);
    }
  }
}
