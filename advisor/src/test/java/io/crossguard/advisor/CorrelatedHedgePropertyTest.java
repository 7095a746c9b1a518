package io.crossguard.advisor;

import static io.crossguard.advisor.RandomPortfolio.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.advisor.classification.AccountClassification;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.value.Decimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 8, on accounts most of which have a correlated hedge. A failure prints the seed. */
class CorrelatedHedgePropertyTest {
  private static final int ACCOUNTS = 200;

  static LongStream batches() {
    return LongStream.range(0, 10);
  }

  @ParameterizedTest(name = "batch {0}")
  @MethodSource("batches")
  void recommend_withCorrelations_neverNeutralByThemAndNeverOneLegAlone(long batch) {
    int hedged = 0;
    for (long seed = batch * ACCOUNTS; seed < (batch + 1) * ACCOUNTS; seed++) {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomCorrelations.portfolio(random);
      Map<Set<String>, Decimal> correlations = RandomCorrelations.of(random);
      boolean hasSubAccounts = random.nextBoolean();

      Map<String, Classification> without =
          classes(new PositionClassifier().classify(portfolio.request()));
      MarginModeAdvice advice = new MarginModeAdvisor()
          .recommend(RandomCorrelations.request(portfolio, correlations, hasSubAccounts));

      for (PositionAdvice position : advice.positions()) {
        Classification is = position.classification().classification();
        if (is != Classification.CORRELATED_HEDGE) {
          assertThat(is).as("seed %d", seed).isEqualTo(without.get(position.positionId()));
        }
      }
      advice.correlatedHedges().forEach(hedge -> assertTreatedAlike(hedge, advice));
      hedged += advice.correlatedHedges().isEmpty() ? 0 : 1;
    }
    assertThat(hedged).isGreaterThan(ACCOUNTS / 20);
  }

  private static void assertTreatedAlike(CorrelatedHedge hedge, MarginModeAdvice advice) {
    Set<Action> actions = new HashSet<>();
    for (PositionAdvice position : advice.positions()) {
      if (hedge.includes(position.classification().hedgeGroupId())
          && position.classification().residualNotional().isPositive()) {
        assertThat(position.classification().classification())
            .isEqualTo(Classification.CORRELATED_HEDGE);
        actions.add(position.recommendation().action());
      }
    }
    assertThat(actions)
        .hasSize(1)
        .doesNotContain(Action.MOVE_TO_ISOLATED, Action.SPLIT, Action.KEEP_ISOLATED);
  }

  @ParameterizedTest(name = "batch {0}")
  @MethodSource("batches")
  void classify_correlationRaised_residualTailNeverRises(long batch) {
    int compared = 0;
    for (long seed = batch * ACCOUNTS; seed < (batch + 1) * ACCOUNTS; seed++) {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomCorrelations.portfolio(random);
      String first = RandomCorrelations.ROOTS.get(random.nextInt(2));
      String second = RandomCorrelations.ROOTS.get(2 + random.nextInt(2));
      Decimal low = decimal("0.8").plus(RandomPortfolio.thousandths(random, 0, 200));
      Decimal high =
          low.plus(decimal("1").minus(low).times(RandomPortfolio.thousandths(random, 0, 1_000)));
      boolean isNegative = random.nextBoolean();

      List<CorrelatedHedge> one = hedges(portfolio, first, second, low, isNegative);
      List<CorrelatedHedge> other = hedges(portfolio, first, second, high, isNegative);

      assertThat(other).as("seed %d", seed).hasSameSizeAs(one);
      for (int i = 0; i < one.size(); i++) {
        assertThat(other.get(i).residualTail())
            .as("seed %d", seed)
            .isLessThanOrEqualTo(one.get(i).residualTail());
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private static List<CorrelatedHedge> hedges(
      RandomPortfolio portfolio, String first, String second, Decimal rho, boolean isNegative) {
    AdviceRequest request = RandomCorrelations.request(
        portfolio, Map.of(Set.of(first, second), isNegative ? rho.negated() : rho), false);
    return new PositionClassifier().classify(request).correlatedHedges();
  }

  private static Map<String, Classification> classes(AccountClassification account) {
    return account.positions().stream()
        .collect(Collectors.toMap(p -> p.positionId(), p -> p.classification()));
  }
}
