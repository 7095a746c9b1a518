package io.crossguard.client.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Writes figures for people. They are rounded for reading; the JSON form of a response has all
 * digits. A figure that the response leaves unset is a dash.
 */
public final class Figures {
  /** Stands where there is no figure. */
  public static final String ABSENT = "-";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TRILLION = new BigDecimal("1e12");
  private static final BigDecimal TEN_MILLION = new BigDecimal("1e7");
  private static final int SMALL_DIGITS = 6;
  private static final int QUANTITY_SCALE = 8;
  // Enough to place an order by, where the rules don't say what the venue accepts.
  private static final int UNTICKED_PRICE_DIGITS = 12;

  private Figures() {}

  /**
   * An amount of money or coins: cents where it is large enough, six digits below one, so that an
   * amount of bitcoin is not shown as zero.
   */
  public static String amount(String figure) {
    if (figure.isEmpty()) {
      return ABSENT;
    }
    BigDecimal value = new BigDecimal(figure);
    BigDecimal size = value.abs();
    if (size.compareTo(TRILLION) >= 0) {
      return String.format(Locale.ROOT, "%.6e", value);
    }
    if (size.compareTo(TEN_MILLION) >= 0) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size.compareTo(HUNDRED) >= 0) {
      return String.format(Locale.ROOT, "%,.2f", value);
    }
    MathContext precision = new MathContext(SMALL_DIGITS, RoundingMode.HALF_EVEN);
    return trimmed(value.round(precision), 2);
  }

  /** A number of contracts or coins, without trailing zeros. */
  public static String quantity(String figure) {
    if (figure.isEmpty()) {
      return ABSENT;
    }
    BigDecimal value = new BigDecimal(figure);
    int scale = Math.min(value.scale(), QUANTITY_SCALE);
    return trimmed(value.setScale(scale, RoundingMode.HALF_EVEN), 0);
  }

  /** A figure of the rules, with all its digits. */
  public static String exact(String figure) {
    return figure.isEmpty() ? ABSENT : trimmed(new BigDecimal(figure), 0);
  }

  /** A rate of the rules as a percentage, with all its digits. */
  public static String exactPercent(String rate) {
    return rate.isEmpty() ? ABSENT : trimmed(new BigDecimal(rate).multiply(HUNDRED), 0) + " %";
  }

  /** A fraction as a percentage. */
  public static String percent(String fraction) {
    if (fraction.isEmpty()) {
      return ABSENT;
    }
    return String.format(Locale.ROOT, "%,.2f %%", new BigDecimal(fraction).multiply(HUNDRED));
  }

  /** A move that leads to liquidation, as a percentage with its sign. */
  public static String move(BigDecimal fraction) {
    BigDecimal percent = fraction.multiply(HUNDRED);
    int scale = percent.abs().compareTo(HUNDRED) < 0 ? 2 : 1;
    BigDecimal rounded = percent.setScale(scale, RoundingMode.HALF_EVEN);
    String sign = rounded.signum() > 0 ? "+" : "";
    return sign + rounded.toPlainString() + " %";
  }

  /** A multiple, such as a leverage. */
  public static String multiple(String figure) {
    if (figure.isEmpty()) {
      return ABSENT;
    }
    return String.format(Locale.ROOT, "%,.2fx", new BigDecimal(figure));
  }

  /**
   * A price in steps of a tick. Prices have no separators, so that they can be pasted into an order.
   *
   * @param tick step of the price; zero where the rules don't know one
   */
  public static String price(BigDecimal price, BigDecimal tick, RoundingMode direction) {
    if (tick.signum() == 0) {
      MathContext precision = new MathContext(UNTICKED_PRICE_DIGITS, direction);
      return trimmed(price.round(precision), 0).replace(",", "");
    }
    BigDecimal ticks = price.divide(tick, 0, direction);
    return ticks.multiply(tick).setScale(Math.max(tick.scale(), 0)).toPlainString();
  }

  /** The name of an enum's value in words: {@code MOVE_TO_ISOLATED} is "move to isolated". */
  public static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String trimmed(BigDecimal value, int scaleMin) {
    int scale = Math.max(value.stripTrailingZeros().scale(), scaleMin);
    return String.format(Locale.ROOT, "%,." + scale + "f", value);
  }
}
