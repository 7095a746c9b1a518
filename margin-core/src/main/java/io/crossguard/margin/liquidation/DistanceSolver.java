package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.List;
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
    ScopeCurves curves = new ScopeCurves(scope);
    return distances(roots(scope, curves, quoteCurrency), scope, curves, quoteCurrency);
  }

  /** Those of some roots alone. */
  public List<RootDistance> solve(MarginScope scope, String quoteCurrency, Set<String> some) {
    ScopeCurves curves = new ScopeCurves(scope);
    SortedSet<String> roots = roots(scope, curves, quoteCurrency);
    roots.retainAll(some);
    return distances(roots, scope, curves, quoteCurrency);
  }

  private static List<RootDistance> distances(
      SortedSet<String> roots, MarginScope scope, ScopeCurves curves, String quoteCurrency) {
    return roots.stream()
        .map(root -> distance(root, scope, curves, quoteCurrency))
        .toList();
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
    Curve excess =
        Flips.notNegativeAt(Fraction.ONE, curves.ofRoot(root, quoteCurrency).excess(trigger));
    Optional<Decimal> tolerance =
        excess.isStraight() ? Optional.empty() : Optional.of(Curve.TOLERANCE);
    if (scope.conventions().liquidatesAtTrigger()) {
      Curve shortfall = excess.times(Decimal.ONE.negated());
      return new RootDistance(
          root,
          by(shortfall.firstNonNegativeBelow(Fraction.ONE)),
          by(shortfall.firstNonNegativeAbove(Fraction.ONE)),
          tolerance);
    }
    return new RootDistance(
        root,
        by(excess.firstNegativeBelow(Fraction.ONE)),
        by(excess.firstNegativeAbove(Fraction.ONE)),
        tolerance);
  }

  private static Distance by(Optional<Fraction> factor) {
    return factor
        .<Distance>map(x -> new Distance.By(x.minus(Fraction.ONE).rounded()))
        .orElseGet(Distance.None::new);
  }
}
