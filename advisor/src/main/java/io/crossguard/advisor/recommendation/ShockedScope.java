package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One scope at today's prices, so that a shock recalculates only what it moves. */
final class ShockedScope implements WorstCaseLoss.Shockable {
  private final Portfolio portfolio;
  private final MarginScope scope;
  private final Standing today;
  private final Decimal lossToday;
  private final Decimal index;
  private final Map<String, Decimal> basisByRoot = new HashMap<>();
  private final List<AssetFigures> assets = new ArrayList<>();

  /** One asset of the scope: its net amount, what it requires, and the shifts of its legs by root. */
  private record AssetFigures(
      ScopeAsset asset,
      Optional<String> root,
      Decimal net,
      Decimal required,
      Map<String, ShockedLegs.Shifts> shifts) {

    /** What a shock shifts, found by the fewer of its roots and those of the legs. */
    ShockedLegs.Shift shift(WorstCaseLoss.Shock shock) {
      Set<String> moving = shock.roots().keySet();
      ShockedLegs.Shift sum = ShockedLegs.Shift.NONE;
      for (String root : moving.size() < shifts.size() ? moving : shifts.keySet()) {
        ShockedLegs.Shifts ofRoot = shifts.get(root);
        if (ofRoot != null && moving.contains(root)) {
          sum = sum.plus(ofRoot.of(shock.way()));
        }
      }
      return sum;
    }
  }

  ShockedScope(
      AccountStructure structure, MarginScope scope, Stress stress, ShockedLegs shockedLegs) {
    this.portfolio = structure.portfolio();
    this.scope = scope;
    this.index = portfolio.account().index(scope.unit()).value();
    for (ScopeAsset asset : scope.assets()) {
      Map<String, ShockedLegs.Shifts> shifts = new HashMap<>();
      for (Leg leg : asset.legs()) {
        shifts.merge(leg.instrument().root(), shockedLegs.shifts(leg), ShockedLegs.Shifts::plus);
      }
      assets.add(new AssetFigures(
          asset, portfolio.rootOf(asset.asset()), asset.net(), maintenanceMargin(asset), shifts));
    }
    if (scope.kind() == ScopeKind.CROSS) {
      Stress own = stress.of(portfolio);
      structure.groupsToday().stream()
          .filter(group -> group.scopeId().equals(scope.scopeId()))
          .forEach(group -> basisByRoot.put(group.root(), own.basisReserve(group)));
    }
    this.today = standing(WorstCaseLoss.Shock.NONE);
    this.lossToday = loss(WorstCaseLoss.Shock.NONE);
  }

  @Override
  public Set<String> movers() {
    Set<String> movers = new LinkedHashSet<>(basisByRoot.keySet());
    for (AssetFigures each : assets) {
      movers.add(each.asset().asset());
      each.root().ifPresent(movers::add);
      movers.addAll(each.shifts().keySet());
    }
    return movers;
  }

  @Override
  public Decimal lossToday() {
    return lossToday;
  }

  @Override
  public Decimal loss(WorstCaseLoss.Shock shock) {
    Decimal balance = today.balance();
    Decimal atStake = balance.max(Decimal.ZERO);
    Standing after = shock.movesPrices() ? standing(shock) : today;
    Decimal basis = shock
        .basis()
        .map(root -> basisByRoot.getOrDefault(root, Decimal.ZERO))
        .orElse(Decimal.ZERO);
    Decimal left = after.balance().minus(basis);
    return left.isLessThan(after.required()) ? atStake : balance.minus(left);
  }

  private record Standing(Decimal balance, Decimal required) {}

  private Standing standing(WorstCaseLoss.Shock shock) {
    Decimal sum = Decimal.ZERO;
    Decimal required = Decimal.ZERO;
    Decimal unitFactor = Decimal.ONE;
    for (AssetFigures asset : assets) {
      ShockedLegs.Shift shift = asset.shift(shock);
      Decimal net = asset.net().plus(shift.unrealizedPnl());
      Decimal needs = asset.required().plus(shift.maintenanceMargin());
      Decimal ofAsset = shock.factor(asset.asset().asset(), asset.root());
      boolean isPooled = scope.asset().isEmpty();
      Decimal unitPrice = asset.asset().unitPrice().value();
      Decimal price = isPooled ? unitPrice.times(ofAsset) : unitPrice;
      sum = sum.plus(marginValue(asset.asset(), net, price));
      required = required.plus(needs.times(price));
      unitFactor = isPooled ? unitFactor : ofAsset;
    }
    Decimal inQuote = index.times(unitFactor);
    return new Standing(
        sum.times(inQuote),
        required.times(inQuote).times(scope.conventions().liquidationTrigger().fraction()));
  }

  private static Decimal marginValue(ScopeAsset asset, Decimal net, Decimal price) {
    return asset.balanceCurve().at(Fraction.of(net.times(price))).rounded();
  }

  private static Decimal maintenanceMargin(ScopeAsset asset) {
    return asset.legs().stream()
        .map(leg -> leg.maintenanceMargin().rounded())
        .reduce(Decimal.ZERO, Decimal::plus);
  }
}
