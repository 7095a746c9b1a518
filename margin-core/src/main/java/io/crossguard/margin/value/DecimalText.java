package io.crossguard.margin.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** Writes plain digits without trailing zeros, whatever the size: never an exponent. */
final class DecimalText {
  private static final int LONG_DIGITS_MAX = 19;
  // The sign, a zero before the point and the point.
  private static final int BESIDES = 3;
  private static final BigInteger LOWER_HALF = BigInteger.valueOf(Scaled.power(Scaled.DIGITS));
  // Those of a quotient fit, and so does what is above the lower half into 63 bits.
  private static final int HALVES_BITS_MAX = 120;

  private DecimalText() {}

  /** unscaled / 10^scale; the scale is not negative. */
  static String of(long unscaled, int scale) {
    long digits = unscaled;
    int places = digits == 0 ? 0 : scale;
    while (places > 0 && digits % 10 == 0) {
      digits /= 10;
      places--;
    }
    if (places == 0) {
      return Long.toString(digits);
    }
    char[] text = new char[Math.max(LONG_DIGITS_MAX, places) + BESIDES];
    int begin = text.length;
    long left = Math.abs(digits);
    for (int written = 0; written <= places || left > 0; written++) {
      if (written == places) {
        text[--begin] = '.';
      }
      text[--begin] = (char) ('0' + left % 10);
      left /= 10;
    }
    if (digits < 0) {
      text[--begin] = '-';
    }
    return new String(text, begin, text.length - begin);
  }

  static String of(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    BigInteger unscaled = shortest.unscaledValue().abs();
    if (shortest.scale() <= 0 || unscaled.bitLength() > HALVES_BITS_MAX) {
      return shortest.toPlainString();
    }
    BigInteger[] halves = unscaled.divideAndRemainder(LOWER_HALF);
    int places = shortest.scale();
    // A zero before the point at least, and behind it as many as the digits leave.
    char[] digits = new char[Math.max(2 * LONG_DIGITS_MAX, places + 1)];
    Arrays.fill(digits, '0');
    int begin = write(halves[1].longValue(), digits, digits.length);
    if (halves[0].signum() > 0) {
      begin = write(halves[0].longValue(), digits, digits.length - Scaled.DIGITS);
    }
    String all = new String(digits);
    int point = digits.length - places;
    return (value.signum() < 0 ? "-" : "") + all.substring(Math.min(begin, point - 1), point) + "."
        + all.substring(point);
  }

  /** Writes a number that is not negative before a place, and answers where it begins. */
  private static int write(long number, char[] digits, int end) {
    int begin = end;
    for (long left = number; left > 0; left /= 10) {
      digits[--begin] = (char) ('0' + left % 10);
    }
    return begin;
  }
}
