package io.crossguard.margin.liquidation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
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
    for (MarginScope scope : account.scopes()) {
      ScopeCurves curves = new ScopeCurves(scope);
      ScopeStatus status = scope.margin().status();
      for (String instrumentId : curves.instruments()) {
        List<Leg> legs = curves.legsOfInstrument(instrumentId);
        add(legs, curves.ofPrice(instrumentId), scope.conventions(), status, byId);
      }
    }
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
    return bankruptcyPrice(curves.ofPrice(instrumentId), leg, scope.margin().status());
  }

  private static LiquidationPrice bankruptcyPrice(
      ScopeCurves.Curves curves, Leg leg, ScopeStatus status) {
    return Flips.of(curves.marginBalance(), leg, status != ScopeStatus.BANKRUPT, false)
        .nearest();
  }

  private static void add(
      List<Leg> legs,
      ScopeCurves.Curves curves,
      Conventions conventions,
      ScopeStatus status,
      Map<String, PositionLiquidation> byId) {
    Leg leg = legs.get(0);
    Curve excess = curves.excess(conventions.liquidationTrigger().fraction());
    Flips liquidation = Flips.of(excess, leg, status.stands(), conventions.liquidatesAtTrigger());
    LiquidationPrice bankruptcy = bankruptcyPrice(curves, leg, status);
    Optional<LiquidationPrice> backstop =
        conventions.backstopLevel().map(Rate::fraction).map(l -> level(curves, l, leg));
    Optional<Decimal> tolerance =
        excess.isStraight() ? Optional.empty() : Optional.of(Curve.TOLERANCE);
    for (Leg each : legs) {
      for (Position row : each.rows()) {
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

  /** Where the balance falls below a multiple of the requirement. */
  private static LiquidationPrice level(ScopeCurves.Curves curves, Decimal multiple, Leg leg) {
    Curve excess = curves.excess(multiple);
    boolean isCovered = !excess.at(leg.priceVariable()).isNegative();
    return Flips.of(excess, leg, isCovered, false).nearest();
  }
}
