package io.crossguard.margin.simulation;

import io.crossguard.margin.rules.LiquidationPolicy.Portion;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.List;
import java.util.function.Function;

/**
 * How much of a position one step of a liquidation closes.
 *
 * <pre>
 *   WHOLE      |quantity|
 *   TIER_STEP  the least that leaves the notional below the floor of tier k + 1 − tiers; whole
 *              where k &lt; tiers
 *   SHARE      fraction × |quantity|, once, where the notional exceeds the limit; else whole
 *   MINIMUM    the least that meets the stop condition after price and full fee; fee ignored, what the
 *              balance lacks over what a contract requires
 * </pre>
 *
 * at least one quantity step, at most the whole. Computed quantities round up to the quantity step
 * of the instrument, which is 1e-18 where it has none.
 */
final class ClosingQuantity {
  private static final Decimal FINEST_STEP = Decimal.parse("0.000000000000000001");

  private final Portion portion;
  private final StopTest stop;

  ClosingQuantity(Portion portion, StopTest stop) {
    this.portion = portion;
    this.stop = stop;
  }

  /**
   * The contracts to close; positive, at most all.
   *
   * @param isFirst whether no part of this position was closed before
   * @param closed the scope after so many contracts were closed at the price of this step, with a
   *     fee that is not capped
   */
  Decimal contracts(
      SimulatedScope scope,
      OpenPosition position,
      boolean isFirst,
      Function<Decimal, SimulatedScope> closed) {
    Decimal whole = position.contracts();
    Decimal step = position.instrument().quantityStep().orElse(FINEST_STEP);
    if (portion instanceof Portion.TierStep down) {
      return tierStep(down.tiers(), position, step).min(whole);
    }
    if (portion instanceof Portion.Share share) {
      boolean exceeds =
          position.inQuote(position.notional()).compareTo(Fraction.of(share.notionalLimit())) > 0;
      return isFirst && exceeds
          ? whole.times(share.fraction().fraction()).roundedUpTo(step).min(whole)
          : whole;
    }
    if (portion instanceof Portion.Minimum minimum) {
      return minimum.ignoresFee()
          ? stop.contractsLacking(scope, position).roundedUpTo(step).max(step).min(whole)
          : new LeastClosure(stop, step, closed)
              .below(whole, TierEdges.closures(position, step))
              .orElse(whole);
    }
    return whole;
  }

  private static Decimal tierStep(int down, OpenPosition position, Decimal step) {
    int tier = position.leg().tier() - 1;
    if (tier < down) {
      return position.contracts();
    }
    List<Tier> tiers = TierEdges.tiers(position.instrument().requirement());
    return TierEdges.leastBelow(tiers.get(tier + 1 - down).notionalFloor(), position, step);
  }
}
