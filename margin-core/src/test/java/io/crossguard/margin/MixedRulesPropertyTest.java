package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.LiquidationPriceSolver;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine against the second method on random accounts under rules of every kind. */
class MixedRulesPropertyTest {

  private static final BigDecimal ROUNDING = new BigDecimal("1e-30");
  private static final BigDecimal BRACKET = new BigDecimal("1e-11");
  private static final BigDecimal EXACT_STEP = new BigDecimal("1e-15");
  private static final List<BigDecimal> SHARES = List.of(
      new BigDecimal("0.1"), new BigDecimal("0.35"), new BigDecimal("0.6"), new BigDecimal("0.9"));
  private static final List<BigDecimal> FACTORS = List.of(
      new BigDecimal("0.001"),
      new BigDecimal("0.03"),
      new BigDecimal("0.4"),
      new BigDecimal("0.8"),
      new BigDecimal("1.3"),
      new BigDecimal("3"),
      new BigDecimal("40"),
      new BigDecimal("1000"));

  private final MarginEvaluator evaluator = new MarginEvaluator();
  private final LiquidationPriceSolver solver = new LiquidationPriceSolver();

  static LongStream seeds() {
    return RandomBlock.seeds();
  }

  private static void check(long seed, Consumer<MixedAccount> law) {
    Random random = new Random(seed);
    for (int i = 0; i < RandomBlock.ACCOUNTS; i++) {
      MixedAccount account = MixedAccount.next(random);
      RandomBlock.named(seed, i, account::toString, () -> law.accept(account));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void evaluateMargin_underRulesOfEveryKind_agreesWithTheSecondMethod(long seed) {
    check(seed, this::figuresAgree);
  }

  private void figuresAgree(MixedAccount account) {
    MixedOracle oracle = new MixedOracle(account);
    AccountMargin margin = evaluator.evaluate(account.resolved());
    assertThat(margin.scopes())
        .extracting(ScopeMargin::scopeId)
        .containsExactlyInAnyOrderElementsOf(oracle.scopeIds());
    for (ScopeMargin scope : margin.scopes()) {
      MixedOracle.Figures expected = oracle.figures(scope.scopeId());
      BigDecimal allowed = expected.size().multiply(ROUNDING);
      close("balance", scope.marginBalance().amount(), expected.balance(), allowed);
      close(
          "initial balance",
          scope.initialMarginBalance().amount(),
          expected.initialBalance(),
          allowed);
      close("initial margin", scope.initialMargin().amount(), expected.initialMargin(), allowed);
      close(
          "maintenance margin",
          scope.maintenanceMargin().amount(),
          expected.maintenanceMargin(),
          allowed);
      close("order margin", scope.orderMargin().amount(), expected.orderMargin(), allowed);
      verdictAgrees(scope, expected, account.rules().conventions());
    }
  }

  private static void verdictAgrees(
      ScopeMargin scope, MixedOracle.Figures expected, Conventions conventions) {
    BigDecimal excess =
        expected.balance().subtract(expected.maintenanceMargin().multiply(trigger(conventions)));
    boolean isClear = excess.abs().compareTo(expected.size().multiply(ROUNDING)) > 0
        && expected.maintenanceMargin().signum() > 0;
    if (isClear) {
      assertThat(scope.status().stands())
          .as("%s stands by %s", scope.scopeId(), excess)
          .isEqualTo(excess.signum() > 0);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void liquidationPrice_underRulesOfEveryKind_isWhereTheVerdictFlips(long seed) {
    check(seed, this::pricesFlip);
  }

  private void pricesFlip(MixedAccount account) {
    MixedOracle oracle = new MixedOracle(account);
    ResolvedAccount resolved = account.resolved();
    AccountMargin margin = evaluator.evaluate(resolved);
    List<PositionLiquidation> liquidations = solver.solve(resolved);
    Conventions conventions = account.rules().conventions();
    for (int i = 0; i < account.account().positions().size(); i++) {
      Position position = account.account().positions().get(i);
      String scope = margin.positions().get(i).scopeId();
      PositionLiquidation found = liquidations.get(i);
      Level liquidation = new Level(oracle, scope, position, trigger(conventions), found);
      liquidation.check(found.liquidationPrice());
      found.liquidationPriceOtherSide().ifPresent(price -> liquidation.flipsAt(number(price)));
      new Level(oracle, scope, position, BigDecimal.ZERO, found).check(found.bankruptcyPrice());
      conventions
          .backstopLevel()
          .map(level -> new Level(
              oracle, scope, position, new BigDecimal(level.fraction().toString()), found))
          .ifPresent(level -> level.check(found.backstopPrice().orElseThrow()));
      if (!ordersFollowTheMark(conventions)) {
        verdictFlips(account, position, scope, found);
      }
    }
  }

  /** The engine's own verdict at prices on both sides of the one that it found. */
  private void verdictFlips(
      MixedAccount account, Position position, String scope, PositionLiquidation found) {
    if (!(found.liquidationPrice() instanceof LiquidationPrice.At at)) {
      return;
    }
    BigDecimal price = number(at.price());
    BigDecimal mark = number(account.market().markPrices().get(position.instrumentId()));
    BigDecimal step = price.multiply(step(found));
    if (price.subtract(mark).abs().compareTo(step) <= 0) {
      return;
    }
    BigDecimal outwards = price.compareTo(mark) < 0 ? step.negate() : step;
    assertThat(stands(account, position, scope, price.add(outwards)))
        .as("stands beyond %s", price)
        .isFalse();
    assertThat(stands(account, position, scope, price.subtract(outwards)))
        .as("stands before %s", price)
        .isTrue();
  }

  private boolean stands(
      MixedAccount account, Position position, String scopeId, BigDecimal price) {
    Decimal moved = decimal(price);
    return evaluator
        .evaluate(account.withMark(position.instrumentId(), moved).resolved())
        .scopes()
        .stream()
        .filter(scope -> scope.scopeId().equals(scopeId))
        .allMatch(scope -> scope.status().stands());
  }

  /** A price is found with the orders as they are at the mark. */
  private static boolean ordersFollowTheMark(Conventions conventions) {
    OrderMargin rule = conventions.orderMargin();
    return rule.joinsMaintenance()
        && rule.kind() != OrderMargin.Kind.NONE
        && rule.kind() != OrderMargin.Kind.FILLED;
  }

  /** A multiple of the requirement that the balance covers, or not, as one price moves. */
  private record Level(
      MixedOracle oracle,
      String scope,
      Position position,
      BigDecimal multiple,
      PositionLiquidation found) {

    void check(LiquidationPrice price) {
      if (price instanceof LiquidationPrice.At at) {
        flipsAt(number(at.price()));
      } else if (price instanceof LiquidationPrice.None) {
        for (BigDecimal factor : FACTORS) {
          covered(mark().multiply(factor), true);
        }
      } else if (price instanceof LiquidationPrice.AlreadyLiquidatable already) {
        already.recoveryPrice().ifPresent(recovery -> recoversAt(number(recovery)));
      }
    }

    void flipsAt(BigDecimal price) {
      sumsUp(price);
      BigDecimal step = price.multiply(step(found));
      if (price.subtract(mark()).abs().compareTo(step) <= 0) {
        boolean falls = excess(price.subtract(step)).signum() < 0
            || excess(price.add(step)).signum() < 0
            || excess(price).signum() == 0;
        assertThat(falls).as("falls beside the mark %s", mark()).isTrue();
        return;
      }
      BigDecimal outwards = price.compareTo(mark()) < 0 ? step.negate() : step;
      covered(price.add(outwards), false);
      covered(price.subtract(outwards), true);
      for (BigDecimal share : SHARES) {
        covered(mark().add(price.subtract(mark()).multiply(share)), true);
      }
    }

    private void recoversAt(BigDecimal price) {
      BigDecimal step = price.multiply(step(found));
      if (price.subtract(mark()).abs().compareTo(step) <= 0) {
        return;
      }
      sumsUp(price);
      BigDecimal outwards = price.compareTo(mark()) < 0 ? step.negate() : step;
      covered(price.add(outwards), true);
      covered(price.subtract(outwards), false);
      for (BigDecimal share : SHARES) {
        covered(mark().add(price.subtract(mark()).multiply(share)), false);
      }
    }

    /** At the price the balance is that multiple, unless a requirement jumps there. */
    private void sumsUp(BigDecimal price) {
      BigDecimal step = price.multiply(step(found));
      BigDecimal size = oracle.figures(scope, position.instrumentId(), price).size();
      BigDecimal allowed = size.multiply(isExact() ? ROUNDING : BRACKET);
      BigDecimal jump =
          excess(price.add(step)).subtract(excess(price.subtract(step))).abs();
      boolean jumps = jump.compareTo(size.multiply(new BigDecimal("1e-9"))) > 0;
      assertThat(jumps || excess(price).abs().compareTo(allowed) <= 0)
          .as("%s × requirement at %s: off by %s", multiple, price, excess(price))
          .isTrue();
    }

    private void covered(BigDecimal price, boolean isExpected) {
      BigDecimal excess = excess(price);
      BigDecimal allowed =
          oracle.figures(scope, position.instrumentId(), price).size().multiply(ROUNDING);
      boolean isInDoubt = excess.abs().compareTo(allowed) <= 0;
      assertThat(isInDoubt || excess.signum() > 0 == isExpected)
          .as(
              "%s × requirement of %s in %s at %s (mark %s) covered: %s, by %s; %s",
              multiple, position.positionId(), scope, price, mark(), !isExpected, excess, found)
          .isTrue();
    }

    private BigDecimal excess(BigDecimal price) {
      MixedOracle.Figures figures = oracle.figures(scope, position.instrumentId(), price);
      return figures.balance().subtract(figures.maintenanceMargin().multiply(multiple));
    }

    private boolean isExact() {
      return found.priceTolerance().isEmpty();
    }

    private BigDecimal mark() {
      return oracle.mark(position.instrumentId());
    }
  }

  private static BigDecimal step(PositionLiquidation found) {
    return found.priceTolerance().isEmpty() ? EXACT_STEP : BRACKET;
  }

  private static BigDecimal trigger(Conventions conventions) {
    return new BigDecimal(conventions.liquidationTrigger().fraction().toString());
  }

  private static BigDecimal number(Price price) {
    return new BigDecimal(price.value().toString());
  }

  /** An input has at most 18 digits after the point, a price to be tested may have more. */
  private static Decimal decimal(BigDecimal value) {
    BigDecimal rounded = value.round(new MathContext(34));
    BigDecimal whole = rounded.setScale(18, RoundingMode.DOWN);
    BigDecimal rest = rounded.subtract(whole).movePointRight(18);
    Decimal unit = Decimal.parse("0.000000000000000001");
    return Decimal.parse(whole.toPlainString())
        .plus(
            Decimal.parse(rest.setScale(18, RoundingMode.DOWN).toPlainString()).times(unit));
  }

  private static void close(
      String figure, Decimal actual, BigDecimal expected, BigDecimal allowed) {
    BigDecimal difference = new BigDecimal(actual.toString()).subtract(expected).abs();
    assertThat(difference.compareTo(allowed) <= 0)
        .as("%s: %s is %s", figure, actual, expected)
        .isTrue();
  }
}
