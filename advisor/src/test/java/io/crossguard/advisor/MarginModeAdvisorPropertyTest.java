package io.crossguard.advisor;

import static io.crossguard.advisor.RandomPortfolio.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.RandomPortfolio.Row;
import io.crossguard.advisor.classification.AccountClassification;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.PositionTag;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws about two answers, over ten thousand accounts each. What one answer can be held to is in
 * {@link AnswerLaws}. A failure prints its seed.
 */
class MarginModeAdvisorPropertyTest {
  private static final double TOLERANCE = 1e-9;

  private final MarginModeAdvisor advisor = new MarginModeAdvisor();

  static LongStream blocks() {
    return Portfolios.blocks();
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_positionsInAnotherOrder_sameAdvice(long block) {
    Portfolios.each(block, seed -> {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomPortfolio.of(random);
      List<Row> shuffled = new ArrayList<>(portfolio.positions());
      Collections.shuffle(shuffled, random);

      MarginModeAdvice one = adviceOf(seed);
      MarginModeAdvice other = advise(portfolio.withPositions(shuffled));

      assertThat(byId(other)).isEqualTo(byId(one));
      assertThat(other.hedgeGroups()).isEqualTo(one.hedgeGroups());
      assertThat(other.before()).isEqualTo(one.before());
      assertThat(other.reasons()).isEqualTo(one.reasons());
      assertThat(other.positions())
          .extracting(PositionAdvice::positionId)
          .isEqualTo(shuffled.stream().map(Row::id).toList());
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_everythingScaled_sameActionsAndScaledMargins(long block) {
    Portfolios.each(block, seed -> {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomPortfolio.of(random);
      Decimal factor = random.nextBoolean() ? decimal("1000") : decimal("0.125");

      MarginModeAdvice one = adviceOf(seed);
      MarginModeAdvice other = advise(portfolio.scaledBy(factor));

      assertThat(actions(other)).isEqualTo(actions(one));
      assertThat(classes(other)).isEqualTo(classes(one));
      double k = factor.toStatistic();
      margins(one)
          .forEach((id, margin) -> assertThat(margins(other).get(id))
              .isCloseTo(margin * k, within(TOLERANCE * (1 + margin * k))));
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void classify_sidesMirrored_sameClasses(long block) {
    Portfolios.each(block, seed -> {
      RandomPortfolio portfolio = RandomPortfolio.of(new Random(seed), false, true);
      RandomPortfolio mirrored =
          portfolio.mapPositions(row -> row.withQuantity(row.quantity().negated())
              .withEntry(row.mark().plus(row.mark()).minus(row.entry())));

      assertThat(classes(classify(mirrored))).isEqualTo(classes(classify(portfolio)));
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_crossPositionSplitInTwo_sameGroupsAndTotalMargin(long block) {
    Portfolios.each(block, seed -> {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomPortfolio.of(random);
      int which = random.nextInt(portfolio.positions().size());
      Row row = portfolio.positions().get(which);
      if (row.margin().isPresent()) {
        return;
      }
      Decimal half = row.quantity().times(decimal("0.5"));
      List<Row> rows = new ArrayList<>(portfolio.positions());
      rows.set(which, row.withQuantity(half));
      rows.add(row.withQuantity(half).withId(row.id() + "-twin"));

      MarginModeAdvice one = adviceOf(seed);
      MarginModeAdvice two = advise(portfolio.withPositions(rows));

      assertThat(groupClasses(two)).isEqualTo(groupClasses(one));
      // A whole row takes its profit along and needs margin for it; a part is opened anew without
      // it.
      if (!row.unrealizedPnl().isPositive()) {
        double total = sum(one);
        assertThat(sum(two)).isCloseTo(total, within(TOLERANCE * (1 + total)));
      }
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void classify_oppositeOfTheNetAdded_isDeltaNeutral(long block) {
    Portfolios.each(block, seed -> {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomPortfolio.of(random, true, false);
      String root = portfolio.positions().get(0).root();
      Decimal net = net(portfolio, root);
      if (net.isZero()) {
        return;
      }
      Decimal part = RandomPortfolio.thousandths(random, 1, 1000);
      HedgeGroup before = group(classify(portfolio), root);
      HedgeGroup nearer = group(classify(portfolio.plus(offset(root, net.times(part)))), root);
      HedgeGroup after = group(classify(portfolio.plus(offset(root, net))), root);

      assertThat(nearer.relativeDifference()).isLessThanOrEqualTo(before.relativeDifference());
      assertThat(after.classification()).isEqualTo(Classification.DELTA_NEUTRAL);
      assertThat(after.relativeDifference()).isEqualTo(Decimal.ZERO);
    });
  }

  private static Row offset(String root, Decimal coins) {
    Decimal price = RandomPortfolio.price(root);
    Decimal rate = decimal("0.01");
    return new Row(
        "offset", root, false, coins.negated(), price, price, rate, rate, Optional.empty());
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void classify_lighterSideReduced_neverImproves(long block) {
    Portfolios.each(block, seed -> {
      Random random = new Random(seed);
      RandomPortfolio portfolio =
          RandomPortfolio.of(random, true, false).mapPositions(row -> row.withEntry(row.mark()));
      for (Row row : portfolio.positions()) {
        Decimal net = net(portfolio, row.root());
        if (net.signum() * row.quantity().signum() >= 0) {
          continue;
        }
        Decimal left = RandomPortfolio.thousandths(random, 1, 999);
        RandomPortfolio less = portfolio.mapPositions(
            r -> r.id().equals(row.id()) ? r.withQuantity(r.quantity().times(left)) : r);

        assertThat(group(classify(less), row.root()).classification())
            .isGreaterThanOrEqualTo(group(classify(portfolio), row.root()).classification());
      }
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_tagsGiven_nothingButReasonsChanges(long block) {
    Portfolios.each(block, seed -> {
      RandomPortfolio portfolio = RandomPortfolio.of(new Random(seed));
      AdviceRequest plain = portfolio.request();
      List<PositionTag> tags = portfolio.positions().stream()
          .map(row -> new PositionTag(row.id(), "HEDGE"))
          .toList();

      MarginModeAdvice one = adviceOf(seed);
      MarginModeAdvice tagged = advisor.recommend(new AdviceRequest(
          plain.account(),
          plain.riskInputs(),
          plain.policy(),
          plain.venue(),
          plain.previousClasses(),
          tags));

      assertThat(recommendations(tagged)).isEqualTo(recommendations(one));
      assertThat(classes(tagged)).isEqualTo(classes(one));
      assertThat(tagged.after()).isEqualTo(one.after());
      for (PositionAdvice position : tagged.positions()) {
        boolean isDirectional =
            position.classification().classification() == Classification.DIRECTIONAL;
        assertThat(codes(position).contains(Reason.Code.DECLARED_HEDGE_NOT_FOUND))
            .isEqualTo(isDirectional);
      }
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void classify_otherEntryPricesAndTheSameBalance_sameClasses(long block) {
    Portfolios.each(block, seed -> {
      RandomPortfolio portfolio = RandomPortfolio.of(new Random(seed), true, false);
      Decimal pnl = portfolio.positions().stream()
          .map(Row::unrealizedPnl)
          .reduce(Decimal.ZERO, Decimal::plus);
      RandomPortfolio flat = portfolio
          .mapPositions(row -> row.withEntry(row.mark()))
          .withCash(portfolio.cash().plus(pnl));

      assertThat(classes(classify(flat))).isEqualTo(classes(classify(portfolio)));
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_dustOfAnotherRootAdded_othersUnchanged(long block) {
    Portfolios.each(block, seed -> {
      RandomPortfolio portfolio = RandomPortfolio.of(new Random(seed));
      Map<String, Decimal> volatilities = new LinkedHashMap<>(portfolio.volatilities());
      volatilities.put("DUST", decimal("0.05"));
      Row speck = new Row(
          "speck",
          "DUST",
          false,
          decimal("0.000000001"),
          decimal("1"),
          decimal("1"),
          decimal("0.01"),
          decimal("0.05"),
          Optional.empty());

      MarginModeAdvice one = adviceOf(seed);
      MarginModeAdvice dusty = advise(portfolio.withVolatilities(volatilities).plus(speck));

      Map<String, Action> actions = new HashMap<>(actions(dusty));
      Action ofSpeck = actions.remove("speck");
      assertThat(actions).isEqualTo(actions(one));
      if (!isExhausted(portfolio)) {
        assertThat(ofSpeck).isEqualTo(Action.NO_ACTION);
      }
    });
  }

  /** Law 11: in thousands of the quote currency all amounts in it are a thousandth. */
  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_quoteCurrencyInThousands_nothingButUnitsChanges(long block) {
    Portfolios.each(block, seed -> {
      RandomPortfolio portfolio = RandomPortfolio.of(new Random(seed));
      MarginModeAdvice one = adviceOf(seed);
      MarginModeAdvice other = advisor.recommend(portfolio.fixtureInThousands().request());

      assertThat(actions(other)).isEqualTo(actions(one));
      assertThat(classes(other)).isEqualTo(classes(one));
      margins(one)
          .forEach((id, margin) -> assertThat(margins(other).get(id))
              .isCloseTo(margin, within(TOLERANCE * (1 + margin))));
      assertThat(other.before().equity().amount())
          .isEqualTo(one.before().equity().amount().times(decimal("0.001")));
      assertThat(other.before().marginRatio().map(Decimal::toStatistic).orElse(-1.0))
          .isCloseTo(
              one.before().marginRatio().map(Decimal::toStatistic).orElse(-1.0), within(TOLERANCE));
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_newlyIsolated_withinBudgetsAndAboveTheVenuesMinimum(long block) {
    Portfolios.each(block, seed -> {
      RandomPortfolio portfolio = RandomPortfolio.of(new Random(seed));
      MarginModeAdvice advice = adviceOf(seed);
      Map<String, Double> added = new TreeMap<>();
      Map<String, Double> kept = new TreeMap<>();
      for (int i = 0; i < advice.positions().size(); i++) {
        PositionAdvice position = advice.positions().get(i);
        Row row = portfolio.positions().get(i);
        Optional<IsolatedMargin> margin =
            MarginModeAdvisorGoldenTest.margin(position.recommendation());
        if (margin.isEmpty()) {
          continue;
        }
        double amount = margin.get().margin().amount().toStatistic();
        (row.margin().isPresent() ? kept : added).merge(row.root(), amount, Double::sum);
        if (row.margin().isEmpty()) {
          assertAboveMinimum(position, row, amount);
        }
      }
      double equity = poolEquity(portfolio);
      added.forEach((root, amount) -> assertThat(amount)
          .isLessThanOrEqualTo(Math.max(0, 0.2 * equity - kept.getOrDefault(root, 0.0)) + 1e-6));
      assertThat(added.values().stream().mapToDouble(a -> a).sum())
          .isLessThanOrEqualTo(Math.max(
                  0, 0.3 * equity - kept.values().stream().mapToDouble(a -> a).sum())
              + 1e-6);
    });
  }

  private static void assertAboveMinimum(PositionAdvice position, Row row, double amount) {
    PositionClassification is = position.classification();
    Decimal isolated = position.recommendation() instanceof Recommendation.Reduce reduce
        ? is.residualQuantity().contracts().minus(reduce.quantity().contracts())
        : is.residualQuantity().contracts();
    double share = isolated.dividedBy(row.quantity()).toStatistic();
    // A part is opened anew: its profit is realized and stays in the pool.
    double profit =
        is.matchedNotional().isPositive() ? 0 : Math.max(0, row.unrealizedPnl().toStatistic());
    double least = share * (row.notional().times(row.initial()).toStatistic() + profit);
    assertThat(amount).isGreaterThanOrEqualTo(least * (1 - TOLERANCE));
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_moreCollateral_neverTurnsIsolatingIntoReducing(long block) {
    Portfolios.each(block, seed -> {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomPortfolio.of(random, true, false);
      RandomPortfolio richer =
          portfolio.withCash(portfolio.cash().plus(RandomPortfolio.whole(random, 1, 500_000)));

      MarginModeAdvice one = advise(portfolio);
      MarginModeAdvice other = advise(richer);

      if (classes(one).equals(classes(other))) {
        Map<String, Action> then = actions(other);
        actions(one).forEach((id, action) -> {
          if (action == Action.MOVE_TO_ISOLATED) {
            assertThat(then.get(id)).isNotEqualTo(Action.REDUCE);
          }
        });
      }
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_poorAccount_nothingLeavesThePool(long block) {
    Portfolios.each(block, seed -> {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomPortfolio.of(random, random.nextBoolean(), true);
      RandomPortfolio poor =
          portfolio.withCash(decimal("-1").times(RandomPortfolio.whole(random, 0, 900_000)));
      MarginModeAdvice advice = advise(poor);

      if (isExhausted(poor)) {
        assertThat(actions(advice).values())
            .isSubsetOf(Action.REDUCE, Action.ADD_COLLATERAL, Action.KEEP_ISOLATED);
        margins(advice).values().forEach(margin -> assertThat(margin).isFinite());
        assertThat(advice.positions())
            .allSatisfy(p -> assertThat(MarginModeAdvisorGoldenTest.margin(p.recommendation())
                    .map(m -> m.transfer().amount().isZero())
                    .orElse(true))
                .isTrue());
      }
    });
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_volatilityZeroOrMissing_inventsNothing(long block) {
    Portfolios.each(block, seed -> {
      RandomPortfolio portfolio = RandomPortfolio.of(new Random(seed));
      Map<String, Decimal> zero = new LinkedHashMap<>();
      portfolio.volatilities().keySet().forEach(root -> zero.put(root, Decimal.ZERO));
      MarginModeAdvice still = advise(portfolio.withVolatilities(zero));
      MarginModeAdvice blind = advise(portfolio.withVolatilities(Map.of()));

      for (PositionAdvice position : still.positions()) {
        MarginModeAdvisorGoldenTest.margin(position.recommendation())
            .ifPresent(margin -> assertThat(margin.liquidationProbability().fraction())
                .isIn(Decimal.ZERO, Decimal.ONE));
      }
      assertThat(classes(blind)).isEqualTo(classes(still));
      assertThat(blind.before().worstCaseLoss()).isEmpty();
      for (PositionAdvice position : blind.positions()) {
        if (position.classification().residualNotional().isPositive()) {
          assertThat(position.recommendation().action())
              .isIn(Action.NO_ACTION, Action.KEEP_ISOLATED);
          assertThat(MarginModeAdvisorGoldenTest.margin(position.recommendation()))
              .isEmpty();
          assertThat(codes(position)).contains(Reason.Code.STALE_OR_MISSING_MARKET_DATA);
        }
      }
    });
  }

  /** Law 9. */
  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void classify_coinsReplacedByEquivalents_sameGroups(long block) {
    Portfolios.each(block, seed -> {
      RandomPortfolio portfolio = RandomPortfolio.of(new Random(seed), true, false);
      AccountClassification wrapped =
          new PositionClassifier().classify(portfolio.wrappedFixture().request());

      assertThat(groupClasses(wrapped)).isEqualTo(groupClasses(classify(portfolio)));
    });
  }

  private static Map<String, Classification> groupClasses(AccountClassification account) {
    return account.hedgeGroups().stream()
        .collect(Collectors.toMap(HedgeGroup::hedgeGroupId, HedgeGroup::classification));
  }

  private static AccountClassification classify(RandomPortfolio portfolio) {
    return new PositionClassifier().classify(portfolio.request());
  }

  /** The advice for the account that a seed makes. */
  private MarginModeAdvice adviceOf(long seed) {
    return advise(RandomPortfolio.of(new Random(seed)));
  }

  private MarginModeAdvice advise(RandomPortfolio portfolio) {
    return advisor.recommend(portfolio.request());
  }

  private static boolean isExhausted(RandomPortfolio portfolio) {
    ScopeMargin cross = cross(portfolio);
    return !cross.marginBalance().isPositive()
        || cross.marginBalance().isLessThan(cross.maintenanceMargin());
  }

  private static ScopeMargin cross(RandomPortfolio portfolio) {
    return new MarginEngine()
        .evaluateMargin(portfolio.fixture().account()).scopes().stream()
            .filter(scope -> scope.kind() == ScopeKind.CROSS)
            .findFirst()
            .orElseThrow();
  }

  private static double poolEquity(RandomPortfolio portfolio) {
    return new MarginEngine()
        .evaluateMargin(portfolio.fixture().account()).scopes().stream()
            .mapToDouble(scope -> {
              double balance = scope.marginBalance().amount().toStatistic();
              return scope.kind() == ScopeKind.CROSS ? balance : Math.max(0, balance);
            })
            .sum();
  }

  private static Decimal net(RandomPortfolio portfolio, String root) {
    return portfolio.positions().stream()
        .filter(row -> row.root().equals(root))
        .map(Row::quantity)
        .reduce(portfolio.coins().getOrDefault(root, Decimal.ZERO), Decimal::plus);
  }

  private static HedgeGroup group(AccountClassification account, String root) {
    return account.hedgeGroups().stream()
        .filter(group -> group.hedgeGroupId().equals("cross/" + root))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, PositionAdvice> byId(MarginModeAdvice advice) {
    return collect(advice, p -> p);
  }

  private static Map<String, Action> actions(MarginModeAdvice advice) {
    return collect(advice, p -> p.recommendation().action());
  }

  private static Map<String, Recommendation> recommendations(MarginModeAdvice advice) {
    return collect(advice, PositionAdvice::recommendation);
  }

  private static Map<String, Classification> classes(AccountClassification account) {
    return account.positions().stream()
        .collect(Collectors.toMap(
            PositionClassification::positionId, PositionClassification::classification));
  }

  private static Map<String, Classification> classes(MarginModeAdvice advice) {
    return collect(advice, p -> p.classification().classification());
  }

  private static <T> Map<String, T> collect(
      MarginModeAdvice advice, Function<PositionAdvice, T> figure) {
    return advice.positions().stream()
        .collect(Collectors.toMap(PositionAdvice::positionId, figure));
  }

  private static Map<String, Classification> groupClasses(MarginModeAdvice advice) {
    return advice.hedgeGroups().stream()
        .collect(Collectors.toMap(HedgeGroup::hedgeGroupId, HedgeGroup::classification));
  }

  private static Map<String, Double> margins(MarginModeAdvice advice) {
    Map<String, Double> margins = new HashMap<>();
    for (PositionAdvice position : advice.positions()) {
      MarginModeAdvisorGoldenTest.margin(position.recommendation())
          .ifPresent(m -> margins.put(position.positionId(), m.margin().amount().toStatistic()));
    }
    return margins;
  }

  private static double sum(MarginModeAdvice advice) {
    return margins(advice).values().stream().mapToDouble(margin -> margin).sum();
  }

  private static Set<Reason.Code> codes(PositionAdvice position) {
    return position.reasons().stream().map(Reason::code).collect(Collectors.toSet());
  }
}
