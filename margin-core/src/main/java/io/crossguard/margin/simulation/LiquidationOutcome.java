package io.crossguard.margin.simulation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;

/** How the liquidation of a scope ends. */
public sealed interface LiquidationOutcome {

  /** The scope stands: nothing was done. */
  record NotLiquidatable() implements LiquidationOutcome {}

  /** The scope stands again: without its orders already, or with the stop condition met. */
  record Restored() implements LiquidationOutcome {}

  /** Nothing is left to close, and the balance is not negative. */
  record ClosedOut() implements LiquidationOutcome {}

  /**
   * Nothing is left to close, and the balance is negative.
   *
   * @param shortfall what is missing to 0, in the unit of the scope; positive
   */
  record Bankrupt(Money shortfall) implements LiquidationOutcome {
    public Bankrupt {
      requireNonNull(shortfall, "shortfall");
    }
  }

  /** The scope doesn't meet the stop condition after as many steps as were allowed. */
  record StepLimit() implements LiquidationOutcome {}
}
