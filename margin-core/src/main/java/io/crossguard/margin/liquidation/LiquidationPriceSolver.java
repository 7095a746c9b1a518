package io.crossguard.margin.liquidation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Liquidation, bankruptcy and backstop prices, tier-consistent, and exact wherever the rules are
 * straight.
 *
 * <p>The price p of one instrument moves, in this scope, every row in it; every other mark and
 * every index stays. Over u = p (inverse: 1/p)
 *
 * <pre>
 *   excess(u) = marginBalance(u) − level × maintenanceMargin(u)
 * </pre>
 *
 * with the trigger, 0 or the backstop level. The scope stands where the excess is not negative; the
 * solver walks outwards from the mark, piece by piece, to the first place beyond which it is.
 */
public final class LiquidationPriceSolver {

  /** The prices of every position, in the order of the account. */
  public List<PositionLiquidation> solve(ResolvedAccount account) {
    Map<String, PositionLiquidation> byId = new HashMap<>();
    account.scopes().forEach(scope -> solve(scope, new ScopeCurves(scope), byId));
    return inOrder(account, byId);
  }

  static List<PositionLiquidation> inOrder(
      ResolvedAccount account, Map<String, PositionLiquidation> byId) {
    return account.account().positions().stream()
        .map(position -> byId.get(position.positionId()))
        .toList();
  }

  /**
   * The bankruptcy price of one instrument of a scope.
   *
   * @param instrumentId an instrument that the scope holds
   */
  public LiquidationPrice bankruptcyPrice(MarginScope scope, String instrumentId) {
    ScopeCurves curves = new ScopeCurves(scope);
    Leg leg = curves.legsOfInstrument(instrumentId).get(0);
    return bankruptcyPrice(curves.ofPrice(instrumentId), leg, scope);
  }

  /**
   * Adds the prices of a scope's positions.
   *
   * @return over the price variable of each instrument, how far it may go until the scope no longer
   *     stands; without those that are bracketed, and empty if it does not stand now
   */
  static Map<String, Reach> solve(
      MarginScope scope, ScopeCurves curves, Map<String, PositionLiquidation> byId) {
    Map<String, Reach> reaches = new HashMap<>();
    Conventions conventions = scope.conventions();
    boolean stands = scope.margin().status().stands();
    for (String instrumentId : curves.instruments()) {
      List<Leg> legs = curves.legsOfInstrument(instrumentId);
      ScopeCurves.Curves ofPrice = curves.ofPrice(instrumentId);
      Curve excess = ofPrice.excess(conventions.liquidationTrigger().fraction());
      Reach reach =
          Reach.of(excess, legs.get(0).priceVariable(), stands, conventions.liquidatesAtTrigger());
      if (stands && excess.isStraight()) {
        reaches.put(instrumentId, reach);
      }
      Optional<Decimal> tolerance =
          excess.isStraight() ? Optional.empty() : Optional.of(Curve.TOLERANCE);
      add(legs, Flips.of(reach, legs.get(0), stands), ofPrice, scope, tolerance, byId);
    }
    return reaches;
  }

  private static void add(
      List<Leg> legs,
      Flips liquidation,
      ScopeCurves.Curves curves,
      MarginScope scope,
      Optional<Decimal> tolerance,
      Map<String, PositionLiquidation> byId) {
    LiquidationPrice bankruptcy = bankruptcyPrice(curves, legs.get(0), scope);
    Optional<LiquidationPrice> backstop = scope
        .conventions()
        .backstopLevel()
        .map(level -> level(curves, level.fraction(), legs.get(0)));
    for (Leg leg : legs) {
      for (Position row : leg.rows()) {
        byId.put(
            row.positionId(),
            new PositionLiquidation(
                row.positionId(),
                liquidation.nearest(),
                liquidation.otherSide(),
                bankruptcy,
                backstop,
                tolerance));
      }
    }
  }

  private static LiquidationPrice bankruptcyPrice(
      ScopeCurves.Curves curves, Leg leg, MarginScope scope) {
    return price(curves.marginBalance(), leg, scope.margin().status() != ScopeStatus.BANKRUPT);
  }

  /** Where the balance falls below a multiple of the requirement. */
  private static LiquidationPrice level(ScopeCurves.Curves curves, Decimal multiple, Leg leg) {
    Curve excess = curves.excess(multiple);
    return price(excess, leg, !excess.at(leg.priceVariable()).isNegative());
  }

  private static LiquidationPrice price(Curve excess, Leg leg, boolean isCovered) {
    Reach reach = Reach.of(excess, leg.priceVariable(), isCovered, false);
    return Flips.of(reach, leg, isCovered).nearest();
  }
}
