package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.stress.Scenario;
import io.crossguard.margin.stress.StressResult;
import io.crossguard.margin.stress.StressTest;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws on random accounts with options, half of them under portfolio margin. */
class PortfolioPropertyTest {
  private static final int ACCOUNTS = 20;
  private static final Decimal NEAR = Decimal.parse("0.0000000001");
  private static final Decimal ROUNDING = Decimal.parse("0.000000000000000001");

  private final MarginEngine engine = new MarginEngine();
  private final MarginEvaluator evaluator = new MarginEvaluator();

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  private static void check(long seed, BiConsumer<RandomPortfolio, Random> law) {
    Random random = new Random(seed);
    for (int i = 0; i < ACCOUNTS; i++) {
      RandomPortfolio portfolio = RandomPortfolio.next(random);
      RandomBlock.named(seed, i, portfolio::toString, () -> law.accept(portfolio, random));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void evaluate_ofPermutedInput_changesNoFigure(long seed) {
    check(seed, (portfolio, random) -> {
      Account given = portfolio.account();
      List<Position> positions = new ArrayList<>(given.positions());
      List<Balance> balances = new ArrayList<>(given.balances());
      Collections.shuffle(positions, random);
      Collections.shuffle(balances, random);
      Account permuted = new Account(given.accountId(), balances, positions);

      assertThat(evaluator.evaluate(portfolio.with(permuted).resolved()).scopes())
          .containsExactlyInAnyOrderElementsOf(
              evaluator.evaluate(portfolio.resolved()).scopes());
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void evaluate_ofAScaledAccount_scalesAmounts(long seed) {
    check(seed, (portfolio, random) -> {
      Decimal factor = Decimal.of(2 + random.nextInt(9));
      AccountMargin once = evaluator.evaluate(portfolio.resolved());
      AccountMargin scaled =
          evaluator.evaluate(portfolio.with(scaled(portfolio.account(), factor)).resolved());

      for (int i = 0; i < once.scopes().size(); i++) {
        ScopeMargin before = once.scopes().get(i);
        ScopeMargin after = scaled.scopes().get(i);
        close(
            after.maintenanceMargin().amount(),
            before.maintenanceMargin().amount().times(factor));
        close(after.initialMargin().amount(), before.initialMargin().amount().times(factor));
        close(after.marginBalance().amount(), before.marginBalance().amount().times(factor));
        assertThat(after.status()).isEqualTo(before.status());
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void liquidationPrice_ofAnyPosition_isWhereTheVerdictFlips(long seed) {
    check(seed, (portfolio, random) -> {
      Evaluation evaluation = engine.evaluate(portfolio.resolved());
      for (int i = 0; i < evaluation.liquidations().size(); i++) {
        PositionLiquidation found = evaluation.liquidations().get(i);
        Position position = portfolio.account().positions().get(i);
        String scopeId = evaluation.margin().positions().get(i).scopeId();
        if (found.liquidationPrice() instanceof LiquidationPrice.At at) {
          pricesFlip(portfolio, position.instrumentId(), scopeId, at.price());
        }
      }
    });
  }

  private void pricesFlip(
      RandomPortfolio portfolio, String instrumentId, String scopeId, Price at) {
    Decimal mark =
        portfolio.resolved().market().markPrice(instrumentId).orElseThrow().value();
    Decimal away = at.value().minus(mark);
    if (at.value().isLessThan(Decimal.parse("0.0000001")) || away.isZero()) {
      return;
    }
    Price within = new Price(at.value().minus(away.times(NEAR)));
    Price beyond = new Price(at.value().plus(away.times(NEAR)));
    assertThat(stands(portfolio.markedAt(instrumentId, within), scopeId)).isTrue();
    assertThat(stands(portfolio.markedAt(instrumentId, beyond), scopeId)).isFalse();
    ScopeMargin there = scope(evaluator.evaluate(portfolio.markedAt(instrumentId, at)), scopeId);
    close(there.marginBalance().amount(), there.maintenanceMargin().amount());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scope_movedByItsDistance_standsUpToThereAndNotBeyond(long seed) {
    check(seed, (portfolio, random) -> {
      ResolvedAccount account = portfolio.resolved();
      Evaluation evaluation = engine.evaluate(account);
      for (int i = 0; i < evaluation.distances().size(); i++) {
        String scopeId = evaluation.margin().scopes().get(i).scopeId();
        for (RootDistance distance : evaluation.distances().get(i)) {
          flipsAt(account, scopeId, distance.root(), distance.down(), random);
          flipsAt(account, scopeId, distance.root(), distance.up(), random);
        }
      }
    });
  }

  private static void flipsAt(
      ResolvedAccount account, String scopeId, String root, Distance distance, Random random) {
    if (distance instanceof Distance.By by && !by.move().isZero()) {
      Decimal share = Decimal.of(random.nextInt(1_000)).times(Decimal.parse("0.001"));
      Decimal within = by.move().minus(by.move().times(NEAR));
      assertThat(stands(account, scopeId, root, by.move().times(share))).isTrue();
      assertThat(stands(account, scopeId, root, within)).isTrue();
      assertThat(stands(account, scopeId, root, by.move().plus(by.move().times(NEAR))))
          .isFalse();
    }
  }

  private static boolean stands(
      ResolvedAccount account, String scopeId, String root, Decimal move) {
    StressResult result = new StressTest()
        .run(
            account,
            List.of(new Scenario(
                "moved", List.of(new Scenario.RootFactor(root, Decimal.ONE.plus(move))))),
            Optional.empty())
        .get(0);
    return result.scopes().stream()
        .filter(scope -> scope.scopeId().equals(scopeId))
        .allMatch(scope -> scope.status().stands());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isolatedPosition_aloneInACrossScope_hasTheSameFigures(long seed) {
    check(seed, (portfolio, random) -> {
      Evaluation evaluation = engine.evaluate(portfolio.resolved());
      for (int i = 0; i < portfolio.account().positions().size(); i++) {
        Position position = portfolio.account().positions().get(i);
        if (position.mode() instanceof MarginMode.Isolated isolated) {
          Evaluation alone = engine.evaluate(alone(portfolio, position, isolated.margin()));
          ScopeMargin own = scope(evaluation.margin(), "isolated:" + position.positionId());
          ScopeMargin cross = alone.margin().scopes().get(0);
          assertThat(cross.maintenanceMargin()).isEqualTo(own.maintenanceMargin());
          assertThat(cross.initialMargin()).isEqualTo(own.initialMargin());
          assertThat(cross.marginBalance()).isEqualTo(own.marginBalance());
          assertThat(alone.liquidations().get(0))
              .isEqualTo(evaluation.liquidations().get(i));
          assertThat(alone.distances().get(0))
              .isEqualTo(evaluation.distances().get(evaluation.margin().scopes().indexOf(own)));
        }
      }
    });
  }

  private static ResolvedAccount alone(
      RandomPortfolio portfolio, Position position, Decimal margin) {
    RuleSet given = portfolio.rules();
    RuleSet single = new RuleSet(
        given.ruleSetId(),
        given.version(),
        given.quoteCurrency(),
        Conventions.builder(CollateralMode.SINGLE_ASSET)
            .scenarioMargin(given.conventions().scenarioMargin())
            .build(),
        given.assets(),
        given.instruments());
    String asset = given.instrument(position.instrumentId()).orElseThrow().settlementAsset();
    Position cross = new Position(
        position.positionId(),
        position.instrumentId(),
        position.quantity(),
        position.entryPrice(),
        position.leverage(),
        new MarginMode.Cross());
    return ResolvedAccount.of(
        new Account("alone", List.of(new Balance(asset, margin)), List.of(cross)),
        portfolio.market(),
        single);
  }

  private static Account scaled(Account account, Decimal factor) {
    return new Account(
        account.accountId(),
        account.balances().stream()
            .map(b -> new Balance(b.asset(), b.quantity().times(factor)))
            .toList(),
        account.positions().stream()
            .map(p -> new Position(
                p.positionId(),
                p.instrumentId(),
                new Quantity(p.quantity().contracts().times(factor)),
                p.entryPrice(),
                p.leverage(),
                p.mode() instanceof MarginMode.Isolated isolated
                    ? new MarginMode.Isolated(isolated.margin().times(factor))
                    : p.mode()))
            .toList());
  }

  private boolean stands(ResolvedAccount account, String scopeId) {
    return scope(evaluator.evaluate(account), scopeId).status().stands();
  }

  private static ScopeMargin scope(AccountMargin margin, String scopeId) {
    return margin.scopes().stream()
        .filter(scope -> scope.scopeId().equals(scopeId))
        .findFirst()
        .orElseThrow();
  }

  private static void close(Decimal found, Decimal expected) {
    assertThat(found.minus(expected).abs())
        .isLessThanOrEqualTo(expected.abs().plus(Decimal.ONE).times(ROUNDING));
  }
}
