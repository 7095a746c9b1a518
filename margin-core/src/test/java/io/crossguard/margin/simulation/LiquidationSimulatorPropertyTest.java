package io.crossguard.margin.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.LiquidationPolicy.CancelledOrders;
import io.crossguard.margin.rules.LiquidationPolicy.Portion;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every liquidation, over 12,000 random accounts a law. */
class LiquidationSimulatorPropertyTest {
  private static final int ACCOUNTS = 3_000;
  private static final int STEP_LIMIT = 500;
  // Of amounts up to a million, of which each division rounds the 34th digit.
  private static final Decimal ROUNDING = Decimal.parse("0.000000000000000001");

  private final LiquidationSimulator simulator = new LiquidationSimulator();
  private final MarginEvaluator evaluator = new MarginEvaluator();

  private interface Law {
    void holds(ResolvedAccount account, LiquidationPolicy policy);
  }

  private static void forAll(long seed, Law law) {
    for (int i = 0; i < ACCOUNTS; i++) {
      long own = seed * ACCOUNTS + i;
      RandomBook book = new RandomBook(new Random(own));
      ResolvedAccount account = book.next();
      try {
        law.holds(account, book.nextPolicy(CancelledOrders.ITS_OWN));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("account of seed " + own, e);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void everyStep_lowersOneQuantityAndNeverPassesZero(long seed) {
    forAll(seed, (account, policy) -> {
      SimulatedLiquidation simulated = simulator.simulate(account, policy, STEP_LIMIT);
      Map<String, Decimal> left = new HashMap<>();
      account.account().positions().forEach(p -> left.put(p.positionId(), quantity(p)));
      for (ScopeLiquidation scope : simulated.scopes()) {
        for (int i = 0; i < scope.steps().size(); i++) {
          LiquidationStep step = scope.steps().get(i);
          Decimal before = left.getOrDefault(step.positionId(), Decimal.ZERO);
          Decimal closed = step.quantity().contracts();
          assertThat(step.sequence()).isEqualTo(i + 1);
          assertThat(closed.signum()).isEqualTo(before.signum()).isNotZero();
          assertThat(closed.abs()).isLessThanOrEqualTo(before.abs());
          assertThat(step.fee().isNegative()).isFalse();
          left.put(step.positionId(), before.minus(closed));
        }
      }
      left.values().removeIf(Decimal::isZero);
      assertThat(simulated.after().account().positions().stream()
              .collect(Collectors.toMap(
                  Position::positionId, LiquidationSimulatorPropertyTest::quantity)))
          .isEqualTo(left);
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6, 7, 8})
  void everyLiquidation_ends_andItsOutcomeIsWhereItsScopeIs(long seed) {
    forAll(seed, (account, policy) -> {
      Map<String, ScopeMargin> before = byId(evaluator.evaluate(account));
      SimulatedLiquidation simulated = simulator.simulate(account, policy, STEP_LIMIT);
      Map<String, ScopeMargin> after = byId(simulated.margin());
      for (ScopeLiquidation scope : simulated.scopes()) {
        ScopeMargin was = before.get(scope.scopeId());
        ScopeMargin is = after.get(scope.scopeId());
        LiquidationOutcome outcome = scope.outcome();
        assertThat(outcome instanceof LiquidationOutcome.NotLiquidatable)
            .isEqualTo(was.status().stands());
        if (outcome instanceof LiquidationOutcome.NotLiquidatable) {
          assertThat(is).isEqualTo(was);
        } else if (outcome instanceof LiquidationOutcome.Restored) {
          assertThat(is.status().stands()).isTrue();
        } else if (outcome instanceof LiquidationOutcome.Bankrupt bankrupt) {
          assertThat(bankrupt.shortfall()).isEqualTo(scope.marginBalance().negated());
          assertThat(bankrupt.shortfall().isPositive()).isTrue();
          assertThat(is == null || is.status() == ScopeStatus.BANKRUPT).isTrue();
        } else if (outcome instanceof LiquidationOutcome.ClosedOut) {
          assertThat(scope.marginBalance().isNegative()).isFalse();
        } else {
          assertThat(mayCloseInEverSmallerParts(policy)).isTrue();
          assertThat(scope.steps()).hasSize(STEP_LIMIT);
        }
        if (is != null) {
          assertThat(scope.marginBalance()).isEqualTo(is.marginBalance());
        }
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {9, 10, 11, 12})
  void isolatedPositions_changeNoCrossScope(long seed) {
    forAll(seed, (account, policy) -> {
      Account given = account.account();
      Account crossOnly = new Account(
          given.accountId(),
          given.balances(),
          given.positions().stream().filter(Position::isCross).toList(),
          given.orders().stream().filter(order -> !order.isIsolated()).toList());
      Account without =
          new Account(given.accountId(), given.balances(), given.positions(), crossOnly.orders());
      SimulatedLiquidation alone = simulator.simulate(with(account, crossOnly), policy, STEP_LIMIT);
      SimulatedLiquidation beside = simulator.simulate(with(account, without), policy, STEP_LIMIT);
      int cross = alone.scopes().size();
      assertThat(beside.scopes().subList(0, cross)).isEqualTo(alone.scopes());
      assertThat(beside.margin().scopes().stream()
              .filter(scope -> scope.kind() == ScopeKind.CROSS)
              .toList())
          .isEqualTo(alone.margin().scopes());
      assertThat(beside.after().account().balances())
          .isEqualTo(alone.after().account().balances());
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {13, 14, 15, 16})
  void whatLeavesTheAccount_isFeesAndWhatTakersGain(long seed) {
    forAll(seed, (account, policy) -> {
      SimulatedLiquidation simulated = simulator.simulate(account, policy, STEP_LIMIT);
      Decimal left = Decimal.ZERO;
      Map<String, ScopeMargin> after = byId(simulated.margin());
      for (ScopeLiquidation scope : simulated.scopes()) {
        for (LiquidationStep step : scope.steps()) {
          left = left.plus(inQuote(account, step.fee().plus(step.takerGain())));
        }
        if (scope.scopeId().startsWith("isolated") && !after.containsKey(scope.scopeId())) {
          left = left.plus(inQuote(account, scope.marginBalance()));
        }
      }
      Decimal before = evaluator.evaluate(account).totals().equity().amount();
      Decimal now = simulated.margin().totals().equity().amount();
      assertThat(before.minus(now).minus(left).abs()).isLessThan(ROUNDING);
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {17, 18, 19, 20})
  void anyPolicy_repeatedOnWhatItLeaves_doesNothingMore(long seed) {
    for (int i = 0; i < ACCOUNTS; i++) {
      RandomBook book = new RandomBook(new Random(seed * ACCOUNTS + i));
      ResolvedAccount account = book.next();
      LiquidationPolicy policy = book.nextPolicy();
      SimulatedLiquidation once = simulator.simulate(account, policy, STEP_LIMIT);
      SimulatedLiquidation twice = simulator.simulate(once.after(), policy, STEP_LIMIT);
      if (mayCloseInEverSmallerParts(policy)) {
        continue;
      }
      assertThat(twice.scopes().stream().flatMap(scope -> scope.steps().stream()))
          .as("seed %s", seed * ACCOUNTS + i)
          .isEmpty();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void theMinimum_isTheLeastClosureThatMeetsTheStopCondition(long seed) {
    for (int i = 0; i < ACCOUNTS; i++) {
      Random random = new Random(seed * ACCOUNTS + i);
      RandomBook book = new RandomBook(random);
      ResolvedAccount account = book.next();
      LiquidationPolicy drawn = book.nextPolicy(CancelledOrders.ITS_OWN);
      LiquidationPolicy policy = new LiquidationPolicy(
          CancelledOrders.ITS_OWN,
          false,
          drawn.order(),
          new Portion.Minimum(false),
          drawn.stopCondition(),
          drawn.price(),
          drawn.feeRate());
      List<ScopeLiquidation> scopes = simulator.simulate(account, policy, 1).scopes();
      for (int place = 0; place < scopes.size(); place++) {
        if (!scopes.get(place).steps().isEmpty()) {
          assertLeast(account.scopes().get(place), scopes.get(place), policy, random);
        }
      }
    }
  }

  /** Looks at smaller closures of the first step: none may do. */
  private static void assertLeast(
      MarginScope scope, ScopeLiquidation liquidation, LiquidationPolicy policy, Random random) {
    SimulatedScope start =
        new SimulatedScope(scope).withoutOrders(Set.copyOf(liquidation.cancelledOrderIds()));
    LiquidationStep first = liquidation.steps().get(0);
    OpenPosition position = start.positions().stream()
        .filter(open -> open.positionId().equals(first.positionId()))
        .findFirst()
        .orElseThrow();
    Decimal step = position.instrument().quantityStep().orElse(ROUNDING);
    Decimal most = first.quantity().contracts().abs().roundedUpTo(step).minus(step);
    StopTest stop = new StopTest(policy.stopCondition());
    for (int i = 0; i < 6; i++) {
      Decimal share = Decimal.of(i == 0 ? 1_000 : random.nextInt(1_000));
      Decimal less = most.times(share).times(Decimal.parse("0.001")).roundedDownTo(step);
      if (less.isPositive()) {
        SimulatedScope after =
            Closing.afterFullFee(start, position, less, first.price(), policy.feeRate());
        assertThat(stop.isMet(after) && !isolatedMarginIsGone(after))
            .as("%s closed %s of %s", less, first, policy)
            .isFalse();
      }
    }
  }

  private static boolean isolatedMarginIsGone(SimulatedScope after) {
    return after.scope().kind() == ScopeKind.ISOLATED
        && after.margin().walletBalance().isNegative();
  }

  /** Where a closing costs what it frees, what the balance lacks shrinks with the position. */
  private static boolean mayCloseInEverSmallerParts(LiquidationPolicy policy) {
    return policy.portion().equals(new Portion.Minimum(true));
  }

  private static ResolvedAccount with(ResolvedAccount account, Account other) {
    return ResolvedAccount.of(other, account.market(), account.rules());
  }

  private static Decimal quantity(Position position) {
    Quantity quantity = position.quantity();
    return quantity.contracts();
  }

  private static Decimal inQuote(ResolvedAccount account, Money amount) {
    return amount.amount().times(account.index(amount.asset()).value());
  }

  private static Map<String, ScopeMargin> byId(AccountMargin margin) {
    List<ScopeMargin> scopes = margin.scopes();
    return scopes.stream().collect(Collectors.toMap(ScopeMargin::scopeId, Function.identity()));
  }
}
