package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All that a scope holds of one root under portfolio margin: the legs that follow it and, in a pool,
 * the assets that are worth it, before any haircut.
 *
 * <pre>
 *   loss(shock)       = −Σ_legs gain(shock) + Σ_assets value × (1 − price factor)
 *   maintenanceMargin = max(0, max over shocks of weight × loss(shock) + Σ contingencies)
 *   initialMargin     = initial factor × maintenanceMargin
 * </pre>
 */
public final class ScenarioGroup implements RequirementGroup {
  private final ScenarioMargin rule;
  private final Map<Leg, Share> ofLegs = new LinkedHashMap<>();
  private final Map<String, Share> ofAssets = new LinkedHashMap<>();
  private Share total;

  /** What a leg or an asset brings in: its loss in each shock, and its contingency. */
  private record Share(List<Fraction> losses, Fraction contingency) {

    Share plus(Share other) {
      List<Fraction> sums = new ArrayList<>(losses.size());
      for (int i = 0; i < losses.size(); i++) {
        sums.add(losses.get(i).plus(other.losses.get(i)));
      }
      return new Share(sums, contingency.plus(other.contingency));
    }

    Share negated() {
      return new Share(losses.stream().map(Fraction::negated).toList(), contingency.negated());
    }
  }

  /**
   * What a leg or an asset that changes brings in, as functions of what moves.
   *
   * @param now what it is worth before a shock
   * @param shocked what it is worth after one
   * @param contingency what joins its loss
   */
  public record Moved(Curve now, Function<Shock, Curve> shocked, Curve contingency) {}

  ScenarioGroup(ScenarioMargin rule) {
    this.rule = rule;
    this.total = share(shock -> Fraction.ZERO, Fraction.ZERO);
  }

  /**
   * @param gain in a shock, in the unit of the scope
   * @param contingency in the unit of the scope
   */
  void add(Leg leg, Function<Shock, Fraction> gain, Fraction contingency) {
    Share share = share(shock -> gain.apply(shock).negated(), contingency);
    ofLegs.put(leg, share);
    total = total.plus(share);
  }

  /**
   * @param value of the wallet and of what other roots settle in the asset, in the unit of the scope
   * @param wallet what of it is held, in the unit of the scope
   */
  void add(String asset, Fraction value, Fraction wallet) {
    Share share = share(
        shock -> value.times(Decimal.ONE.minus(shock.priceFactor())),
        wallet.abs().times(rule.contingencies().spot().fraction()));
    ofAssets.put(asset, share);
    total = total.plus(share);
  }

  private Share share(Function<Shock, Fraction> loss, Fraction contingency) {
    return new Share(rule.shocks().stream().map(loss).toList(), contingency);
  }

  @Override
  public Set<Leg> legs() {
    return new LinkedHashSet<>(ofLegs.keySet());
  }

  @Override
  public Fraction maintenanceMargin() {
    Fraction worst = Fraction.ZERO;
    for (int i = 0; i < rule.shocks().size(); i++) {
      Fraction weighed =
          total.losses().get(i).times(rule.shocks().get(i).weight().fraction());
      worst = i == 0 ? weighed : worst.max(weighed);
    }
    return worst.plus(total.contingency()).max(Fraction.ZERO);
  }

  @Override
  public Fraction initialMargin() {
    return maintenanceMargin().times(rule.initialFactor());
  }

  /** The contingency of a coin that is held, for each unit of its worth. */
  public Decimal spotContingency() {
    return rule.contingencies().spot().fraction();
  }

  /**
   * What the root requires as an amount of one of its assets leaves.
   *
   * @param asset by name
   * @param wallet what of it is held, in the unit of the scope
   * @param unitPrice of the asset in that unit
   */
  public Curve drainedMaintenanceCurve(String asset, Fraction wallet, Decimal unitPrice) {
    Share share = shareOf(ofAssets, asset);
    Line left = new Line(wallet, Fraction.of(unitPrice.negated()));
    Curve held = Curve.max(Curve.straight(left), Curve.straight(left.times(Decimal.of(-1))));
    Moved drained = new Moved(
        Curve.constant(Fraction.ZERO),
        shock -> Curve.straight(new Line(
            share.losses().get(rule.shocks().indexOf(shock)).negated(),
            Fraction.of(unitPrice.times(Decimal.ONE.minus(shock.priceFactor()))))),
        held.times(spotContingency()));
    return maintenanceCurve(Map.of(), Map.of(asset, drained), Decimal.ONE);
  }

  /**
   * What the root requires as a function of one variable, in time proportional to what changes with
   * it.
   *
   * @param legs of this group that change
   * @param assets of this group that change, by name
   * @param unitPrice what a unit of the scope is worth where the curves are valued
   */
  public Curve maintenanceCurve(
      Map<Leg, Moved> legs, Map<String, Moved> assets, Decimal unitPrice) {
    Share still = total;
    for (Leg leg : legs.keySet()) {
      still = still.plus(shareOf(ofLegs, leg).negated());
    }
    for (String asset : assets.keySet()) {
      still = still.plus(shareOf(ofAssets, asset).negated());
    }
    List<Moved> moved = new ArrayList<>(legs.values());
    moved.addAll(assets.values());
    List<Curve> contingencies =
        new ArrayList<>(moved.stream().map(Moved::contingency).toList());
    contingencies.add(Curve.constant(still.contingency().times(unitPrice)));
    return Curve.max(
        Curve.constant(Fraction.ZERO),
        Curve.sum(List.of(worst(moved, still, unitPrice), Curve.sum(contingencies))));
  }

  private Curve worst(List<Moved> moved, Share still, Decimal unitPrice) {
    Curve now = Curve.sum(moved.stream().map(Moved::now).toList());
    List<Curve> after = new ArrayList<>();
    for (int i = 0; i < rule.shocks().size(); i++) {
      Shock shock = rule.shocks().get(i);
      List<Curve> terms = new ArrayList<>();
      moved.forEach(each -> terms.add(each.shocked().apply(shock)));
      terms.add(Curve.constant(still.losses().get(i).times(unitPrice).negated()));
      after.add(Curve.sum(terms));
    }
    return WorstLoss.of(now, after, rule.shocks());
  }

  private static <K> Share shareOf(Map<K, Share> shares, K holder) {
    Share share = shares.get(holder);
    if (share == null) {
      throw new IllegalArgumentException("not of this root: " + holder);
    }
    return share;
  }
}
