package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Price;
import java.util.List;

/**
 * One asset of a scope, with the positions and orders that settle in it.
 *
 * @param rules how the asset counts in this scope
 * @param wallet the amount held, without unrealized P&amp;L; signed
 * @param index its price in the quote currency
 * @param unitPrice its price in the unit of the scope: 1 in a scope of this asset alone, else the
 *     index
 * @param legs the positions that settle in it
 * @param orders the open orders that settle in it
 */
public record ScopeAsset(
    CollateralAsset rules,
    Decimal wallet,
    Price index,
    Price unitPrice,
    List<Leg> legs,
    List<PricedOrder> orders) {

  public ScopeAsset {
    legs = List.copyOf(legs);
    orders = List.copyOf(orders);
  }

  public String asset() {
    return rules.asset();
  }

  /** The coin whose price risk it carries. */
  public String root() {
    return rules.root();
  }

  /** The unrealized P&amp;L of all legs, each row rounded where it is divided. */
  public Decimal unrealizedPnl() {
    Decimal sum = Decimal.ZERO;
    for (Leg leg : legs) {
      sum = sum.plus(leg.unrealizedPnl());
    }
    return sum;
  }

  /** Wallet and unrealized P&amp;L: what the asset amounts to. */
  public Decimal net() {
    return wallet.plus(unrealizedPnl());
  }

  /** What a value of this asset counts as in the margin balance. */
  public Curve balanceCurve() {
    return rules.haircut().valueCurve(rules.liabilityWeights().balance());
  }

  /** What a value of this asset counts as in the initial balance. */
  public Curve initialBalanceCurve() {
    return rules.initialHaircut().valueCurve(rules.liabilityWeights().initialBalance());
  }

  /** What a value of this asset, where it is borrowed, adds to the maintenance margin. */
  public Curve liabilityCurve() {
    return ofLiability(rules.liabilityWeights().maintenance());
  }

  /** What a value of this asset, where it is borrowed, adds to the initial margin. */
  public Curve initialLiabilityCurve() {
    return ofLiability(rules.liabilityWeights().initial());
  }

  private static Curve ofLiability(Decimal weight) {
    if (weight.isZero()) {
      return PiecewiseLinear.ZERO;
    }
    return new PiecewiseLinear(
        Line.proportional(Fraction.of(weight.negated())),
        List.of(new PiecewiseLinear.Knot(Fraction.ZERO, Line.ZERO, Line.ZERO)));
  }
}
