package io.crossguard.margin.liquidation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.PiecewiseLinear;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Liquidation and bankruptcy prices, tier-consistent and exact.
 *
 * <p>The price p of one instrument moves, in this scope, every row in it; every other mark and
 * every index stays. In u = p (inverse: 1/p)
 *
 * <pre>
 *   excess(u) = marginBalance(u) − trigger × maintenanceMargin(u)
 * </pre>
 *
 * is straight between tier edges and the place where the settlement asset's net changes sign. The
 * scope stands where the excess is not negative; the solver walks outwards from the mark, piece by
 * piece, to the first place beyond which it is.
 */
public final class LiquidationPriceSolver {

  /** The prices of every position, in the order of the account. */
  public List<PositionLiquidation> solve(ResolvedAccount account, List<ScopeMargin> margins) {
    Map<String, PositionLiquidation> byId = new HashMap<>();
    for (int i = 0; i < margins.size(); i++) {
      solve(account.scopes().get(i), margins.get(i).status(), byId);
    }
    return account.account().positions().stream()
        .map(position -> byId.get(position.positionId()))
        .toList();
  }

  private static void solve(
      MarginScope scope, ScopeStatus status, Map<String, PositionLiquidation> byId) {
    List<AssetFigures> figures = AssetFigures.of(scope);
    Decimal balance = sum(figures.stream().map(AssetFigures::marginBalance).toList());
    Decimal required = sum(figures.stream().map(AssetFigures::requiredInUnit).toList());
    for (AssetFigures asset : figures) {
      byInstrument(asset.asset())
          .forEach(
              legs -> {
                Decimal balanceOfOthers = balance.minus(asset.marginBalance());
                Decimal requiredByOthers = required.minus(asset.requiredInUnit());
                Curves curves =
                    new Curves(
                        marginBalance(asset, legs, balanceOfOthers),
                        maintenanceMargin(asset, legs, requiredByOthers));
                add(legs, curves, scope.liquidationTrigger(), status, byId);
              });
    }
  }

  private static void add(
      List<Leg> legs,
      Curves curves,
      Decimal trigger,
      ScopeStatus status,
      Map<String, PositionLiquidation> byId) {
    PiecewiseLinear excess =
        PiecewiseLinear.sum(
            List.of(
                curves.marginBalance(), curves.maintenanceMargin().times(trigger.negated())));
    Leg leg = legs.get(0);
    Flips liquidation = Flips.of(excess, leg, status.stands());
    Flips bankruptcy = Flips.of(curves.marginBalance(), leg, status != ScopeStatus.BANKRUPT);
    for (Leg each : legs) {
      for (Position row : each.rows()) {
        byId.put(
            row.positionId(),
            new PositionLiquidation(
                row.positionId(),
                liquidation.nearest(),
                liquidation.otherSide(),
                bankruptcy.nearest()));
      }
    }
  }

  private static PiecewiseLinear marginBalance(
      AssetFigures asset, List<Leg> legs, Decimal balanceOfOthers) {
    Line net =
        legs.stream()
            .map(Leg::unrealizedPnlLine)
            .reduce(Line.constant(Fraction.of(asset.netWithout(legs))), Line::plus)
            .times(asset.asset().unitPrice().value());
    return PiecewiseLinear.sum(
        List.of(
            asset.asset().haircut().valueCurve().compose(net),
            PiecewiseLinear.of(Line.constant(Fraction.of(balanceOfOthers)))));
  }

  private static PiecewiseLinear maintenanceMargin(
      AssetFigures asset, List<Leg> legs, Decimal requiredByOthers) {
    Decimal unitPrice = asset.asset().unitPrice().value();
    Decimal fixed =
        asset.maintenanceMarginWithout(legs).times(unitPrice).plus(requiredByOthers);
    List<PiecewiseLinear> terms = new ArrayList<>();
    terms.add(PiecewiseLinear.of(Line.constant(Fraction.of(fixed))));
    legs.forEach(leg -> terms.add(leg.maintenanceCurve().times(unitPrice)));
    return PiecewiseLinear.sum(terms);
  }

  private static Iterable<List<Leg>> byInstrument(ScopeAsset asset) {
    Map<String, List<Leg>> legs = new LinkedHashMap<>();
    for (Leg leg : asset.legs()) {
      legs.computeIfAbsent(leg.instrument().instrumentId(), id -> new ArrayList<>(2)).add(leg);
    }
    return legs.values();
  }

  private static Decimal sum(List<Decimal> terms) {
    return terms.stream().reduce(Decimal.ZERO, Decimal::plus);
  }

  /** A scope's figures over the price variable of one instrument, in the unit of the scope. */
  private record Curves(PiecewiseLinear marginBalance, PiecewiseLinear maintenanceMargin) {}

  /** Where an excess changes sign on either side of the mark. */
  private record Flips(LiquidationPrice nearest, Optional<Price> otherSide) {

    static Flips of(PiecewiseLinear excess, Leg leg, boolean isCovered) {
      Fraction mark = leg.priceVariable();
      if (!isCovered) {
        Optional<Fraction> recovery =
            nearest(
                leg, excess.firstNonNegativeBelow(mark), excess.firstNonNegativeAbove(mark));
        return new Flips(
            new LiquidationPrice.AlreadyLiquidatable(recovery.map(Flips::price)),
            Optional.empty());
      }
      Optional<Fraction> below = excess.firstNegativeBelow(mark);
      Optional<Fraction> above = excess.firstNegativeAbove(mark);
      // The verdict is exact and the excess rounded: what falls at once stands at the mark alone.
      if (below.equals(Optional.of(mark)) || above.equals(Optional.of(mark))) {
        return new Flips(new LiquidationPrice.At(leg.markPrice()), Optional.empty());
      }
      Optional<Fraction> nearest = nearest(leg, below, above);
      if (nearest.isEmpty()) {
        return new Flips(new LiquidationPrice.None(), Optional.empty());
      }
      Optional<Price> other =
          below.isPresent() && above.isPresent()
              ? otherThan(nearest.get(), leg, below.get(), above.get())
              : Optional.empty();
      return new Flips(new LiquidationPrice.At(price(nearest.get())), other);
    }

    /** Of two places of the price variable, the price that is nearer to the mark; of equals the
     * lower place. */
    private static Optional<Fraction> nearest(
        Leg leg, Optional<Fraction> below, Optional<Fraction> above) {
      Optional<Fraction> lower = below.map(leg.instrument().payoff()::priceOf);
      Optional<Fraction> upper = above.map(leg.instrument().payoff()::priceOf);
      if (lower.isEmpty() || upper.isEmpty()) {
        return lower.or(() -> upper);
      }
      Fraction mark = Fraction.of(leg.markPrice().value());
      Fraction toLower = lower.get().minus(mark).abs();
      Fraction toUpper = upper.get().minus(mark).abs();
      return toLower.compareTo(toUpper) <= 0 ? lower : upper;
    }

    private static Optional<Price> otherThan(
        Fraction nearest, Leg leg, Fraction below, Fraction above) {
      Fraction lower = leg.instrument().payoff().priceOf(below);
      Fraction upper = leg.instrument().payoff().priceOf(above);
      return Optional.of(price(nearest.equals(lower) ? upper : lower));
    }

    private static Price price(Fraction price) {
      return new Price(price.rounded());
    }
  }
}
