package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Reads decimals from a response without going through floating point, and writes them as requests
 * have them.
 *
 * <p>What venues send as strings is taken digit by digit. A number without quotes has mostly been a
 * {@code double} on its way here. Up to 15 significant digits that does no harm: every such decimal
 * comes out of a {@code double} as it went in. With 16 or 17 digits nobody can tell what the venue
 * has sent from what arithmetic has left behind, as in 0.30000000000000004: they are refused, not
 * guessed, unless whoever imports asks for them to be rounded to 15. An exponent is read exactly in either form.
 */
final class ExactNumber {
  /** Significant digits that a decimal keeps on its way through a {@code double}. */
  static final int FLOAT_DIGITS = 15;

  /** Digits that a decimal of a request may have before its point, and after it. */
  static final int WIRE_DIGITS = 18;

  private static final int TEXT_LENGTH_MAX = 60;
  private static final int SHOWN_LENGTH_MAX = 40;
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,40}(?:\\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,2})?");

  private ExactNumber() {}

  /** A decimal in a string. */
  static BigDecimal ofText(String text, JsonValue at) {
    if (text.length() > TEXT_LENGTH_MAX || !DECIMAL.matcher(text).matches()) {
      throw at.problem("must be a number, is " + at.describe());
    }
    return new BigDecimal(text);
  }

  /** A decimal without quotes. */
  static BigDecimal ofNumber(String text, JsonValue at) {
    BigDecimal value = ofText(text, at);
    int digits = value.signum() == 0 ? 1 : value.stripTrailingZeros().precision();
    if (digits > FLOAT_DIGITS) {
      throw at.problem(at.describe() + " has " + digits
          + " digits, more than a floating-point number keeps; write it as a string with the digits"
          + " of the venue (ccxt does so with exchange.number = String, in Python str), or add"
          + " --round-floats");
    }
    return value;
  }

  /** A decimal without quotes with the digits that a {@code double} keeps, rounded to the nearest. */
  static String rounded(String text) {
    if (text.length() > TEXT_LENGTH_MAX || !DECIMAL.matcher(text).matches()) {
      return text;
    }
    return new BigDecimal(text)
        .round(new MathContext(FLOAT_DIGITS, RoundingMode.HALF_EVEN))
        .toString();
  }

  /** Whether a text is a number, and zero. */
  static boolean isZero(String text) {
    return text.length() <= TEXT_LENGTH_MAX
        && DECIMAL.matcher(text).matches()
        && new BigDecimal(text).signum() == 0;
  }

  /**
   * A decimal in the form of a request: plain digits.
   *
   * @param at where it is from
   */
  static String wire(BigDecimal value, JsonValue at) {
    BigDecimal plain = value.stripTrailingZeros();
    int before = plain.precision() - plain.scale();
    if (plain.scale() > WIRE_DIGITS || before > WIRE_DIGITS) {
      throw at.problem("has more than " + WIRE_DIGITS + " digits before or after its point: "
          + shortened(plain.toString()));
    }
    return plain.toPlainString();
  }

  /** A text that may be long, as messages show it. */
  static String shortened(String text) {
    return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
  }
}
