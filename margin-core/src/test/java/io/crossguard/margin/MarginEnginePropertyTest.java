package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine against the second method on random accounts. */
class MarginEnginePropertyTest {

  private static final Ratio ROUNDING = Ratio.of("0.000000000000000000000000000001");
  private static final Ratio BISECTION = Ratio.of("0.00000000001");
  private static final int BISECTED_OF_BLOCK = 10;

  private final MarginEngine engine = new MarginEngine();

  static LongStream seeds() {
    return RandomBlock.seeds();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void evaluateMargin_ofAnyAccount_agreesWithTheSecondMethod(long seed) {
    RandomBlock.check(seed, (account, random) -> figuresAgree(account));
  }

  private void figuresAgree(RandomAccount account) {
    MarginOracle oracle = MarginOracle.of(account);
    AccountMargin margin = engine.evaluateMargin(account.resolved());
    assertThat(margin.scopes())
        .extracting(ScopeMargin::scopeId)
        .containsExactlyInAnyOrderElementsOf(oracle.scopeIds());
    for (ScopeMargin scope : margin.scopes()) {
      String id = scope.scopeId();
      Ratio terms = terms(oracle, id);
      close("margin balance", scope.marginBalance().amount(), oracle.marginBalance(id), terms);
      close("unrealized P&L", scope.unrealizedPnl().amount(), oracle.unrealizedPnl(id), terms);
      close("initial margin", scope.initialMargin().amount(), oracle.initialMargin(id), terms);
      close(
          "maintenance margin",
          scope.maintenanceMargin().amount(),
          oracle.maintenanceMargin(id),
          terms);
      assertThat(scope.status()).as("status of %s", id).isEqualTo(oracle.status(id));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void liquidationPrice_ofAnyAccount_isWhereTheSecondMethodChangesSides(long seed) {
    RandomBlock.check(seed, (account, random) -> pricesChangeSides(account));
  }

  private void pricesChangeSides(RandomAccount account) {
    MarginOracle oracle = MarginOracle.of(account);
    Evaluation evaluation = engine.evaluate(account.resolved());
    for (int i = 0; i < account.account().positions().size(); i++) {
      PositionLiquidation liquidation = evaluation.liquidations().get(i);
      String scope = evaluation.margin().positions().get(i).scopeId();
      String instrumentId = account.account().positions().get(i).instrumentId();
      if (liquidation.liquidationPrice() instanceof LiquidationPrice.At at) {
        changesSides(oracle, scope, instrumentId, Ratio.of(at.price().value()));
        liquidation
            .liquidationPriceOtherSide()
            .ifPresent(other -> changesSides(oracle, scope, instrumentId, Ratio.of(other.value())));
      }
    }
  }

  private static void changesSides(
      MarginOracle oracle, String scope, String instrumentId, Ratio price) {
    Ratio mark = oracle.mark(instrumentId);
    Ratio step = price.times(Ratio.of("0.000000000000001"));
    if (price.minus(mark).abs().isLessThan(step)) {
      boolean fallsBelow = oracle.excess(scope, instrumentId, price.minus(step)).isNegative();
      boolean fallsAbove = oracle.excess(scope, instrumentId, price.plus(step)).isNegative();
      assertThat(fallsBelow || fallsAbove).as("falls beside the mark %s", mark).isTrue();
      return;
    }
    Ratio outwards = price.isLessThan(mark) ? step.negated() : step;
    assertThat(oracle.excess(scope, instrumentId, price.plus(outwards)).signum())
        .as("beyond %s in %s", price, scope)
        .isNegative();
    assertThat(oracle.excess(scope, instrumentId, price.minus(outwards)).signum())
        .as("before %s in %s", price, scope)
        .isNotNegative();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void liquidationPrice_foundByBisection_isTheSame(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < BISECTED_OF_BLOCK; i++) {
      RandomAccount account = RandomAccount.next(random);
      RandomBlock.named(seed, i, account::toString, () -> bisectionAgrees(account));
    }
  }

  private void bisectionAgrees(RandomAccount account) {
    MarginOracle oracle = MarginOracle.of(account);
    Evaluation evaluation = engine.evaluate(account.resolved());
    for (Position position : account.account().positions()) {
      int row = account.account().positions().indexOf(position);
      String scope = evaluation.margin().positions().get(row).scopeId();
      if (!oracle.status(scope).stands()) {
        continue;
      }
      Optional<Ratio> below = oracle.flipBelow(scope, position.instrumentId());
      Optional<Ratio> above = oracle.flipAbove(scope, position.instrumentId());
      List<Ratio> expected =
          Stream.of(below, above).flatMap(Optional::stream).sorted().toList();
      List<Ratio> actual = prices(evaluation.liquidations().get(row));
      Ratio mark = oracle.mark(position.instrumentId());
      boolean isOnTheEdge = oracle.excess(scope, position.instrumentId(), mark).signum() == 0;
      if (isOnTheEdge && expected.stream().anyMatch(price -> isSame(price, mark))) {
        assertThat(actual).as("at the mark").hasSize(1);
        assertThat(isSame(actual.get(0), mark)).as("%s is %s", actual, mark).isTrue();
        continue;
      }
      assertThat(actual).as("prices of %s", position.positionId()).hasSameSizeAs(expected);
      for (int i = 0; i < actual.size(); i++) {
        assertThat(isSame(actual.get(i), expected.get(i)))
            .as("%s is %s", actual.get(i), expected.get(i))
            .isTrue();
      }
    }
  }

  private static boolean isSame(Ratio price, Ratio other) {
    return price.minus(other).abs().isAtMost(other.times(BISECTION));
  }

  private static List<Ratio> prices(PositionLiquidation liquidation) {
    Optional<Ratio> nearest = liquidation.liquidationPrice() instanceof LiquidationPrice.At at
        ? Optional.of(Ratio.of(at.price().value()))
        : Optional.empty();
    Optional<Ratio> other =
        liquidation.liquidationPriceOtherSide().map(price -> Ratio.of(price.value()));
    return Stream.of(nearest, other).flatMap(Optional::stream).sorted().toList();
  }

  /** All terms of a scope without their signs: what a rounding is measured by. */
  private static Ratio terms(MarginOracle oracle, String scope) {
    Ratio terms = oracle.notional(scope).plus(Ratio.ONE);
    for (Position row : oracle.rowsOf(scope)) {
      terms = terms.plus(oracle.pnlInUnit(scope, row).abs());
    }
    return terms;
  }

  private static void close(String figure, Decimal actual, Ratio expected, Ratio terms) {
    Ratio difference = Ratio.of(actual).minus(expected).abs();
    assertThat(difference.isAtMost(terms.times(ROUNDING)))
        .as("%s: %s is %s", figure, actual, expected)
        .isTrue();
  }
}
