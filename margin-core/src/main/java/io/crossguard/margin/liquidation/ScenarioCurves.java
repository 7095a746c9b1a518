package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.ScenarioGroup.Moved;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What legs and coins lose in the shocks of portfolio margin, as functions of what moves.
 *
 * @param motion what moves
 * @param assetOf what a leg settles in
 */
record ScenarioCurves(Motion motion, Function<Leg, ScopeAsset> assetOf) {

  Map<Leg, Moved> ofLegs(List<Leg> legs) {
    Map<Leg, Moved> moved = new LinkedHashMap<>();
    legs.forEach(leg -> moved.put(leg, motion.moves(leg) ? moved(leg) : valuedAnew(leg)));
    return moved;
  }

  private Moved moved(Leg leg) {
    ScopeAsset asset = assetOf.apply(leg);
    Curve now = motion.moved(asset, leg, Curve.straight(leg.unrealizedPnlLine()));
    Curve contingency = leg.contingencyOverPrice()
        .map(overPrice -> motion.moved(asset, leg, overPrice))
        .orElseGet(() -> motion.movedAtIndex(asset, leg, leg.contingency()));
    return new Moved(
        now,
        shock -> motion.shockedPnl(asset, leg, shock).times(leg.shockedAssetFactor(shock)),
        contingency);
  }

  /** A leg of another root whose settlement asset alone is worth something else. */
  private Moved valuedAnew(Leg leg) {
    ScopeAsset asset = assetOf.apply(leg);
    return new Moved(
        Curve.constant(Fraction.ZERO),
        shock -> motion.still(asset, leg.shockedGain(shock).rounded()),
        motion.still(asset, leg.contingency().rounded()));
  }

  Map<String, Moved> ofAssets(
      List<ScopeAsset> assets, Function<ScopeAsset, Decimal> still, Decimal rate) {
    Map<String, Moved> moved = new LinkedHashMap<>();
    assets.forEach(asset -> moved.put(asset.asset(), coins(asset, still.apply(asset), rate)));
    return moved;
  }

  /** The wallet, with what other roots settle in it. */
  private Moved coins(ScopeAsset asset, Decimal wallet, Decimal rate) {
    Decimal still = wallet;
    List<Curve> terms = new ArrayList<>();
    for (Leg leg : asset.legs()) {
      if (leg.instrument().root().equals(asset.root())) {
        continue;
      }
      if (motion.moves(leg)) {
        terms.add(motion.moved(asset, leg, Curve.straight(leg.unrealizedPnlLine())));
      } else {
        still = still.plus(leg.unrealizedPnl());
      }
    }
    terms.add(motion.still(asset, still));
    Curve value = Curve.sum(terms);
    return new Moved(
        value,
        shock -> value.times(shock.priceFactor()),
        motion.still(asset, wallet.abs()).times(rate));
  }
}
