package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
  /** Rounds a division where it happens. */
  static final UnaryOperator<Fraction> ROUNDED =
      quotient -> quotient.isDecimal() ? quotient : Fraction.of(quotient.rounded());

  private final MarginScope scope;
  private final UnaryOperator<Fraction> rounding;
  private final Map<String, AssetFigures> assets = new LinkedHashMap<>();
  private final Map<String, LegSums> legSums = new HashMap<>();
  private final RequirementGroups groups;
  private final Fraction groupsMaintenance;
  private final Fraction groupsInitial;
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
    this.groups = new RequirementGroups(scope.conventions());
    for (ScopeAsset asset : scope.assets()) {
      LegSums sums = LegSums.NONE;
      for (Leg leg : asset.legs()) {
        sums = sums.plus(bringIn(leg, asset));
      }
      add(asset, sums);
    }
    this.groupsMaintenance = groups.sum(RequirementGroup::maintenanceMargin);
    this.groupsInitial = groups.sum(RequirementGroup::initialMargin);
  }

  /** Those of a scope after a change, by the legs that differ. */
  private ScopeFigures(MarginScope scope, ScopeFigures before) {
    this.scope = scope;
    this.rounding = before.rounding;
    this.groups = new RequirementGroups(before.groups);
    for (ScopeAsset was : before.scope.assets()) {
      if (scope.held(was.asset()).isEmpty()) {
        was.legs().forEach(leg -> takeOut(leg, was));
      }
    }
    for (ScopeAsset asset : scope.assets()) {
      List<Leg> legsBefore =
          before.scope.held(asset.asset()).map(ScopeAsset::legs).orElse(List.of());
      LegChange change = LegChange.between(legsBefore, asset.legs());
      LegSums sums = before.legs(asset);
      for (Leg leg : change.gone()) {
        sums = sums.minus(takeOut(leg, asset));
      }
      for (Leg leg : change.come()) {
        sums = sums.plus(bringIn(leg, asset));
      }
      add(asset, sums);
    }
    this.groupsMaintenance =
        groups.sum(RequirementGroup::maintenanceMargin, before.groups, before.groupsMaintenance);
    this.groupsInitial =
        groups.sum(RequirementGroup::initialMargin, before.groups, before.groupsInitial);
  }

  static ScopeFigures rounded(MarginScope scope) {
    return new ScopeFigures(scope, ROUNDED);
  }

  static ScopeFigures exact(MarginScope scope) {
    return new ScopeFigures(scope, UnaryOperator.identity());
  }

  /** Those of a scope after a change: only what differs is calculated. */
  static ScopeFigures after(ScopeFigures before, MarginScope scope) {
    // In the groups of portfolio margin the wallets count too, and any of them may have changed.
    return scope.conventions().scenarioMargin().isPresent()
        ? rounded(scope)
        : new ScopeFigures(scope, before);
  }

  /** Puts a leg beside those that it requires together with. */
  private LegFigures bringIn(Leg leg, ScopeAsset asset) {
    Decimal unitPrice = asset.unitPrice().value();
    LegFigures figures = figures(leg);
    Optional<ScenarioMargin> rule = scope.conventions().scenarioMargin();
    if (rule.isPresent()) {
      groups
          .scenario(leg.instrument().root(), rule.get())
          .add(
              leg,
              shock -> round(leg.shockedGain(shock)).times(unitPrice),
              round(leg.contingency()).times(unitPrice));
    } else {
      groups.add(
          leg,
          figures.maintenanceMargin().times(unitPrice),
          figures.initialMargin().times(unitPrice));
    }
    return figures;
  }

  /** Takes a leg from those; the prices of its asset are those that it was brought in at. */
  private LegFigures takeOut(Leg leg, ScopeAsset asset) {
    Decimal unitPrice = asset.unitPrice().value();
    LegFigures figures = figures(leg);
    groups.remove(
        leg,
        figures.maintenanceMargin().times(unitPrice),
        figures.initialMargin().times(unitPrice));
    return figures;
  }

  private LegFigures figures(Leg leg) {
    return rounding.equals(ROUNDED) ? leg.figures() : LegFigures.of(leg, rounding);
  }

  private void add(ScopeAsset asset, LegSums legs) {
    Decimal unitPrice = asset.unitPrice().value();
    OrderRequirement orders = new OrderCalculator(scope.conventions().orderMargin(), asset.legs())
        .requirement(asset.orders());
    Fraction still = Fraction.of(asset.wallet()).minus(round(orders.openingFees()));
    requireCollateral(asset, still);
    Fraction net = still.plus(legs.counted());
    Fraction value = net.times(unitPrice);
    Fraction initialValue = still.plus(legs.initiallyCounted()).times(unitPrice);
    Fraction counted = asset.balanceCurve().at(value);
    Fraction liability = asset.liabilityCurve().at(value);
    isExact &= legs.rounded() == 0;
    walletBalance = walletBalance.plus(Fraction.of(asset.wallet().times(unitPrice)));
    unrealizedPnl = unrealizedPnl.plus(legs.unrealizedPnl().times(unitPrice));
    notional = notional.plus(legs.notional().times(unitPrice));
    orderMargin = orderMargin.plus(round(orders.orderMargin()).times(unitPrice));
    orderMaintenance = orderMaintenance.plus(round(orders.maintenance()).times(unitPrice));
    marginBalance = marginBalance.plus(counted);
    initialBalance = initialBalance.plus(asset.initialBalanceCurve().at(initialValue));
    liabilityMaintenance = liabilityMaintenance.plus(liability);
    liabilityInitial = liabilityInitial.plus(asset.initialLiabilityCurve().at(initialValue));
    magnitude = magnitude.plus(still.abs().plus(legs.magnitude()).times(unitPrice));
    assets.put(asset.asset(), new AssetFigures(value, counted, liability, still, net));
    legSums.put(asset.asset(), legs);
  }

  /** Under portfolio margin a coin in a pool is at risk like a position in it. */
  private void requireCollateral(ScopeAsset asset, Fraction still) {
    Optional<ScenarioMargin> rule = scope.conventions().scenarioMargin();
    if (rule.isPresent() && isShocked(asset, rule.get())) {
      Fraction held = still;
      for (Leg leg : asset.legs()) {
        if (!leg.instrument().root().equals(asset.root())) {
          held = held.plus(figures(leg).unrealizedPnl());
        }
      }
      Decimal unitPrice = asset.unitPrice().value();
      groups
          .scenario(asset.root(), rule.get())
          .add(asset.asset(), held.times(unitPrice), still.times(unitPrice));
    }
  }

  private boolean isShocked(ScopeAsset asset, ScenarioMargin rule) {
    return scope.asset().isEmpty()
        && !asset.asset().equals(scope.unit())
        && rule.shocks(asset.root());
  }

  /** The coins of a root under portfolio margin; absent where an asset is none of them. */
  public Optional<ScenarioGroup> scenarioGroup(ScopeAsset asset) {
    return scope
        .conventions()
        .scenarioMargin()
        .filter(rule -> isShocked(asset, rule))
        .map(rule -> groups.scenario(asset.root(), rule));
  }

  private Fraction round(Fraction figure) {
    isExact &= figure.isDecimal();
    return rounding.apply(figure);
  }

  public AssetFigures asset(ScopeAsset asset) {
    return Optional.ofNullable(assets.get(asset.asset()))
        .orElseThrow(
            () -> new IllegalArgumentException("not an asset of the scope: " + asset.asset()));
  }

  private LegSums legs(ScopeAsset asset) {
    return Optional.ofNullable(legSums.get(asset.asset())).orElse(LegSums.NONE);
  }

  /** The legs whose requirements net against each other. */
  public Iterable<? extends RequirementGroup> groups() {
    return groups.all();
  }

  Fraction walletBalance() {
    return walletBalance;
  }

  Fraction unrealizedPnl() {
    return unrealizedPnl;
  }

  public Fraction notional() {
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
    return liabilityInitial.plus(groupsInitial);
  }

  public Fraction maintenanceMargin() {
    return liabilityMaintenance.plus(orderMaintenance).plus(groupsMaintenance);
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
