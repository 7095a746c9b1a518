package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.plan.Move;
import io.crossguard.advisor.plan.MoveWriter;
import io.crossguard.advisor.plan.Refusal;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what is done with all positions of a unit at once: it leaves, or it shrinks. */
final class UnitWriter {
  private final Portfolio portfolio;
  private final RiskUnits units;
  private final List<PositionCase> cases;
  private final Stress stress;
  private final UnitReduction reduction;
  private final MoveWriter moveWriter;
  private final List<Move> moves = new ArrayList<>();
  private final Map<String, Refusal> refusals = new HashMap<>();
  private final Map<String, SubAccount> subAccounts = new LinkedHashMap<>();
  private final Set<String> shrunk = new HashSet<>();
  private final Map<String, Quantity> closed;

  /**
   * @param cases of all positions
   * @param closedOfTails what is closed of correlated hedges
   */
  UnitWriter(
      Portfolio portfolio,
      Stress stress,
      RiskUnits units,
      List<PositionCase> cases,
      Map<String, Quantity> closedOfTails,
      UnitReduction reduction,
      MoveWriter moveWriter) {
    this.portfolio = portfolio;
    this.stress = stress;
    this.closed = new HashMap<>(closedOfTails);
    this.units = units;
    this.cases = cases;
    this.reduction = reduction;
    this.moveWriter = moveWriter;
  }

  List<Move> moves() {
    return List.copyOf(moves);
  }

  /** What was found impossible before anything was tried, by unit. */
  Map<String, Refusal> refusals() {
    return refusals;
  }

  /** The sub-accounts that units leave for. */
  List<SubAccount> subAccounts() {
    return List.copyOf(subAccounts.values());
  }

  Recommendation reduce(PositionCase of, PoolSizing pool) {
    RiskUnit unit = units.of(of);
    if (shrunk.add(unit.unitId())) {
      List<PositionCase> shrinking = cases.stream()
          .filter(each -> each.intent() == Intent.REDUCE_TOGETHER)
          .filter(each -> unit.includes(each.structure().group()))
          .toList();
      if (unit.hasOptions()) {
        closed.putAll(closedOfOptions(unit, shrinking, pool));
      }
      List<MoveWriter.Closing> closings = UnitReduction.closings(shrinking, closed);
      if (!closings.isEmpty()) {
        moves.add(moveWriter.reduceTogether(unit.unitId(), closings));
      }
    }
    Quantity ofPosition = closed.getOrDefault(of.positionId(), Quantity.ZERO);
    return ofPosition.isZero()
        ? new Recommendation.KeepCross()
        : new Recommendation.Reduce(ofPosition, Optional.empty());
  }

  /** Options and what is beside them shrink to what the margin that they get would carry. */
  private Map<String, Quantity> closedOfOptions(
      RiskUnit unit, List<PositionCase> shrinking, PoolSizing pool) {
    return pool.sized(unit)
        .filter(PoolSizing.Sized::isShort)
        .map(sized -> reduction.closed(
            unit.unitId(),
            shrinking,
            sized.margin().dividedBy(sized.wanted()),
            then -> fits(unit, sized.margin(), then)))
        .orElse(Map.of());
  }

  private boolean fits(RiskUnit unit, Fraction margin, AccountStructure then) {
    RiskUnits unitsThen = new RiskUnits(then, stress.of(then.portfolio()));
    return then.groups().stream()
        .filter(unit::includes)
        .map(unitsThen::of)
        .allMatch(each -> each.mayStay()
            || unitsThen
                .marginWanted(each)
                .filter(w -> w.compareTo(margin) <= 0)
                .isPresent());
  }

  Recommendation leave(PositionCase of, PoolSizing pool) {
    RiskUnit unit = units.of(of);
    SubAccount subAccount = subAccounts.computeIfAbsent(unit.unitId(), id -> leave(unit, of, pool));
    Quantity there = subAccount.positions().stream()
        .filter(position -> position.positionId().equals(of.positionId()))
        .map(Position::quantity)
        .findFirst()
        .orElse(Quantity.ZERO);
    return new Recommendation.MoveGroupToSubaccount(subAccount.margin(), there);
  }

  /** Closes a unit here, and opens there as much of it as its margin carries. */
  private SubAccount leave(RiskUnit unit, PositionCase of, PoolSizing pool) {
    Fraction granted = pool.sized(unit).map(PoolSizing.Sized::margin).orElse(Fraction.ZERO);
    Decimal sized = portfolio.inAsset(granted, of.settlementAsset()).rounded();
    Decimal withdrawable = withdrawable(unit, of.settlementAsset()).max(Decimal.ZERO);
    Money margin = of.money(sized.min(withdrawable).roundedDownTo(Lots.FINEST_STEP));
    Decimal required =
        SubAccount.requirement(unit, portfolio.account()).initialMargin().amount();
    boolean isWhole = !portfolio.inQuote(margin).isLessThan(required);
    Fraction wanted = pool.sized(unit)
        .map(PoolSizing.Sized::wanted)
        .orElse(Fraction.ZERO)
        .max(Fraction.of(required));
    Fraction share =
        isWhole ? Fraction.ONE : Fraction.of(portfolio.inQuote(margin)).dividedBy(wanted);
    // What is isolated comes first: it brings its margin into the wallet.
    List<Position> today = unit.positions()
        .map(PositionLeg::position)
        .sorted(Comparator.comparing(Position::isCross))
        .toList();
    List<Position> there = unit.positions()
        .filter(leg -> !part(leg, share).isZero())
        .map(leg -> leg.position().withQuantity(part(leg, share)).withMode(new MarginMode.Cross()))
        .toList();
    if (margin.isPositive()) {
      moves.add(moveWriter.leave(unit.unitId(), today, margin));
    } else {
      refusals.put(unit.unitId(), new Refusal(true, "Nothing may leave for " + unit.unitId()));
    }
    return new SubAccount(margin, there);
  }

  private static Quantity part(PositionLeg leg, Fraction share) {
    Quantity whole = leg.position().quantity();
    return share.equals(Fraction.ONE)
        ? whole
        : Lots.within(new Quantity(share.times(whole.contracts()).rounded()), leg.instrument());
  }

  /** What is in the wallet once the unit is closed: no venue lets more of an asset leave. */
  private Decimal withdrawable(RiskUnit unit, String asset) {
    Decimal wallet = portfolio.account().wallet(asset);
    return unit.positions()
        .filter(leg -> leg.instrument().settlementAsset().equals(asset))
        .map(leg -> leg.margin().unrealizedPnl().amount().plus(AccountDraft.margin(leg.position())))
        .reduce(wallet, Decimal::plus);
  }
}
