package io.crossguard.margin.simulation;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.LiquidationPolicy.StopCondition;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a liquidation may end.
 *
 * <pre>
 *   always                   marginBalance  ≥ trigger × maintenanceMargin, and the scope stands
 *   MAINTENANCE_TIMES        marginBalance  ≥ multiple × maintenanceMargin
 *   MAINTENANCE_PLUS_NOTIONAL marginBalance ≥ maintenanceMargin + share × Σ notional
 *   INITIAL                  initialBalance ≥ initialMargin
 * </pre>
 *
 * Whether the scope stands is decided exactly, the rest by the figures as they are shown.
 */
final class StopTest {
  private final StopCondition condition;

  StopTest(StopCondition condition) {
    this.condition = condition;
  }

  /** A balance, what it must reach, and which part of that one position is the cause of. */
  private record Demand(Decimal balance, Decimal required, Fraction ofPosition) {
    Decimal excess() {
      return balance.minus(required);
    }
  }

  boolean isMet(SimulatedScope scope) {
    return scope.margin().status().stands() && !excess(scope).isNegative();
  }

  /** The least of what the balances have above what they must reach; negative while it lacks. */
  Decimal excess(SimulatedScope scope) {
    return required(scope).stream().map(Demand::excess).reduce(Decimal::min).orElseThrow();
  }

  /**
   * The contracts of a position whose own requirement is what the balance lacks; at least 0, and
   * more than all of it where even that is not enough.
   *
   * <pre>
   *   (required − balance) / (requirement of the position / |quantity|)
   * </pre>
   */
  Decimal contractsLacking(SimulatedScope scope, OpenPosition position) {
    Decimal most = Decimal.ZERO;
    for (Demand demand : demands(scope, Demanded.of(position))) {
      Decimal lacking = demand.excess().negated();
      if (lacking.isPositive()) {
        most = most.max(
            demand.ofPosition().isPositive()
                ? Fraction.of(lacking.times(position.contracts()))
                    .dividedBy(demand.ofPosition())
                    .rounded()
                : position.contracts());
      }
    }
    return most;
  }

  /** What a position, or nothing, demands in the unit of the scope. */
  private record Demanded(Fraction maintenance, Fraction initial, Fraction notional) {
    static final Demanded NOTHING = new Demanded(Fraction.ZERO, Fraction.ZERO, Fraction.ZERO);

    static Demanded of(OpenPosition position) {
      return new Demanded(
          position.inUnit(position.maintenanceMargin()),
          position.inUnit(position.initialMargin()),
          position.inUnit(position.notional()));
    }
  }

  private List<Demand> required(SimulatedScope scope) {
    return demands(scope, Demanded.NOTHING);
  }

  private List<Demand> demands(SimulatedScope scope, Demanded position) {
    ScopeMargin margin = scope.margin();
    Decimal trigger = scope.scope().conventions().liquidationTrigger().fraction();
    List<Demand> demands = new ArrayList<>();
    demands.add(maintenance(margin, trigger, position));
    if (condition instanceof StopCondition.MaintenanceTimes times) {
      demands.add(maintenance(margin, times.multiple(), position));
    } else if (condition instanceof StopCondition.MaintenancePlusNotional plus) {
      Decimal share = plus.share().fraction();
      demands.add(new Demand(
          margin.marginBalance().amount(),
          margin.maintenanceMargin().amount().plus(notional(scope).times(share)),
          position.maintenance().plus(position.notional().times(share))));
    } else if (condition instanceof StopCondition.Initial) {
      demands.add(new Demand(
          margin.initialMarginBalance().amount(),
          margin.initialMargin().amount(),
          position.initial()));
    }
    return demands;
  }

  private static Demand maintenance(ScopeMargin margin, Decimal multiple, Demanded position) {
    return new Demand(
        margin.marginBalance().amount(),
        margin.maintenanceMargin().amount().times(multiple),
        position.maintenance().times(multiple));
  }

  private static Decimal notional(SimulatedScope scope) {
    return scope.scope().assets().stream()
        .flatMap(asset -> asset.legs().stream()
            .map(leg -> leg.notional().rounded().times(asset.unitPrice().value())))
        .reduce(Decimal.ZERO, Decimal::plus);
  }
}
