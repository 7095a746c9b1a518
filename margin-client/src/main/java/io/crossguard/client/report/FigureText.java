package io.crossguard.client.report;

import io.crossguard.client.figure.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Sets figures for the readers of a page: as the command line writes them, with a true minus sign,
 * and with spaces that don't break. A figure that the service leaves unset is a dash.
 */
final class FigureText {
  static final String ABSENT = "–";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  // Steps of an axis are round; binary fractions leave digits far behind them.
  private static final MathContext LABEL = new MathContext(6, RoundingMode.HALF_EVEN);

  private FigureText() {}

  /** Money or coins. */
  static String amount(String figure) {
    return typeset(Figures.amount(figure));
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
    return typeset(Figures.quantity(figure));
  }

  /** A fraction in per cent, to the hundredth. */
  static String percent(String fraction) {
    return typeset(Figures.percent(fraction));
  }

  /** A margin ratio; unset where a scope has no margin left to divide by. */
  static String ratio(String fraction) {
    return fraction.isEmpty() ? "no margin left" : percent(fraction);
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
    return typeset(shortMove(percent) + " %");
  }

  /** The same for a narrow cell, without the sign of per cent. */
  static String shortMove(int percent) {
    return typeset((percent > 0 ? "+" : "") + percent);
  }

  /** A multiple, such as a leverage. */
  static String multiple(String figure) {
    return typeset(Figures.multiple(figure));
  }

  /** Words as the beginning of a sentence. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String grouped(BigDecimal value, int scale) {
    return typeset(String.format(Locale.ROOT, "%,." + scale + "f", value));
  }

  private static String trimmed(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(LABEL).stripTrailingZeros();
    return grouped(rounded, Math.max(rounded.scale(), 0));
  }

  private static String typeset(String figure) {
    return figure.equals(Figures.ABSENT)
        ? ABSENT
        : figure.replace('-', '\u2212').replace(' ', '\u00a0').replace('x', '×');
  }
}
