package io.crossguard.margin.simulation;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Liquidates one scope whose orders are cancelled, step by step, evaluating it afresh before every
 * step.
 */
final class ScopeLiquidator {
  private final LiquidationPolicy policy;
  private final int stepLimit;
  private final Runnable beforeEach;
  private final StopTest stop;
  private final ClosingQuantity closingQuantity;
  private final ClosingPriceCalculator priceCalculator = new ClosingPriceCalculator();
  private final List<LiquidationStep> steps = new ArrayList<>();
  private final Set<String> reduced = new HashSet<>();
  private SimulatedScope scope;

  /**
   * @param scope as it is without the orders that are cancelled
   * @param beforeEach runs before each closing; what it throws ends the liquidation
   */
  ScopeLiquidator(
      LiquidationPolicy policy, int stepLimit, SimulatedScope scope, Runnable beforeEach) {
    this.policy = policy;
    this.stepLimit = stepLimit;
    this.stop = new StopTest(policy.stopCondition());
    this.closingQuantity = new ClosingQuantity(policy.portion(), stop);
    this.scope = scope;
    this.beforeEach = beforeEach;
  }

  /** Where the scope is now. */
  SimulatedScope scope() {
    return scope;
  }

  /** What was done so far. */
  List<LiquidationStep> steps() {
    return steps;
  }

  LiquidationOutcome liquidate() {
    if (scope.margin().status().stands()) {
      return new LiquidationOutcome.Restored();
    }
    if (policy.netsOppositeFirst() && !netOpposite()) {
      return new LiquidationOutcome.StepLimit();
    }
    while (true) {
      List<OpenPosition> positions = scope.positions();
      if (positions.isEmpty()) {
        return nothingLeft();
      }
      if (stop.isMet(scope)) {
        return new LiquidationOutcome.Restored();
      }
      if (steps.size() >= stepLimit) {
        return new LiquidationOutcome.StepLimit();
      }
      Closing next = closing(NextPosition.of(positions, policy.order()));
      reduced.add(next.position().positionId());
      record(next);
    }
  }

  private LiquidationOutcome nothingLeft() {
    Money balance = scope.margin().marginBalance();
    return balance.isNegative()
        ? new LiquidationOutcome.Bankrupt(balance.negated())
        : new LiquidationOutcome.ClosedOut();
  }

  private Closing closing(OpenPosition position) {
    beforeEach.run();
    Price price = priceCalculator.price(scope, position, policy.price());
    Function<Decimal, Closing> closing =
        contracts -> Closing.of(scope, position, contracts, price, policy.feeRate());
    Decimal contracts = closingQuantity.contracts(
        scope,
        position,
        !reduced.contains(position.positionId()),
        part -> Closing.afterFullFee(scope, position, part, price, policy.feeRate()));
    Closing part = closing.apply(contracts);
    return exceedsIsolatedMargin(part) ? closing.apply(position.contracts()) : part;
  }

  /** A part whose loss is more than the assigned margin can't be closed without the rest. */
  private static boolean exceedsIsolatedMargin(Closing closing) {
    return closing.after().scope().kind() == ScopeKind.ISOLATED
        && closing.after().margin().walletBalance().isNegative();
  }

  /**
   * Closes long and short rows of one instrument against each other, in the order of their ids.
   *
   * @return whether the step limit was enough for all of them
   */
  private boolean netOpposite() {
    Optional<Pair> pair = firstPair();
    while (pair.isPresent() && steps.size() + 2 <= stepLimit) {
      Decimal contracts =
          pair.get().longSide().contracts().min(pair.get().shortSide().contracts());
      String shortId = pair.get().shortSide().positionId();
      record(atMark(pair.get().longSide(), contracts));
      OpenPosition shortSide = scope.positions().stream()
          .filter(position -> position.positionId().equals(shortId))
          .findFirst()
          .orElseThrow();
      record(atMark(shortSide, contracts));
      pair = firstPair();
    }
    return pair.isEmpty();
  }

  private Closing atMark(OpenPosition position, Decimal contracts) {
    beforeEach.run();
    return Closing.of(scope, position, contracts, position.leg().markPrice(), Rate.ZERO);
  }

  /** Two opposite rows of one instrument. */
  private record Pair(OpenPosition longSide, OpenPosition shortSide) {}

  private Optional<Pair> firstPair() {
    List<OpenPosition> byId = scope.positions().stream()
        .sorted(Comparator.comparing(OpenPosition::positionId))
        .toList();
    Map<String, OpenPosition> shortSides = new HashMap<>();
    for (OpenPosition position : byId) {
      if (position.row().side() == Side.SHORT) {
        shortSides.putIfAbsent(position.instrument().instrumentId(), position);
      }
    }
    for (OpenPosition position : byId) {
      OpenPosition shortSide = shortSides.get(position.instrument().instrumentId());
      if (position.row().side() == Side.LONG && shortSide != null) {
        return Optional.of(new Pair(position, shortSide));
      }
    }
    return Optional.empty();
  }

  private void record(Closing closing) {
    String asset = closing.position().instrument().settlementAsset();
    String positionId = closing.position().positionId();
    scope = closing.after();
    steps.add(new LiquidationStep(
        steps.size() + 1,
        positionId,
        closing.quantity(),
        closing.price(),
        new Money(closing.realizedPnl(), asset),
        new Money(closing.fee(), asset),
        new Money(closing.takerGain(), asset),
        scope.margin().marginBalance(),
        scope.margin().maintenanceMargin()));
  }
}
