package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a root can move before a scope stops standing.
 *
 * <p>All marks and indexes of the root are multiplied by a factor x above 0; other roots and the
 * quote currency stay. In the quote currency
 *
 * <pre>
 *   excess(x) = marginBalance(x) − trigger × maintenanceMargin(x)
 * </pre>
 *
 * is straight between tier edges and sign changes of an asset's net. What an asset of the root
 * itself amounts to is multiplied by x too: for an inverse leg the payoff over 1/(M·x) becomes
 * straight in x by its {@linkplain PiecewiseLinear#perspective perspective}. The solver walks
 * outwards from x = 1 to the first place beyond which the excess is negative.
 */
public final class DistanceSolver {

  /**
   * The distances of a scope, by root in alphabetical order: the roots of its positions and of the
   * assets of which it has a net amount, but for the quote currency.
   */
  public List<RootDistance> solve(MarginScope scope, boolean stands, String quoteCurrency) {
    List<AssetFigures> figures = AssetFigures.of(scope);
    SortedSet<String> roots = new TreeSet<>();
    for (AssetFigures asset : figures) {
      asset.asset().legs().forEach(leg -> roots.add(leg.instrument().root()));
      if (!asset.net().isZero()) {
        roots.add(asset.asset().root());
      }
    }
    roots.remove(quoteCurrency);
    return roots.stream()
        .map(root -> distance(root, scope, figures, stands, quoteCurrency))
        .toList();
  }

  private static RootDistance distance(
      String root,
      MarginScope scope,
      List<AssetFigures> figures,
      boolean stands,
      String quoteCurrency) {
    if (!stands) {
      return both(root, new Distance.AlreadyLiquidatable());
    }
    List<PiecewiseLinear> terms = new ArrayList<>();
    Decimal still = Decimal.ZERO;
    for (AssetFigures figure : figures) {
      ScopeAsset asset = figure.asset();
      boolean indexMoves = asset.root().equals(root) && !asset.asset().equals(quoteCurrency);
      List<Leg> moving = figure.legsOf(root);
      if (indexMoves && moving.stream().anyMatch(leg -> !isInverse(leg))) {
        return both(
            root,
            new Distance.Indeterminate(
                "a linear or quanto position that settles in its own root is not straight in the"
                    + " move of the root"));
      }
      if (!indexMoves && moving.isEmpty()) {
        still = still.plus(excess(figure, scope));
      } else {
        terms.addAll(new Moved(figure, moving, indexMoves).excess(scope.liquidationTrigger()));
      }
    }
    terms.add(PiecewiseLinear.of(Line.constant(Fraction.of(still))));
    PiecewiseLinear excess = notNegativeNow(PiecewiseLinear.sum(terms));
    return new RootDistance(
        root,
        distance(excess.firstNegativeBelow(Fraction.ONE)),
        distance(excess.firstNegativeAbove(Fraction.ONE)));
  }

  /** The verdict is exact and the excess rounded: one that is negative now is 0. */
  private static PiecewiseLinear notNegativeNow(PiecewiseLinear excess) {
    Fraction now = excess.at(Fraction.ONE);
    return now.isNegative()
        ? PiecewiseLinear.sum(
            List.of(excess, PiecewiseLinear.of(Line.constant(now.negated()))))
        : excess;
  }

  /** What an asset that doesn't move has over what it requires, in the quote currency. */
  private static Decimal excess(AssetFigures figure, MarginScope scope) {
    Decimal inUnit =
        figure
            .marginBalance()
            .minus(figure.requiredInUnit().times(scope.liquidationTrigger()));
    return scope.asset().isPresent() ? inUnit.times(figure.asset().index().value()) : inUnit;
  }

  private static Distance distance(Optional<Fraction> factor) {
    return factor
        .<Distance>map(x -> new Distance.By(x.minus(Fraction.ONE).rounded()))
        .orElseGet(Distance.None::new);
  }

  private static RootDistance both(String root, Distance distance) {
    return new RootDistance(root, distance, distance);
  }

  private static boolean isInverse(Leg leg) {
    return leg.instrument().payoff() == Payoff.INVERSE;
  }

  /**
   * An asset that the move of a root reaches, in the quote currency over the factor x.
   *
   * @param figures the asset at the mark
   * @param moving its legs of the root
   * @param indexMoves whether the asset itself is of the root
   */
  private record Moved(AssetFigures figures, List<Leg> moving, boolean indexMoves) {

    List<PiecewiseLinear> excess(Decimal trigger) {
      Decimal index = figures.asset().index().value();
      Line net = still(figures.netWithout(moving));
      for (Leg leg : moving) {
        net = net.plus(overFactor(leg, PiecewiseLinear.of(leg.unrealizedPnlLine())).first());
      }
      List<PiecewiseLinear> terms = new ArrayList<>();
      terms.add(figures.asset().haircut().valueCurve().compose(net.times(index)));
      Decimal weight = index.times(trigger).negated();
      terms.add(
          PiecewiseLinear.of(still(figures.maintenanceMarginWithout(moving))).times(weight));
      for (Leg leg : moving) {
        terms.add(overFactor(leg, leg.maintenanceCurve()).times(weight));
      }
      return terms;
    }

    /** An amount of the asset that no mark changes: it moves only with the asset's index. */
    private Line still(Decimal amount) {
      Fraction fixed = Fraction.of(amount);
      return indexMoves ? Line.proportional(fixed) : Line.constant(fixed);
    }

    /** A figure over a leg's price variable, in the asset, as one over x, valued at the index. */
    private PiecewiseLinear overFactor(Leg leg, PiecewiseLinear figure) {
      return indexMoves
          ? figure.perspective(leg.priceVariable())
          : figure.compose(Line.proportional(leg.priceVariable()));
    }
  }
}
