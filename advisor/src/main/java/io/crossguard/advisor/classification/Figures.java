package io.crossguard.advisor.classification;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;

/** How numbers read in a sentence: rounded, while the figures beside it are exact. */
public final class Figures {
  private static final Decimal HUNDRED = Decimal.of(100);
  private static final Decimal CENT = Decimal.parse("0.01");
  private static final Decimal MILLIONTH = Decimal.parse("0.000001");
  private static final Decimal HALF = Decimal.parse("0.5");

  private Figures() {}

  /** Two digits after the point; six where the number is below one. */
  public static String number(Decimal value) {
    Decimal step = value.abs().isLessThan(Decimal.ONE) ? MILLIONTH : CENT;
    return value.plus(step.times(HALF)).roundedDownTo(step).toString();
  }

  public static String percent(Decimal fraction) {
    return number(fraction.times(HUNDRED)) + " %";
  }

  public static String percent(Rate rate) {
    return percent(rate.fraction());
  }
}
