package io.crossguard.advisor.order;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.function.Predicate;

/** Finds by halving how much of an order fits, where less of what fits does too. */
final class LargestPart {
  private static final Decimal HALF = Decimal.parse("0.5");

  private LargestPart() {}

  /**
   * The largest part in whole steps; zero where none fits.
   *
   * @param whole what does not fit
   * @param halvings how often: the part is found to one in 2 to the power of that
   * @param fits asked for parts that are not zero
   */
  static Quantity of(OrderCase order, Quantity whole, int halvings, Predicate<Quantity> fits) {
    Quantity fitting = Quantity.ZERO;
    Decimal share = HALF;
    Decimal step = HALF;
    for (int i = 0; i < halvings; i++) {
      step = step.times(HALF);
      Quantity tried = order.wholeSteps(whole.contracts().times(share));
      boolean isFitting = tried.isZero() || fits.test(tried);
      if (isFitting) {
        fitting = tried;
      }
      share = isFitting ? share.plus(step) : share.minus(step);
    }
    return fitting;
  }
}
