package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.exposure.Exposure;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the figures and verdicts. */
class MarginEvaluatorPropertyTest {

  private static final Decimal ROUNDING = Decimal.ONE.dividedBy(power(28));

  private final MarginEngine engine = new MarginEngine();

  static LongStream seeds() {
    return RandomBlock.seeds();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void evaluate_ofPermutedInput_changesNoFigure(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      Evaluation before = engine.evaluate(account.resolved());
      Evaluation after = engine.evaluate(permuted(account, random).resolved());
      assertThat(scopes(after.margin())).isEqualTo(scopes(before.margin()));
      assertThat(after.margin().totals()).isEqualTo(before.margin().totals());
      assertThat(after.margin().positions())
          .containsExactlyInAnyOrderElementsOf(before.margin().positions());
      assertThat(after.liquidations()).containsExactlyInAnyOrderElementsOf(before.liquidations());
      assertThat(distances(after)).isEqualTo(distances(before));
      assertThat(after.exposures()).isEqualTo(before.exposures());
    });
  }

  private static RandomAccount permuted(RandomAccount account, Random random) {
    List<Position> positions = new ArrayList<>(account.account().positions());
    List<Balance> balances = new ArrayList<>(account.account().balances());
    List<Map.Entry<String, Instrument>> instruments =
        new ArrayList<>(account.rules().instruments().entrySet());
    Collections.shuffle(positions, random);
    Collections.shuffle(balances, random);
    Collections.shuffle(instruments, random);
    Map<String, Instrument> shuffled = new LinkedHashMap<>();
    instruments.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
    RuleSet rules = account.rules();
    return new RandomAccount(
        new Account(account.account().accountId(), balances, positions),
        account.market(),
        new RuleSet(
            rules.ruleSetId(),
            rules.version(),
            rules.quoteCurrency(),
            rules.conventions(),
            rules.assets(),
            shuffled));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scopes_ofASplitCrossRow_areTheSame(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      List<Position> split = new ArrayList<>();
      for (Position position : account.account().positions()) {
        split.addAll(position.isCross() ? halves(position, random) : List.of(position));
      }
      Decimal size = magnitude(account);
      Map<String, ScopeMargin> before = scopes(engine.evaluateMargin(account.resolved()));
      Map<String, ScopeMargin> after =
          scopes(engine.evaluateMargin(account.withPositions(split).resolved()));
      assertThat(after.keySet()).isEqualTo(before.keySet());
      before.forEach((id, scope) -> assertSameScope(after.get(id), scope, Decimal.ONE, size));
    });
  }

  private static List<Position> halves(Position position, Random random) {
    Decimal part = position.quantity().contracts().times(RandomAccount.decimal(random, 0, 1, 2));
    if (part.isZero() || part.equals(position.quantity().contracts())) {
      return List.of(position);
    }
    Decimal rest = position.quantity().contracts().minus(part);
    return List.of(
        resized(position, position.positionId() + "a", part),
        resized(position, position.positionId() + "b", rest));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void otherScopes_ofAnAddedIsolatedPosition_areTheSame(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      MarginMode isolated = new MarginMode.Isolated(RandomAccount.decimal(random, 0, 900, 2));
      assertOtherScopesKeep(account, account.nextPosition(random, "added", isolated));
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isolatedScopes_ofAnAddedCrossPosition_areTheSame(long seed) {
    RandomBlock.check(
        seed,
        (account, random) -> assertOtherScopesKeep(
            account, account.nextPosition(random, "added", new MarginMode.Cross())));
  }

  private void assertOtherScopesKeep(RandomAccount account, Position added) {
    List<Position> positions = new ArrayList<>(account.account().positions());
    positions.add(added);
    Evaluation before = engine.evaluate(account.resolved());
    Evaluation after = engine.evaluate(account.withPositions(positions).resolved());
    String reached = after.margin().positions().get(positions.size() - 1).scopeId();
    Map<String, ScopeMargin> scopesAfter = scopes(after.margin());
    scopes(before.margin()).forEach((id, scope) -> {
      if (!id.equals(reached)) {
        assertThat(scopesAfter.get(id)).isEqualTo(scope);
        assertThat(distances(after).get(id)).isEqualTo(distances(before).get(id));
      }
    });
    for (int i = 0; i < account.account().positions().size(); i++) {
      if (!before.margin().positions().get(i).scopeId().equals(reached)) {
        assertThat(after.liquidations().get(i)).isEqualTo(before.liquidations().get(i));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void maintenanceMargin_ofMoreOnASide_isNotLower(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      List<Position> positions = new ArrayList<>(account.account().positions());
      if (positions.isEmpty()) {
        return;
      }
      int grown = random.nextInt(positions.size());
      Position row = positions.get(grown);
      Decimal factor = Decimal.ONE.plus(RandomAccount.decimal(random, 0, 3, 3));
      positions.set(
          grown, resized(row, row.positionId(), row.quantity().contracts().times(factor)));
      Decimal before = sideRequirement(account, row);
      Decimal after = sideRequirement(account.withPositions(positions), row);
      assertThat(after).isGreaterThanOrEqualTo(before.minus(before.times(ROUNDING)));
    });
  }

  private Decimal sideRequirement(RandomAccount account, Position row) {
    AccountMargin margin = engine.evaluateMargin(account.resolved());
    PositionMargin own = margin.positions().get(indexOf(account, row));
    return margin.positions().stream()
        .filter(each -> each.scopeId().equals(own.scopeId()) && each.side() == own.side())
        .filter(each -> account
            .account()
            .positions()
            .get(margin.positions().indexOf(each))
            .instrumentId()
            .equals(row.instrumentId()))
        .map(each -> each.maintenanceMargin().amount())
        .reduce(Decimal.ZERO, Decimal::plus);
  }

  private static int indexOf(RandomAccount account, Position row) {
    return account.account().positions().stream()
        .map(Position::positionId)
        .toList()
        .indexOf(row.positionId());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void maintenanceMargin_ofMarginalTiers_isContinuous(long seed) {
    Random random = new Random(seed);
    Decimal little = Decimal.ONE.dividedBy(power(18));
    for (int i = 0; i < RandomBlock.ACCOUNTS; i++) {
      MarginalTiers tiers = RandomAccount.tiers(random, "USDT");
      RandomBlock.named(seed, i, tiers::toString, () -> {
        for (Tier tier : tiers.tiers().subList(1, tiers.tiers().size())) {
          Decimal floor = tier.notionalFloor();
          Fraction at = tiers.maintenanceMargin(Fraction.of(floor), Fraction.ZERO);
          Fraction below = tiers.maintenanceMargin(Fraction.of(floor.minus(little)), Fraction.ZERO);
          Fraction above = tiers.maintenanceMargin(Fraction.of(floor.plus(little)), Fraction.ZERO);
          assertThat(at.minus(below)).isBetween(Fraction.ZERO, Fraction.of(little));
          assertThat(above.minus(at)).isBetween(Fraction.ZERO, Fraction.of(little));
        }
      });
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void evaluate_ofAScaledAccount_scalesAmountsAndNothingElse(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      Decimal factor =
          List.of(power(3), Decimal.parse("0.37"), Decimal.parse("12.5")).get(random.nextInt(3));
      Decimal size = magnitude(account);
      Evaluation before = engine.evaluate(account.resolved());
      Evaluation after = engine.evaluate(scaled(account, factor).resolved());
      Map<String, ScopeMargin> scopesAfter = scopes(after.margin());
      scopes(before.margin())
          .forEach((id, scope) -> assertSameScope(scopesAfter.get(id), scope, factor, size));
      assertClose(
          after.margin().totals().equity().amount(),
          before.margin().totals().equity().amount().times(factor),
          size.times(factor));
      PriceAndDistance.assertSame(after, before);
    });
  }

  private static RandomAccount scaled(RandomAccount account, Decimal factor) {
    List<Position> positions = account.account().positions().stream()
        .map(position -> new Position(
            position.positionId(),
            position.instrumentId(),
            new Quantity(position.quantity().contracts().times(factor)),
            position.entryPrice(),
            position.leverage(),
            position.mode() instanceof MarginMode.Isolated isolated
                ? new MarginMode.Isolated(isolated.margin().times(factor))
                : position.mode()))
        .toList();
    List<Balance> balances = account.account().balances().stream()
        .map(balance -> new Balance(balance.asset(), balance.quantity().times(factor)))
        .toList();
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    account
        .rules()
        .instruments()
        .forEach((id, instrument) -> instruments.put(id, scaled(instrument, factor)));
    RuleSet rules = account.rules();
    return new RandomAccount(
        new Account(account.account().accountId(), balances, positions),
        account.market(),
        new RuleSet(
            rules.ruleSetId(),
            rules.version(),
            rules.quoteCurrency(),
            rules.conventions(),
            rules.assets(),
            instruments));
  }

  private static Instrument scaled(Instrument instrument, Decimal factor) {
    List<Tier> tiers = ((MarginalTiers) instrument.requirement())
        .tiers().stream()
            .map(tier -> new Tier(
                tier.notionalFloor().times(factor),
                tier.maintenanceRate(),
                tier.maintenanceDeduction().map(factor::times),
                tier.initialRate(),
                tier.leverageMax()))
            .toList();
    return new Instrument(
        instrument.instrumentId(),
        instrument.kind(),
        instrument.payoff(),
        instrument.root(),
        instrument.settlementAsset(),
        instrument.multiplier(),
        instrument.tickSize(),
        instrument.expiry(),
        new MarginalTiers(tiers));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scopes_ofAMirroredAccount_areTheSameAndDeltasTurn(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      if (!account.account().positions().stream()
          .allMatch(position -> isMirrorable(account, position))) {
        return;
      }
      RandomAccount mirrored = account.withPositions(account.account().positions().stream()
          .map(position -> mirrored(account, position))
          .toList());
      Decimal size = magnitude(account);
      Evaluation before = engine.evaluate(account.resolved());
      Evaluation after = engine.evaluate(mirrored.resolved());
      Map<String, ScopeMargin> scopesAfter = scopes(after.margin());
      scopes(before.margin())
          .forEach((id, scope) -> assertSameScope(scopesAfter.get(id), scope, Decimal.ONE, size));
      assertDeltasTurn(account, before, after);
    });
  }

  private static boolean isMirrorable(RandomAccount account, Position position) {
    Decimal mark = account.mark(position.instrumentId()).value();
    Decimal entry = position.entryPrice().value();
    return account.instrument(position).payoff() == Payoff.INVERSE
        ? entry.equals(mark)
        : entry.isLessThan(mark.plus(mark));
  }

  private static Position mirrored(RandomAccount account, Position position) {
    Decimal mark = account.mark(position.instrumentId()).value();
    Price entry = new Price(mark.plus(mark).minus(position.entryPrice().value()));
    return new Position(
        position.positionId(),
        position.instrumentId(),
        position.quantity().negated(),
        entry,
        position.leverage(),
        position.mode());
  }

  /** Of each root, the positions' part changes its sign and the assets' part stays. */
  private static void assertDeltasTurn(RandomAccount account, Evaluation before, Evaluation after) {
    MarginOracle oracle = MarginOracle.of(account);
    assertThat(after.exposures())
        .extracting(Exposure::root)
        .isEqualTo(before.exposures().stream().map(Exposure::root).toList());
    for (int i = 0; i < before.exposures().size(); i++) {
      String root = before.exposures().get(i).root();
      Ratio assets = Ratio.ZERO;
      for (String scope : oracle.scopeIds()) {
        for (String asset : oracle.wallets().getOrDefault(scope, Map.of()).keySet()) {
          if (account.rules().root(asset).equals(root)) {
            assets = assets.plus(oracle.net(scope, asset).times(oracle.index(asset)));
          }
        }
      }
      Decimal sum = before
          .exposures()
          .get(i)
          .notional()
          .net()
          .amount()
          .plus(after.exposures().get(i).notional().net().amount());
      assertClose(sum, Decimal.parse("2").times(assets.toInput()), magnitude(account), power(12));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isolatedPosition_aloneInACrossScope_hasTheSameFigures(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      Evaluation together = engine.evaluate(account.resolved());
      for (Position position : account.account().positions()) {
        if (position.mode() instanceof MarginMode.Isolated isolated) {
          assertSameAlone(together, account, position, isolated.margin());
        }
      }
    });
  }

  private void assertSameAlone(
      Evaluation together, RandomAccount account, Position position, Decimal margin) {
    String asset = account.instrument(position).settlementAsset();
    Position cross = new Position(
        position.positionId(),
        position.instrumentId(),
        position.quantity(),
        position.entryPrice(),
        position.leverage(),
        new MarginMode.Cross());
    RandomAccount alone = account
        .withConventions(Conventions.builder(CollateralMode.SINGLE_ASSET)
            .positionMode(account.rules().conventions().positionMode())
            .warningLevel(account.rules().conventions().warningLevel())
            .liquidationTrigger(account.rules().conventions().liquidationTrigger())
            .build())
        .with(new Account("alone", List.of(new Balance(asset, margin)), List.of(cross)));
    Evaluation single = engine.evaluate(alone.resolved());
    ScopeMargin isolated = scopes(together.margin()).get("isolated:" + position.positionId());
    ScopeMargin expected = single.margin().scopes().get(0);
    assertThat(renamed(isolated, expected)).isEqualTo(expected);
    int row = indexOf(account, position);
    assertThat(together.liquidations().get(row)).isEqualTo(single.liquidations().get(0));
    assertThat(distances(together).get(isolated.scopeId()))
        .isEqualTo(single.distances().get(0));
  }

  private static ScopeMargin renamed(ScopeMargin scope, ScopeMargin name) {
    return new ScopeMargin(
        name.scopeId(),
        name.kind(),
        scope.asset(),
        scope.walletBalance(),
        scope.unrealizedPnl(),
        scope.marginBalance(),
        scope.initialMarginBalance(),
        scope.initialMargin(),
        scope.orderMargin(),
        scope.maintenanceMargin(),
        scope.freeMargin(),
        scope.releasable(),
        scope.marginRatio(),
        scope.status(),
        scope.band());
  }

  private static Position resized(Position position, String positionId, Decimal contracts) {
    return new Position(
        positionId,
        position.instrumentId(),
        new Quantity(contracts),
        position.entryPrice(),
        position.leverage(),
        position.mode());
  }

  private static Map<String, ScopeMargin> scopes(AccountMargin margin) {
    return margin.scopes().stream()
        .collect(Collectors.toMap(ScopeMargin::scopeId, Function.identity()));
  }

  private static Map<String, List<?>> distances(Evaluation evaluation) {
    Map<String, List<?>> byScope = new LinkedHashMap<>();
    for (int i = 0; i < evaluation.distances().size(); i++) {
      byScope.put(
          evaluation.margin().scopes().get(i).scopeId(), evaluation.distances().get(i));
    }
    return byScope;
  }

  /** The same figures times a factor, but for the rounding of quotients. */
  private static void assertSameScope(
      ScopeMargin actual, ScopeMargin expected, Decimal factor, Decimal magnitude) {
    Decimal size = magnitude.times(factor);
    assertThat(actual.status()).as("status of %s", expected.scopeId()).isEqualTo(expected.status());
    List<Function<ScopeMargin, Decimal>> figures = List.of(
        scope -> scope.walletBalance().amount(),
        scope -> scope.unrealizedPnl().amount(),
        scope -> scope.marginBalance().amount(),
        scope -> scope.initialMargin().amount(),
        scope -> scope.maintenanceMargin().amount(),
        scope -> scope.freeMargin().amount(),
        scope -> scope.releasable().amount());
    figures.forEach(
        figure -> assertClose(figure.apply(actual), figure.apply(expected).times(factor), size));
  }

  /** The largest amount that may have been rounded: balances, notionals and results together. */
  private static Decimal magnitude(RandomAccount account) {
    MarginOracle oracle = MarginOracle.of(account);
    Ratio sum = Ratio.ONE;
    for (String scope : oracle.scopeIds()) {
      Ratio unit = scope.startsWith("cross:") ? oracle.index(scope.substring(6)) : Ratio.ONE;
      sum = sum.plus(oracle.notional(scope).times(unit));
      for (Position row : oracle.rowsOf(scope)) {
        sum = sum.plus(oracle.pnlInUnit(scope, row).abs());
      }
    }
    return sum.toInput();
  }

  private static void assertClose(Decimal actual, Decimal expected, Decimal size) {
    assertClose(actual, expected, size, Decimal.ONE);
  }

  private static void assertClose(Decimal actual, Decimal expected, Decimal size, Decimal slack) {
    assertThat(actual.minus(expected).abs())
        .as("%s is %s", actual, expected)
        .isLessThanOrEqualTo(size.times(ROUNDING).times(slack));
  }

  private static Decimal power(int exponent) {
    Decimal power = Decimal.ONE;
    for (int i = 0; i < exponent; i++) {
      power = power.times(Decimal.of(10));
    }
    return power;
  }
}
