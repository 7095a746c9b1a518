package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;

/**
 * All marks and indexes of one root are multiplied by a factor x; other roots and the quote
 * currency stay. Values are in the quote currency. What an asset of the root itself amounts to is
 * multiplied by x too: of an inverse leg, whose figures are straight in 1/(M·x), that makes a
 * function straight in x, its {@linkplain Curve#perspective perspective}; of any other leg of the
 * root it makes a bent one. The mark of an option follows its model, which is bent too.
 *
 * @param root the coin
 * @param quoteCurrency its index is 1 whatever moves
 */
record RootMotion(String root, String quoteCurrency) implements Motion {

  @Override
  public boolean moves(Leg leg) {
    return leg.instrument().root().equals(root);
  }

  @Override
  public boolean movesIndex(ScopeAsset asset) {
    return asset.root().equals(root) && !asset.asset().equals(quoteCurrency);
  }

  @Override
  public Decimal valuation(ScopeAsset asset) {
    return asset.index().value();
  }

  @Override
  public Curve still(ScopeAsset asset, Decimal amount) {
    Fraction value = Fraction.of(amount.times(valuation(asset)));
    return movesIndex(asset) ? Curve.straight(Line.proportional(value)) : Curve.constant(value);
  }

  @Override
  public Curve moved(ScopeAsset asset, Leg leg, Curve overPriceVariable) {
    return overFactor(asset, leg, overPriceVariable).times(valuation(asset));
  }

  /** The requirement of an option follows its underlying beside its own price. */
  @Override
  public Curve movedRequirement(ScopeAsset asset, Leg leg) {
    return leg.maintenanceOverRoot()
        .map(required -> atMovedIndex(asset, required).times(valuation(asset)))
        .orElseGet(() -> moved(asset, leg, leg.maintenanceCurve()));
  }

  @Override
  public Curve shockedPnl(ScopeAsset asset, Leg leg, Shock shock) {
    if (leg.option().isEmpty()) {
      return moved(asset, leg, leg.shockedPnlCurve(shock));
    }
    Curve mark = leg.option().get().shockedMarkCurve(leg.markPrice(), shock);
    Curve pnl = Curve.composed(Curve.straight(leg.unrealizedPnlLine()), mark);
    return atMovedIndex(asset, pnl).times(valuation(asset));
  }

  /** What is counted in coins of the root is worth x times as much, once. */
  @Override
  public Curve movedAtIndex(ScopeAsset asset, Leg leg, Fraction amount) {
    Decimal rounded = amount.rounded();
    return leg.settlesInRoot()
        ? still(asset, rounded)
        : Curve.straight(Line.proportional(Fraction.of(rounded.times(valuation(asset)))));
  }

  private Curve atMovedIndex(ScopeAsset asset, Curve overFactor) {
    return movesIndex(asset) ? overFactor.timesVariable() : overFactor;
  }

  private Curve overFactor(ScopeAsset asset, Leg leg, Curve overPriceVariable) {
    if (leg.option().isPresent()) {
      Curve mark = leg.option().get().markCurve(leg.markPrice());
      return atMovedIndex(asset, Curve.composed(overPriceVariable, mark));
    }
    Fraction variable = leg.priceVariable();
    if (!movesIndex(asset)) {
      return overPriceVariable.compose(Line.proportional(variable));
    }
    return leg.instrument().payoff() == Payoff.INVERSE
        ? overPriceVariable.perspective(variable)
        : overPriceVariable.compose(Line.proportional(variable)).timesVariable();
  }
}
