package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.option.Black76;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Portfolio margin against a second method in floating point, on random books. Amounts agree to
 * 10^-10 of what went into them: floating point has 16 digits, the integral of an option some 12.
 */
class ScenarioOraclePropertyTest {
  private static final double AMOUNTS = 1e-10;
  private static final double STEEP = 1e-8;
  private static final double MOST = 3;
  private static final int BOOKS = 50;
  private static final int MOVED_BOOKS = 5;

  private final MarginEngine engine = new MarginEngine();

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static void check(
      long seed, int books, boolean isSmooth, BiConsumer<RandomScenarioBook, Random> law) {
    Random random = new Random(seed);
    for (int i = 0; i < books; i++) {
      RandomScenarioBook book = RandomScenarioBook.next(random, isSmooth);
      RandomBlock.named(seed, i, book::toString, () -> law.accept(book, random));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scopes_ofAnyBook_areThoseOfTheSecondMethod(long seed) {
    check(seed, BOOKS, false, (book, random) -> {
      ScenarioOracle oracle = ScenarioOracle.of(book);
      for (ScopeMargin scope : engine.evaluateMargin(book.resolved()).scopes()) {
        ScenarioOracle.Figures expected = oracle.figures(scope);
        double rounding = AMOUNTS * expected.terms() + Double.MIN_NORMAL;

        assertClose(scope.marginBalance().amount(), expected.balance(), rounding);
        assertClose(scope.initialMarginBalance().amount(), expected.balance(), rounding);
        assertClose(scope.maintenanceMargin().amount(), expected.maintenance(), rounding);
        assertClose(scope.initialMargin().amount(), expected.initial(), rounding);
        assertStatus(scope.status(), expected, rounding);
      }
    });
  }

  private static void assertClose(Decimal found, double expected, double rounding) {
    assertThat(OracleMarket.number(found)).isCloseTo(expected, within(rounding));
  }

  private static void assertStatus(
      ScopeStatus status, ScenarioOracle.Figures expected, double rounding) {
    if (expected.balance() < -rounding) {
      assertThat(status).isEqualTo(ScopeStatus.BANKRUPT);
    } else if (expected.maintenance() > rounding && expected.excess() < -rounding) {
      assertThat(status).isEqualTo(ScopeStatus.LIQUIDATABLE);
    } else if (expected.excess() > rounding) {
      assertThat(status.stands()).isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void distance_ofAnyBook_isWhereTheSecondMethodHasNoExcess(long seed) {
    check(seed, MOVED_BOOKS, true, (book, random) -> {
      Evaluation evaluation = engine.evaluate(book.resolved());
      for (int i = 0; i < evaluation.distances().size(); i++) {
        ScopeMargin scope = evaluation.margin().scopes().get(i);
        for (RootDistance distance : evaluation.distances().get(i)) {
          assertFirstWithoutExcess(book, scope, distance.root(), distance.down(), -1, random);
          assertFirstWithoutExcess(book, scope, distance.root(), distance.up(), MOST, random);
        }
      }
    });
  }

  /** There the excess is gone, and nowhere before; without a distance it never is. */
  private static void assertFirstWithoutExcess(
      RandomScenarioBook book,
      ScopeMargin scope,
      String root,
      Distance distance,
      double most,
      Random random) {
    if (distance instanceof Distance.AlreadyLiquidatable) {
      return;
    }
    double move = most;
    if (distance instanceof Distance.By by) {
      move = OracleMarket.number(by.move());
      // A quotient of the excess and its slope is bracketed, and the slope can be steep.
      assertThat(excessShare(book, scope, root, 1 + move)).isCloseTo(0, within(STEEP));
    }
    for (int i = 0; i < 5; i++) {
      double before = 1 + move * random.nextDouble();
      assertThat(excessShare(book, scope, root, before)).isGreaterThan(-STEEP);
    }
  }

  /** The excess as a share of the amounts that go into it. */
  private static double excessShare(
      RandomScenarioBook book, ScopeMargin scope, String root, double factor) {
    ScenarioOracle.Figures figures = ScenarioOracle.moved(book, root, factor).figures(scope);
    return figures.terms() == 0 ? 0 : figures.excess() / figures.terms();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void optionValue_ofAnyOption_isTheMeanOfWhatExercisingIsWorth(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < BOOKS; i++) {
      boolean isCall = random.nextBoolean();
      int forward = 1 + random.nextInt(100_000);
      int strike = 1 + random.nextInt(100_000);
      int deviation = 1 + random.nextInt(2_000);
      Decimal found = new Black76(
              isCall ? OptionTerms.Type.CALL : OptionTerms.Type.PUT,
              Fraction.of(Decimal.of(forward)),
              Fraction.of(Decimal.of(strike)),
              Decimal.of(deviation).dividedBy(Decimal.of(1_000)))
          .value();

      assertClose(
          found,
          OptionValueByIntegral.of(isCall, forward, strike, deviation / 1_000.0),
          1e-12 * (forward + strike));
    }
  }
}
