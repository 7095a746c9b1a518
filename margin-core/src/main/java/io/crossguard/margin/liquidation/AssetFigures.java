package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one asset of a scope at the mark, so that each is calculated once a scope.
 *
 * @param asset the asset
 * @param net wallet and unrealized P&amp;L
 * @param marginBalance what the net counts as, in the unit of the scope
 * @param maintenanceMargin what the legs require, in the asset
 * @param legsByRoot the legs by the root whose price risk they carry
 */
record AssetFigures(
    ScopeAsset asset,
    Decimal net,
    Decimal marginBalance,
    Decimal maintenanceMargin,
    Map<String, List<Leg>> legsByRoot) {

  static List<AssetFigures> of(MarginScope scope) {
    return scope.assets().stream().map(AssetFigures::of).toList();
  }

  private static AssetFigures of(ScopeAsset asset) {
    Decimal net = asset.net();
    Map<String, List<Leg>> legsByRoot = new LinkedHashMap<>();
    for (Leg leg : asset.legs()) {
      legsByRoot.computeIfAbsent(leg.instrument().root(), root -> new ArrayList<>()).add(leg);
    }
    return new AssetFigures(
        asset,
        net,
        asset.marginValue(Fraction.of(net)).rounded(),
        asset.maintenanceMargin(),
        legsByRoot);
  }

  /** The legs whose mark moves with a root. */
  List<Leg> legsOf(String root) {
    return legsByRoot.getOrDefault(root, List.of());
  }

  /** Wallet and unrealized P&amp;L without some legs. */
  Decimal netWithout(Collection<Leg> legs) {
    return legs.stream().map(Leg::unrealizedPnl).reduce(net, Decimal::minus);
  }

  /** What the legs require but for some, in the asset. */
  Decimal maintenanceMarginWithout(Collection<Leg> legs) {
    return legs.stream()
        .map(leg -> leg.maintenanceMargin().rounded())
        .reduce(maintenanceMargin, Decimal::minus);
  }

  /** What all legs require, in the unit of the scope. */
  Decimal requiredInUnit() {
    return maintenanceMargin.times(asset.unitPrice().value());
  }
}
