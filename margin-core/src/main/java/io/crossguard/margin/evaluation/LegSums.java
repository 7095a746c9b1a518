package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Fraction;

/**
 * What the legs that settle in one asset bring into the sums of a scope, in the asset. A sum is never
 * rounded, so that a leg which goes takes out just what it has brought.
 *
 * @param unrealizedPnl of all legs
 * @param counted what of it counts in the margin balance
 * @param initiallyCounted what of it counts in the initial balance
 * @param notional at the marks
 * @param magnitude the sum of all terms without their signs
 * @param rounded how many legs had to be rounded
 */
record LegSums(
    Fraction unrealizedPnl,
    Fraction counted,
    Fraction initiallyCounted,
    Fraction notional,
    Fraction magnitude,
    int rounded) {

  static final LegSums NONE =
      new LegSums(Fraction.ZERO, Fraction.ZERO, Fraction.ZERO, Fraction.ZERO, Fraction.ZERO, 0);

  LegSums plus(LegFigures leg) {
    return new LegSums(
        unrealizedPnl.plus(leg.unrealizedPnl()),
        counted.plus(leg.counted()),
        initiallyCounted.plus(leg.initiallyCounted()),
        notional.plus(leg.notional()),
        magnitude.plus(magnitude(leg)),
        rounded + (leg.isExact() ? 0 : 1));
  }

  LegSums minus(LegFigures leg) {
    return new LegSums(
        unrealizedPnl.minus(leg.unrealizedPnl()),
        counted.minus(leg.counted()),
        initiallyCounted.minus(leg.initiallyCounted()),
        notional.minus(leg.notional()),
        magnitude.minus(magnitude(leg)),
        rounded - (leg.isExact() ? 0 : 1));
  }

  private static Fraction magnitude(LegFigures leg) {
    return leg.unrealizedPnl().abs().plus(leg.maintenanceMargin()).plus(leg.initialMargin());
  }
}
