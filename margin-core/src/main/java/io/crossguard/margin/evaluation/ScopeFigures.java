package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All sums of one scope, in its unit.
 *
 * <pre>
 *   net_a             = wallet_a − opening fees + Σ counted unrealizedPnl of the legs that settle in a
 *   marginBalance     = Σ_a balanceCurve_a(net_a × unitPrice_a)
 *   maintenanceMargin = Σ_groups netted(maintenanceMargin × unitPrice)
 *                       + Σ_a liabilityCurve_a(net_a × unitPrice_a) + orders
 * </pre>
 *
 * and the same with the weights for initial margin. Rounded, every division is rounded to 34 digits
 * where it happens, so that the figures shown add up; exact, nothing is rounded, and what a power
 * or a root has rounded stays as it is.
 */
public final class ScopeFigures {
  private final MarginScope scope;
  private final UnaryOperator<Fraction> rounding;
  private final Map<String, AssetFigures> assets = new LinkedHashMap<>();
  private final Map<String, RequirementGroup> groups = new LinkedHashMap<>();
  private final Map<String, NettingGroup> nettingGroups = new HashMap<>();
  private final Map<String, ScenarioGroup> scenarioGroups = new HashMap<>();
  private Fraction walletBalance = Fraction.ZERO;
  private Fraction unrealizedPnl = Fraction.ZERO;
  private Fraction notional = Fraction.ZERO;
  private Fraction marginBalance = Fraction.ZERO;
  private Fraction initialBalance = Fraction.ZERO;
  private Fraction liabilityMaintenance = Fraction.ZERO;
  private Fraction liabilityInitial = Fraction.ZERO;
  private Fraction orderMargin = Fraction.ZERO;
  private Fraction orderMaintenance = Fraction.ZERO;
  // The sum of all terms without their signs: what a rounding error is measured by.
  private Fraction magnitude = Fraction.ZERO;
  private boolean isExact = true;

  /**
   * One asset in the unit of the scope.
   *
   * @param netValue what counts of wallet and unrealized P&amp;L, before the haircut
   * @param marginBalance after it
   * @param liability what it adds to the maintenance margin where it is borrowed
   * @param stillNet in the asset: the wallet less opening fees, without unrealized P&amp;L
   * @param net in the asset: with what counts of the unrealized P&amp;L
   */
  public record AssetFigures(
      Fraction netValue,
      Fraction marginBalance,
      Fraction liability,
      Fraction stillNet,
      Fraction net) {}

  private ScopeFigures(MarginScope scope, UnaryOperator<Fraction> rounding) {
    this.scope = scope;
    this.rounding = rounding;
    scope.assets().forEach(this::add);
  }

  public static ScopeFigures rounded(MarginScope scope) {
    return new ScopeFigures(scope, quotient -> Fraction.of(quotient.rounded()));
  }

  static ScopeFigures exact(MarginScope scope) {
    return new ScopeFigures(scope, UnaryOperator.identity());
  }

  private void add(ScopeAsset asset) {
    Decimal unitPrice = asset.unitPrice().value();
    OrderRequirement orders = new OrderCalculator(scope.conventions().orderMargin(), asset.legs())
        .requirement(asset.orders());
    Fraction still = Fraction.of(asset.wallet()).minus(round(orders.openingFees()));
    Sums sums = new Sums(still);
    for (Leg leg : asset.legs()) {
      sums.add(leg, unitPrice);
    }
    requireCollateral(asset, still);
    walletBalance = walletBalance.plus(Fraction.of(asset.wallet().times(unitPrice)));
    unrealizedPnl = unrealizedPnl.plus(sums.pnl.times(unitPrice));
    notional = notional.plus(sums.notional.times(unitPrice));
    orderMargin = orderMargin.plus(round(orders.orderMargin()).times(unitPrice));
    orderMaintenance = orderMaintenance.plus(round(orders.maintenance()).times(unitPrice));
    Fraction value = sums.net.times(unitPrice);
    Fraction initialValue = sums.initialNet.times(unitPrice);
    Fraction counted = asset.balanceCurve().at(value);
    Fraction liability = asset.liabilityCurve().at(value);
    marginBalance = marginBalance.plus(counted);
    initialBalance = initialBalance.plus(asset.initialBalanceCurve().at(initialValue));
    liabilityMaintenance = liabilityMaintenance.plus(liability);
    liabilityInitial = liabilityInitial.plus(asset.initialLiabilityCurve().at(initialValue));
    magnitude = magnitude.plus(sums.size.times(unitPrice));
    assets.put(asset.asset(), new AssetFigures(value, counted, liability, still, sums.net));
  }

  /** The sums of one asset's legs, in the asset. */
  private final class Sums {
    private Fraction net;
    private Fraction initialNet;
    private Fraction pnl = Fraction.ZERO;
    private Fraction notional = Fraction.ZERO;
    private Fraction size;

    Sums(Fraction still) {
      net = still;
      initialNet = still;
      size = still.abs();
    }

    void add(Leg leg, Decimal unitPrice) {
      Fraction legPnl = leg.rows().stream()
          .map(row -> round(leg.unrealizedPnl(row)))
          .reduce(Fraction.ZERO, Fraction::plus);
      var weights = leg.instrument().profitWeights();
      pnl = pnl.plus(legPnl);
      net = net.plus(round(weights.maintenance().curve().at(legPnl)));
      initialNet = initialNet.plus(round(weights.initial().curve().at(legPnl)));
      notional = notional.plus(round(leg.notional()));
      Fraction maintenance = round(leg.maintenanceMargin());
      Fraction initial = leg.rows().stream()
          .map(row -> round(leg.initialMargin(row)))
          .reduce(Fraction.ZERO, Fraction::plus);
      size = size.plus(legPnl.abs()).plus(maintenance).plus(initial);
      require(leg, maintenance.times(unitPrice), initial.times(unitPrice), unitPrice);
    }
  }

  /** Puts a leg beside those that it requires together with. */
  private void require(Leg leg, Fraction maintenance, Fraction initial, Decimal unitPrice) {
    Conventions conventions = scope.conventions();
    if (conventions.scenarioMargin().isPresent()) {
      scenarioGroup(leg.instrument().root(), conventions.scenarioMargin().get())
          .add(
              leg,
              shock -> round(leg.shockedGain(shock)).times(unitPrice),
              round(leg.contingency()).times(unitPrice));
      return;
    }
    String key = NettingGroup.key(conventions.netting(), leg);
    NettingGroup group =
        nettingGroups.computeIfAbsent(key, unseen -> new NettingGroup(conventions.netting()));
    groups.put(key, group);
    group.add(leg, maintenance, initial);
  }

  /** Under portfolio margin a coin in a pool is at risk like a position in it. */
  private void requireCollateral(ScopeAsset asset, Fraction still) {
    Optional<ScenarioMargin> rule = scope.conventions().scenarioMargin();
    if (rule.isPresent() && isShocked(asset, rule.get())) {
      Fraction held = still;
      for (Leg leg : asset.legs()) {
        if (!leg.instrument().root().equals(asset.root())) {
          held = leg.rows().stream()
              .map(row -> round(leg.unrealizedPnl(row)))
              .reduce(held, Fraction::plus);
        }
      }
      Decimal unitPrice = asset.unitPrice().value();
      scenarioGroup(asset.root(), rule.get())
          .add(asset.asset(), held.times(unitPrice), still.times(unitPrice));
    }
  }

  private boolean isShocked(ScopeAsset asset, ScenarioMargin rule) {
    return scope.asset().isEmpty()
        && !asset.asset().equals(scope.unit())
        && rule.shocks(asset.root());
  }

  private ScenarioGroup scenarioGroup(String root, ScenarioMargin rule) {
    ScenarioGroup group = scenarioGroups.computeIfAbsent(root, key -> new ScenarioGroup(rule));
    groups.put(root, group);
    return group;
  }

  /** The coins of a root under portfolio margin; absent where an asset is none of them. */
  public Optional<ScenarioGroup> scenarioGroup(ScopeAsset asset) {
    return scope
        .conventions()
        .scenarioMargin()
        .filter(rule -> isShocked(asset, rule))
        .map(rule -> scenarioGroup(asset.root(), rule));
  }

  private Fraction round(Fraction figure) {
    isExact &= figure.isDecimal();
    return rounding.apply(figure);
  }

  public AssetFigures asset(ScopeAsset asset) {
    AssetFigures figures = assets.get(asset.asset());
    if (figures == null) {
      throw new IllegalArgumentException("not an asset of the scope: " + asset.asset());
    }
    return figures;
  }

  /** The legs whose requirements net against each other. */
  public Iterable<RequirementGroup> groups() {
    return groups.values();
  }

  Fraction walletBalance() {
    return walletBalance;
  }

  Fraction unrealizedPnl() {
    return unrealizedPnl;
  }

  Fraction notional() {
    return notional;
  }

  public Fraction marginBalance() {
    return marginBalance;
  }

  Fraction initialBalance() {
    return initialBalance;
  }

  Fraction orderMargin() {
    return orderMargin;
  }

  Fraction initialMargin() {
    return groups.values().stream()
        .map(RequirementGroup::initialMargin)
        .reduce(liabilityInitial, Fraction::plus);
  }

  public Fraction maintenanceMargin() {
    return groups.values().stream()
        .map(RequirementGroup::maintenanceMargin)
        .reduce(liabilityMaintenance.plus(orderMaintenance), Fraction::plus);
  }

  Fraction magnitude() {
    return magnitude;
  }

  boolean isExact() {
    return isExact;
  }

  Conventions conventions() {
    return scope.conventions();
  }
}
