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
    Decimal rounded = amount.rounded();
    return Fraction.of(rounded).equals(amount) ? rounded : rounded.roundedUpTo(UNIT);
  }

  /** The most that an amount covers: what may be paid out. */
  static Decimal within(Fraction amount) {
    Decimal rounded = amount.rounded();
    return Fraction.of(rounded).equals(amount) ? rounded : rounded.roundedDownTo(UNIT);
  }
}
