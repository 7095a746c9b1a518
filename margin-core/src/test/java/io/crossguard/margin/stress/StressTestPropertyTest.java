package io.crossguard.margin.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.simulation.RandomBook;
import io.crossguard.margin.stress.Scenario.Basis;
import io.crossguard.margin.stress.Scenario.Peg;
import io.crossguard.margin.stress.Scenario.RootFactor;
import io.crossguard.margin.value.Decimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every scenario, over 12,000 random accounts a law. */
class StressTestPropertyTest {
  private static final int ACCOUNTS = 3_000;
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal ROUNDING = new BigDecimal("1e-20");

  private final StressTest stressTest = new StressTest();
  private final MarginEvaluator evaluator = new MarginEvaluator();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void loss_isTheEquityOfTodayLessThatOfTheScenario_byASecondMethod(long seed) {
    for (int i = 0; i < ACCOUNTS; i++) {
      Random random = new Random(seed * ACCOUNTS + i);
      ResolvedAccount account = new RandomBook(random).next();
      Scenario scenario = scenario(random, account);
      StressResult result = run(account, scenario);
      BigDecimal today = equity(account, new Scenario("today", List.of()));
      BigDecimal then = equity(account, scenario);
      assertThat(number(result.equity().amount()).subtract(then).abs())
          .as("seed %s", seed * ACCOUNTS + i)
          .isLessThan(ROUNDING);
      assertThat(number(result.loss().amount()).subtract(today.subtract(then)).abs())
          .as("seed %s", seed * ACCOUNTS + i)
          .isLessThan(ROUNDING);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6, 7, 8})
  void factorOne_changesNothing(long seed) {
    for (int i = 0; i < ACCOUNTS; i++) {
      Random random = new Random(seed * ACCOUNTS + i);
      ResolvedAccount account = new RandomBook(random).next();
      List<String> roots = ScenarioGrid.roots(account);
      Scenario still = ScenarioGrid.ofAllRoots(roots, List.of(Decimal.ONE)).get(0);
      StressResult result = run(account, still);
      assertThat(result.scopes()).isEqualTo(evaluator.evaluate(account).scopes());
      assertThat(result.loss().amount().isZero()).isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {9, 10, 11, 12})
  void isolatedPositions_loseAtMostWhatTheyAreWorthToday_liquidatedOrNot(long seed) {
    for (int i = 0; i < ACCOUNTS; i++) {
      RandomBook book = new RandomBook(new Random(seed * ACCOUNTS + i));
      ResolvedAccount drawn = book.next();
      ResolvedAccount account = ResolvedAccount.of(
          new Account(
              "isolated",
              List.of(),
              drawn.account().positions().stream().filter(p -> !p.isCross()).toList()),
          drawn.market(),
          drawn.rules());
      Decimal worth = Decimal.ZERO;
      for (ScopeMargin scope : evaluator.evaluate(account).scopes()) {
        if (scope.kind() == ScopeKind.ISOLATED) {
          Decimal own =
              scope.walletBalance().plus(scope.unrealizedPnl()).atLeastZero().amount();
          worth =
              worth.plus(own.times(account.index(scope.walletBalance().asset()).value()));
        }
      }
      Scenario scenario = scenario(new Random(i), account);
      StressResult held = run(account, scenario);
      StressResult liquidated = stressTest
          .run(account, List.of(scenario), Optional.of(book.nextPolicy()))
          .get(0);
      assertThat(held.loss().amount()).isLessThanOrEqualTo(worth);
      assertThat(liquidated.loss().amount()).isLessThanOrEqualTo(worth);
      assertThat(held.shortfall().amount().isZero()).isTrue();
    }
  }

  private StressResult run(ResolvedAccount account, Scenario scenario) {
    return stressTest.run(account, List.of(scenario), Optional.empty()).get(0);
  }

  private static Scenario scenario(Random random, ResolvedAccount account) {
    return new Scenario(
        "random",
        List.of(
            new RootFactor("BTC", factor(random, 50, 150)),
            new RootFactor("ETH", factor(random, 50, 150)),
            new RootFactor("USDT", factor(random, 95, 105))),
        List.of(new Peg("BTC", factor(random, 90, 110))),
        account.rules().instruments().keySet().stream()
            .filter(id -> random.nextBoolean())
            .map(id -> new Basis(id, factor(random, 95, 105)))
            .toList());
  }

  private static Decimal factor(Random random, int least, int most) {
    return Decimal.of(least + random.nextInt(most - least)).times(Decimal.parse("0.01"));
  }

  /** The equity at the prices of a scenario, summed over balances and positions. */
  private static BigDecimal equity(ResolvedAccount account, Scenario scenario) {
    BigDecimal equity = BigDecimal.ZERO;
    for (Balance balance : account.account().balances()) {
      equity = equity.add(
          number(balance.quantity()).multiply(index(account, scenario, balance.asset())));
    }
    for (Position position : account.account().positions()) {
      Instrument instrument = account.rules().instruments().get(position.instrumentId());
      BigDecimal worth = pnl(position, instrument, mark(account, scenario, instrument));
      if (position.mode() instanceof MarginMode.Isolated isolated) {
        worth = worth.add(number(isolated.margin())).max(BigDecimal.ZERO);
      }
      equity = equity.add(worth.multiply(index(account, scenario, instrument.settlementAsset())));
    }
    return equity;
  }

  private static BigDecimal pnl(Position position, Instrument instrument, BigDecimal mark) {
    BigDecimal size =
        number(position.quantity().contracts()).multiply(number(instrument.multiplier()));
    BigDecimal entry = number(position.entryPrice().value());
    return instrument.payoff() == Payoff.INVERSE
        ? size.divide(entry, DIGITS).subtract(size.divide(mark, DIGITS))
        : size.multiply(mark.subtract(entry));
  }

  private static BigDecimal mark(
      ResolvedAccount account, Scenario scenario, Instrument instrument) {
    BigDecimal mark =
        number(account.market().markPrices().get(instrument.instrumentId()).value());
    BigDecimal basis = scenario.bases().stream()
        .filter(move -> move.instrumentId().equals(instrument.instrumentId()))
        .map(move -> number(move.factor()))
        .findFirst()
        .orElse(BigDecimal.ONE);
    return mark.multiply(root(scenario, instrument.root())).multiply(basis);
  }

  private static BigDecimal index(ResolvedAccount account, Scenario scenario, String asset) {
    BigDecimal peg = scenario.pegs().stream()
        .filter(move -> move.asset().equals(asset))
        .map(move -> number(move.factor()))
        .findFirst()
        .orElse(BigDecimal.ONE);
    return number(account.index(asset).value()).multiply(root(scenario, asset)).multiply(peg);
  }

  private static BigDecimal root(Scenario scenario, String root) {
    return scenario.rootFactors().stream()
        .filter(move -> move.root().equals(root))
        .map(move -> number(move.factor()))
        .findFirst()
        .orElse(BigDecimal.ONE);
  }

  private static BigDecimal number(Decimal decimal) {
    return new BigDecimal(decimal.toString());
  }
}
