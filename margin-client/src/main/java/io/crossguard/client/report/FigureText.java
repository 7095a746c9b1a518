package io.crossguard.client.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Writes figures for the readers of a page: rounded for reading, with a true minus sign, and with
 * spaces that don't break. A figure that the service leaves unset is a dash.
 */
final class FigureText {
  static final String ABSENT = "–";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TRILLION = new BigDecimal("1e12");
  private static final BigDecimal TEN_MILLION = new BigDecimal("1e7");
  // Steps of an axis are round; binary fractions leave digits far behind them.
  private static final MathContext LABEL = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final int SMALL_DIGITS = 6;
  private static final int QUANTITY_SCALE = 8;
  private static final String PERCENT = "\u00a0%";

  private FigureText() {}

  /** Money or coins: cents where it is large enough, six digits below a hundred. */
  static String amount(String figure) {
    if (figure.isEmpty()) {
      return ABSENT;
    }
    BigDecimal value = new BigDecimal(figure);
    BigDecimal size = value.abs();
    if (size.compareTo(TRILLION) >= 0) {
      return signed(String.format(Locale.ROOT, "%.6e", value));
    }
    if (size.compareTo(TEN_MILLION) >= 0) {
      return grouped(value, 0);
    }
    if (size.compareTo(HUNDRED) >= 0) {
      return grouped(value, 2);
    }
    BigDecimal rounded = value.round(new MathContext(SMALL_DIGITS, RoundingMode.HALF_EVEN));
    return grouped(rounded, Math.max(rounded.stripTrailingZeros().scale(), 2));
  }

  /** Money with the asset that it is in. */
  static String amount(String figure, String asset) {
    return figure.isEmpty() ? ABSENT : amount(figure) + " " + asset;
  }

  /** A label of an axis: thousands, millions and billions by a letter. */
  static String axis(double value) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return trimmed(value / 1e9) + "B";
    }
    if (size >= 1e6) {
      return trimmed(value / 1e6) + "M";
    }
    return size >= 1e3 ? trimmed(value / 1e3) + "k" : trimmed(value);
  }

  /** Contracts or coins, without trailing zeros. */
  static String quantity(String figure) {
    if (figure.isEmpty()) {
      return ABSENT;
    }
    BigDecimal value = new BigDecimal(figure);
    BigDecimal rounded =
        value.setScale(Math.min(value.scale(), QUANTITY_SCALE), RoundingMode.HALF_EVEN);
    return grouped(rounded, Math.max(rounded.stripTrailingZeros().scale(), 0));
  }

  /** A fraction in per cent, to the hundredth. */
  static String percent(String fraction) {
    return fraction.isEmpty()
        ? ABSENT
        : grouped(new BigDecimal(fraction).multiply(HUNDRED), 2) + PERCENT;
  }

  /** A fraction in per cent for a narrow cell, without the sign of per cent. */
  static String shortPercent(String fraction) {
    BigDecimal percent = new BigDecimal(fraction).multiply(HUNDRED);
    return grouped(percent, percent.compareTo(BigDecimal.TEN) < 0 ? 1 : 0);
  }

  /** A move of prices in per cent, with its sign. */
  static String move(String fraction) {
    BigDecimal value = new BigDecimal(fraction);
    return (value.signum() > 0 ? "+" : "") + percent(fraction);
  }

  /** A whole move of prices in per cent, with its sign. */
  static String move(int percent) {
    return shortMove(percent) + PERCENT;
  }

  /** The same for a narrow cell, without the sign of per cent. */
  static String shortMove(int percent) {
    return (percent > 0 ? "+" : "") + signed(Integer.toString(percent));
  }

  /** A multiple, such as a leverage. */
  static String multiple(String figure) {
    return figure.isEmpty() ? ABSENT : grouped(new BigDecimal(figure), 2) + "×";
  }

  /** The name of an enum's value in words: {@code MOVE_TO_ISOLATED} is "move to isolated". */
  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Words as the beginning of a sentence. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String grouped(BigDecimal value, int scale) {
    return signed(String.format(Locale.ROOT, "%,." + scale + "f", value));
  }

  private static String trimmed(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(LABEL).stripTrailingZeros();
    return grouped(rounded, Math.max(rounded.scale(), 0));
  }

  private static String signed(String text) {
    return text.replace('-', '\u2212');
  }
}
