package io.crossguard.margin.account;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;

/** What stands behind a position. */
public sealed interface MarginMode {

  /** The account's margin balance, shared with every other cross position. */
  record Cross() implements MarginMode {}

  /**
   * The assigned margin alone: the loss of the position stops there.
   *
   * @param margin in the settlement asset of the position's instrument; not negative
   */
  record Isolated(Decimal margin) implements MarginMode {
    public Isolated {
      Require.that(!margin.isNegative(), "isolated margin must not be negative");
    }
  }
}
