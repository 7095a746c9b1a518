package io.crossguard.margin.change;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;

/**
 * What can be transferred of an amount that a division made: the amount itself where it is a
 * decimal, else the next one with 18 digits after the point, which is the finest that a request can
 * state.
 */
final class Amounts {

  /** The finest amount that can be sent: 10^-18. */
  static final Decimal UNIT = Decimal.parse("0.000000000000000001");

  private Amounts() {}

  /** The least that covers an amount: what must be paid. */
  static Decimal covering(Fraction amount) {
    return within(amount.negated()).negated();
  }

  /** The most that an amount covers: what may be paid out. */
  static Decimal within(Fraction amount) {
    Decimal rounded = amount.rounded();
    if (Fraction.of(rounded).equals(amount)) {
      return rounded;
    }
    Decimal step = rounded.roundedDownTo(UNIT);
    // The 34th digit may have been rounded up to a step that the amount itself does not reach.
    return Fraction.of(step).compareTo(amount) > 0 ? step.minus(UNIT) : step;
  }
}
