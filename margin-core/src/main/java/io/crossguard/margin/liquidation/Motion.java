package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;

/**
 * What moves while all else stays, as one variable: the price of an instrument, or a common factor
 * of all prices of a root. It turns the figures of a scope into functions of that variable.
 */
interface Motion {

  /** Whether the mark of a leg moves. */
  boolean moves(Leg leg);

  /** Whether the index of an asset moves. */
  boolean movesIndex(ScopeAsset asset);

  /** What a unit of an asset is worth before anything moves. */
  Decimal valuation(ScopeAsset asset);

  /** An amount of an asset that no mark changes, valued. */
  Curve still(ScopeAsset asset, Decimal amount);

  /**
   * A figure of a leg that moves, valued.
   *
   * @param asset what the leg settles in
   * @param overPriceVariable the figure over the leg's price variable, in that asset
   */
  Curve moved(ScopeAsset asset, Leg leg, Curve overPriceVariable);

  /**
   * The unrealized P&amp;L of a leg that moves, after a shock of its root, valued as before the shock.
   *
   * @param asset what the leg settles in
   */
  Curve shockedPnl(ScopeAsset asset, Leg leg, Shock shock);

  /**
   * An amount that follows the index of the root of a leg that moves, valued.
   *
   * @param asset what the leg settles in
   * @param amount in that asset, before anything moves
   */
  Curve movedAtIndex(ScopeAsset asset, Leg leg, Fraction amount);

  /**
   * The maintenance margin of a leg that moves, valued.
   *
   * @param asset what the leg settles in
   */
  default Curve movedRequirement(ScopeAsset asset, Leg leg) {
    return moved(asset, leg, leg.maintenanceCurve());
  }
}
