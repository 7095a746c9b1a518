package io.crossguard.margin.liquidation;

import io.crossguard.margin.value.Decimal;

/** How far a root can move in one direction before a scope stops standing. */
public sealed interface Distance {

  /**
   * The scope still stands after this move, and no longer beyond it.
   *
   * @param move as a signed fraction: -0.25 is 25 % down; to 34 digits
   */
  record By(Decimal move) implements Distance {}

  /** No move in this direction does it. */
  record None() implements Distance {}

  /** The scope doesn't stand now. */
  record AlreadyLiquidatable() implements Distance {}
}
