package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.DistanceSolver;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the distance of a root to liquidation. */
class DistanceSolverPropertyTest {

  private static final Decimal ROUNDING = Decimal.ONE.dividedBy(
      Decimal.parse("1000000000000000").times(Decimal.parse("10000000000000")));
  private static final Decimal STEP = Decimal.parse("0.000001");

  private static final List<Decimal> FAR_UP =
      List.of(Decimal.parse("1.1"), Decimal.of(40), Decimal.of(900_000));
  private static final List<Decimal> FAR_DOWN =
      List.of(Decimal.parse("0.9"), Decimal.parse("0.02"), STEP);

  private final MarginEngine engine = new MarginEngine();

  static LongStream seeds() {
    return RandomBlock.seeds();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scope_movedByItsDistance_standsUpToThereAndNotBeyond(long seed) {
    checkMoves(seed, move -> {
      if (move.distance() instanceof Distance.By by) {
        if (move.isExact()) {
          assertCovers(move, by.move());
        }
        assertStandsBetween(move, by.move());
        Decimal beyond = Decimal.ONE.plus(by.move()).times(move.outwards());
        assertThat(move.standsAt(beyond)).as("beyond %s", by.move()).isFalse();
      } else if (move.distance() instanceof Distance.None) {
        for (Decimal far : move.isUp() ? FAR_UP : FAR_DOWN) {
          assertThat(move.standsAt(far)).as("at %s", far).isTrue();
        }
      } else if (move.distance() instanceof Distance.AlreadyLiquidatable) {
        assertThat(move.scope().status().stands()).isFalse();
      }
    });
  }

  private static void assertCovers(Move move, Decimal distance) {
    ScopeMargin there = move.scopeAt(Decimal.ONE.plus(distance));
    Decimal trigger = move.account().rules().conventions().liquidationTrigger().fraction();
    Decimal required = there.maintenanceMargin().amount().times(trigger);
    assertThat(there.marginBalance().amount().minus(required).abs())
        .as("%s covers %s", there.marginBalance(), required)
        .isLessThanOrEqualTo(move.terms(distance).times(ROUNDING));
  }

  /** A move that is smaller than a quotient's rounding has nothing between. */
  private static void assertStandsBetween(Move move, Decimal distance) {
    if (!distance.abs().isGreaterThan(ROUNDING)) {
      return;
    }
    for (String part : List.of("0.000001", "0.4", "0.999999")) {
      Decimal between = Decimal.ONE.plus(distance.times(Decimal.parse(part)));
      assertThat(move.standsAt(between)).as("at %s", between).isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void solve_someRoots_givesTheirsOfAll(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      ResolvedAccount resolved = account.resolved();
      for (MarginScope scope : resolved.scopes()) {
        String quote = resolved.rules().quoteCurrency();
        List<RootDistance> all = new DistanceSolver().solve(scope, quote);
        List<RootDistance> chosen =
            all.stream().filter(each -> random.nextBoolean()).toList();
        Set<String> roots = chosen.stream().map(RootDistance::root).collect(Collectors.toSet());
        assertThat(new DistanceSolver().solve(scope, quote, roots)).isEqualTo(chosen);
      }
    });
  }

  /** What the engine takes over from the price of a single contract is what the root's own motion says. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void evaluate_allRoots_givesTheDistanceOfEachRootsOwnMotion(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      ResolvedAccount resolved = account.resolved();
      List<List<RootDistance>> evaluated = engine.evaluate(resolved).distances();
      for (int i = 0; i < evaluated.size(); i++) {
        assertThat(evaluated.get(i))
            .isEqualTo(new DistanceSolver()
                .solve(resolved.scopes().get(i), resolved.rules().quoteCurrency()));
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void deposit_ofAnyAmount_neverBringsADistanceNearer(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      if (account.account().balances().isEmpty()) {
        return;
      }
      int chosen = random.nextInt(account.account().balances().size());
      List<Balance> balances = new ArrayList<>(account.account().balances());
      Balance held = balances.get(chosen);
      balances.set(
          chosen,
          new Balance(
              held.asset(), held.quantity().plus(RandomAccount.decimal(random, 0, 300, 3))));
      Evaluation before = engine.evaluate(account.resolved());
      Evaluation after = engine.evaluate(account.withBalances(balances).resolved());
      for (int i = 0; i < before.distances().size(); i++) {
        for (RootDistance was : before.distances().get(i)) {
          after.distances().get(i).stream()
              .filter(is -> is.root().equals(was.root()))
              .forEach(is -> {
                assertNotNearer(was.down(), is.down());
                assertNotNearer(was.up(), is.up());
              });
        }
      }
    });
  }

  private static void assertNotNearer(Distance was, Distance is) {
    if (was instanceof Distance.None) {
      assertThat(is).isEqualTo(was);
    } else if (was instanceof Distance.By before && is instanceof Distance.By after) {
      assertThat(after.move().abs().plus(ROUNDING))
          .isGreaterThanOrEqualTo(before.move().abs());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void commonMove_ofAPairOfEqualNotional_keepsTheBalanceAndMultipliesTheRequirement(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < RandomBlock.ACCOUNTS; i++) {
      RandomAccount pair = hedgedPair(random);
      Decimal x = RandomAccount.decimal(random, 0, 5, 3).plus(STEP);
      RandomBlock.named(seed, i, pair::toString, () -> assertPairLaw(pair, x));
    }
  }

  private void assertPairLaw(RandomAccount pair, Decimal x) {
    ScopeMargin before = crossScope(engine.evaluateMargin(pair.resolved()).scopes());
    ScopeMargin after = crossScope(
        engine.evaluateMargin(pair.withRootMoved("BTC", x).resolved()).scopes());
    assertThat(after.marginBalance()).isEqualTo(before.marginBalance());
    assertThat(after.maintenanceMargin().amount())
        .isEqualTo(before.maintenanceMargin().amount().times(x));
    assertThat(before.maintenanceMargin().isPositive()).isTrue();
  }

  private static ScopeMargin crossScope(List<ScopeMargin> scopes) {
    return scopes.stream()
        .filter(scope -> scope.scopeId().startsWith("cross"))
        .findFirst()
        .orElseThrow();
  }

  /** A long and a short at different marks, of one notional: the quantities change places. */
  private static RandomAccount hedgedPair(Random random) {
    Decimal near = RandomAccount.decimal(random, 10, 90_000, 2);
    Decimal far = near.times(RandomAccount.decimal(random, 1, 2, 4));
    Decimal size = RandomAccount.decimal(random, 1, 40, 3);
    boolean isLongNear = random.nextBoolean();
    Decimal nearSize = size.times(far);
    Decimal farSize = size.times(near);
    Rate rate = new Rate(RandomAccount.decimal(random, 1, 90, 1).times(Decimal.parse("0.001")));
    RuleSet rules = new RuleSet(
        "pair",
        "1",
        "USD",
        Conventions.of(
            random.nextBoolean() ? CollateralMode.SINGLE_ASSET : CollateralMode.MULTI_ASSET),
        Map.of("USDT", new CollateralAsset("USDT", "USDT", Haircut.NONE)),
        Map.of("NEAR", linear("NEAR", rate), "FAR", linear("FAR", rate)));
    return new RandomAccount(
        new Account(
            "pair",
            List.of(new Balance("USDT", RandomAccount.decimal(random, 0, 900_000, 2))),
            List.of(
                cross("NEAR", isLongNear ? nearSize : nearSize.negated(), near, random),
                cross("FAR", isLongNear ? farSize.negated() : farSize, far, random))),
        new MarketSnapshot(
            Optional.empty(),
            Map.of("NEAR", new Price(near), "FAR", new Price(far)),
            Map.of("USDT", new Price(Decimal.parse("0.999")), "BTC", new Price(near))),
        rules);
  }

  private static Instrument linear(String instrumentId, Rate rate) {
    return new Instrument(
        instrumentId,
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        "BTC",
        "USDT",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(List.of(Tier.ofLeverage(Decimal.ZERO, rate, Decimal.of(10)))));
  }

  private static Position cross(
      String instrumentId, Decimal contracts, Decimal mark, Random random) {
    return new Position(
        instrumentId,
        instrumentId,
        new Quantity(contracts),
        new Price(mark.times(RandomAccount.decimal(random, 1, 2, 3))),
        Optional.empty(),
        new MarginMode.Cross());
  }

  private void checkMoves(long seed, Consumer<Move> law) {
    RandomBlock.check(seed, (account, random) -> {
      Evaluation evaluation = engine.evaluate(account.resolved());
      for (int i = 0; i < evaluation.distances().size(); i++) {
        ScopeMargin scope = evaluation.margin().scopes().get(i);
        for (RootDistance row : evaluation.distances().get(i)) {
          boolean isExact = row.tolerance().isEmpty();
          law.accept(new Move(engine, account, scope, row.root(), row.down(), false, isExact));
          law.accept(new Move(engine, account, scope, row.root(), row.up(), true, isExact));
        }
      }
    });
  }

  /** One direction of one root in one scope. */
  private record Move(
      MarginEngine engine,
      RandomAccount account,
      ScopeMargin scope,
      String root,
      Distance distance,
      boolean isUp,
      boolean isExact) {

    ScopeMargin scopeAt(Decimal factor) {
      return engine.evaluateMargin(account.withRootMoved(root, factor).resolved()).scopes().stream()
          .filter(each -> each.scopeId().equals(scope.scopeId()))
          .findFirst()
          .orElseThrow();
    }

    boolean standsAt(Decimal factor) {
      return scopeAt(factor).status().stands();
    }

    /** The factor of one small step further in this direction. */
    Decimal outwards() {
      return isUp ? Decimal.ONE.plus(STEP) : Decimal.ONE.minus(STEP);
    }

    /** All terms of the scope after a move, without their signs. */
    Decimal terms(Decimal move) {
      MarginOracle moved = MarginOracle.of(account.withRootMoved(root, Decimal.ONE.plus(move)));
      Ratio terms = Ratio.ONE.plus(moved.notional(scope.scopeId()));
      for (Position row : moved.rowsOf(scope.scopeId())) {
        terms = terms.plus(moved.pnlInUnit(scope.scopeId(), row).abs());
      }
      return terms.toInput();
    }
  }
}
