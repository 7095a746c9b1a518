package io.crossguard.margin.liquidation;

import io.crossguard.margin.value.Price;
import java.util.Optional;

/**
 * The price of one instrument, all other prices still, at which a scope stops covering a level:
 * its maintenance margin for a liquidation price, nothing for a bankruptcy price.
 */
public sealed interface LiquidationPrice {

  /**
   * The scope still covers the level at this price, and no longer beyond it.
   *
   * @param price to 34 digits, not rounded to a tick
   */
  record At(Price price) implements LiquidationPrice {}

  /** No positive price of this instrument does it. */
  record None() implements LiquidationPrice {}

  /**
   * The scope doesn't cover the level now.
   *
   * @param recoveryPrice the nearest price at which it would; absent where none does
   */
  record AlreadyLiquidatable(Optional<Price> recoveryPrice) implements LiquidationPrice {}
}
