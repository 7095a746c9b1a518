package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a root can move before a scope stops standing.
 *
 * <p>All marks and indexes of the root are multiplied by a factor x above 0. In the quote currency
 *
 * <pre>
 *   excess(x) = marginBalance(x) − trigger × maintenanceMargin(x)
 * </pre>
 *
 * and the solver walks outwards from x = 1 to the first place beyond which it is negative.
 */
public final class DistanceSolver {

  /**
   * The distances of a scope, by root in alphabetical order: the roots of its positions and of the
   * assets of which it has a net amount, but for the quote currency.
   */
  public List<RootDistance> solve(MarginScope scope, String quoteCurrency) {
    return solve(scope, new ScopeCurves(scope), quoteCurrency, Map.of());
  }

  /** Those of some roots alone. */
  public List<RootDistance> solve(MarginScope scope, String quoteCurrency, Set<String> some) {
    ScopeCurves curves = new ScopeCurves(scope);
    SortedSet<String> roots = roots(scope, curves, quoteCurrency);
    roots.retainAll(some);
    return distances(roots, scope, curves, quoteCurrency, Map.of());
  }

  /**
   * All of a scope.
   *
   * @param reaches how far the prices of some instruments may go: where one moves with its root
   *     alone, its reach is that of the root
   */
  static List<RootDistance> solve(
      MarginScope scope, ScopeCurves curves, String quoteCurrency, Map<String, Reach> reaches) {
    return distances(roots(scope, curves, quoteCurrency), scope, curves, quoteCurrency, reaches);
  }

  private static List<RootDistance> distances(
      SortedSet<String> roots,
      MarginScope scope,
      ScopeCurves curves,
      String quoteCurrency,
      Map<String, Reach> reaches) {
    List<RootDistance> distances = new ArrayList<>(roots.size());
    for (String root : roots) {
      distances.add(curves
          .movingAlone(root, quoteCurrency)
          .flatMap(leg -> known(leg, reaches))
          .map(reach -> distance(root, reach, Optional.empty()))
          .orElseGet(() -> distance(root, scope, curves, quoteCurrency)));
    }
    return distances;
  }

  private static Optional<Reach> known(Leg leg, Map<String, Reach> reaches) {
    return Optional.ofNullable(reaches.get(leg.instrument().instrumentId()))
        .map(reach -> reach.in(leg.priceVariable()));
  }

  private static SortedSet<String> roots(
      MarginScope scope, ScopeCurves curves, String quoteCurrency) {
    SortedSet<String> roots = new TreeSet<>();
    for (ScopeAsset asset : scope.assets()) {
      asset.legs().forEach(leg -> roots.add(leg.instrument().root()));
      if (!curves.netValue(asset).isZero() && !asset.asset().equals(quoteCurrency)) {
        roots.add(asset.root());
      }
    }
    roots.remove(quoteCurrency);
    return roots;
  }

  private static RootDistance distance(
      String root, MarginScope scope, ScopeCurves curves, String quoteCurrency) {
    if (!scope.margin().status().stands()) {
      Distance already = new Distance.AlreadyLiquidatable();
      return new RootDistance(root, already, already, Optional.empty());
    }
    Decimal trigger = scope.conventions().liquidationTrigger().fraction();
    Curve excess = curves.ofRoot(root, quoteCurrency).excess(trigger);
    Reach reach = Reach.of(excess, Fraction.ONE, true, scope.conventions().liquidatesAtTrigger());
    return distance(
        root, reach, excess.isStraight() ? Optional.empty() : Optional.of(Curve.TOLERANCE));
  }

  private static RootDistance distance(String root, Reach reach, Optional<Decimal> tolerance) {
    return new RootDistance(root, by(reach.below()), by(reach.above()), tolerance);
  }

  private static Distance by(Optional<Fraction> factor) {
    return factor
        .<Distance>map(x -> new Distance.By(x.minus(Fraction.ONE).rounded()))
        .orElseGet(Distance.None::new);
  }
}
