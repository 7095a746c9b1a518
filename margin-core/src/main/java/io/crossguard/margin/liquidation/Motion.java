package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;

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
   * The maintenance margin of a leg that moves, valued.
   *
   * @param asset what the leg settles in
   */
  default Curve movedRequirement(ScopeAsset asset, Leg leg) {
    return moved(asset, leg, leg.maintenanceCurve());
  }
}
