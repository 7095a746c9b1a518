package io.crossguard.advisor.recommendation;

import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;

/** Quantities that can be traded. */
public final class Lots {
  /** A request takes 18 digits after the point, so nothing finer can be carried out. */
  public static final Decimal FINEST_STEP = Decimal.parse("0.000000000000000001");

  private Lots() {}

  /** The largest quantity of whole lots that is not larger, with the same sign. */
  public static Quantity within(Quantity quantity, Instrument instrument) {
    Decimal lots =
        quantity.contracts().abs().roundedDownTo(instrument.quantityStep().orElse(FINEST_STEP));
    return new Quantity(quantity.isNegative() ? lots.negated() : lots);
  }
}
