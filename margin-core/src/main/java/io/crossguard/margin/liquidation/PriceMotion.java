package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;

/**
 * The price variable of one instrument moves; every other mark and every index stays. Values are in
 * the unit of the scope.
 *
 * @param instrumentId what moves
 */
record PriceMotion(String instrumentId) implements Motion {

  @Override
  public boolean moves(Leg leg) {
    return leg.instrument().instrumentId().equals(instrumentId);
  }

  @Override
  public boolean movesIndex(ScopeAsset asset) {
    return false;
  }

  @Override
  public Decimal valuation(ScopeAsset asset) {
    return asset.unitPrice().value();
  }

  @Override
  public Curve still(ScopeAsset asset, Decimal amount) {
    return Curve.constant(Fraction.of(amount.times(valuation(asset))));
  }

  @Override
  public Curve shockedPnl(ScopeAsset asset, Leg leg, Shock shock) {
    return leg.shockedPnlCurve(shock).times(valuation(asset));
  }

  /** An index stays. */
  @Override
  public Curve movedAtIndex(ScopeAsset asset, Leg leg, Fraction amount) {
    return still(asset, amount.rounded());
  }

  @Override
  public Curve moved(ScopeAsset asset, Leg leg, Curve overPriceVariable) {
    return overPriceVariable.times(valuation(asset));
  }
}
