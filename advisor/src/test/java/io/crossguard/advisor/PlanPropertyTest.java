package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.plan.StepPurpose;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.change.ChangePreview;
import io.crossguard.margin.change.ChangePreviewer;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws of plans, each over ten thousand random portfolios at venues of every kind. The plan is
 * carried out here anew, by a preview of the margin engine, and not by what the advice says of it.
 */
class PlanPropertyTest {
  private static final MarginModeAdvisor ADVISOR = new MarginModeAdvisor();

  static LongStream blocks() {
    return Portfolios.blocks();
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void plan_madeInTheEngine_isAcceptedStepByStepAndMovesMoneyExactly(long block) {
    Portfolios.each(block, seed -> {
      AdviceRequest request = RandomVenue.request(seed);
      MarginModeAdvice advice = ADVISOR.recommend(request);
      ChangePreview preview = carriedOut(request, advice);

      assertThat(preview.isAccepted()).as("%s", advice.plan()).isTrue();
      assertThat(preview.outcomes()).hasSameSizeAs(advice.plan());
      for (int i = 0; i < advice.plan().size(); i++) {
        PlanStep step = advice.plan().get(i);
        assertThat(step.sequence()).isEqualTo(i + 1);
        assertThat(step.cashFlows()).isEqualTo(preview.outcomes().get(i).cashFlows());
        assertStands(step, preview.outcomes().get(i).margin());
      }
      assertRatio(advice);
      assertMoney(advice, preview);
    });
  }

  /** Law 14: the cross ratio stays below 1, and steps that don't only reduce have initial margin. */
  private static void assertStands(PlanStep step, AccountMargin margin) {
    boolean onlyReduces =
        step.purpose() == StepPurpose.REDUCE_RISK || step.change() instanceof Change.Deposit;
    boolean isClosing =
        step.change() instanceof Change.Trade trade && trade.mode().isEmpty();
    for (ScopeMargin scope : margin.scopes()) {
      if (scope.kind() == ScopeKind.CROSS && !onlyReduces && !isClosing) {
        assertThat(scope.status().stands()).as("%s after %s", scope, step).isTrue();
      }
    }
    if (step.purpose() == StepPurpose.ISOLATE && !isClosing) {
      assertThat(step.after())
          .hasValueSatisfying(
              scope -> assertThat(scope.marginBalance().isLessThan(scope.initialMargin()))
                  .as("%s", step)
                  .isFalse());
    }
  }

  /** Law 14 too: the ratio ends at the target or where it was. */
  private static void assertRatio(MarginModeAdvice advice) {
    if (advice.plan().stream().anyMatch(step -> step.purpose() == StepPurpose.ISOLATE)) {
      Decimal limit = Decimal.parse("0.5")
          .max(advice.before().marginRatio().orElse(Decimal.ONE))
          .plus(Decimal.parse("0.000000001"));
      assertThat(advice.after().marginRatio())
          .hasValueSatisfying(ratio -> assertThat(ratio).isLessThanOrEqualTo(limit));
    }
  }

  /** Law 22: nothing is lost and nothing made, to the last digit. */
  private static void assertMoney(MarginModeAdvice advice, ChangePreview preview) {
    Decimal brought = Decimal.ZERO;
    for (PlanStep step : advice.plan()) {
      if (step.change() instanceof Change.Deposit deposit) {
        brought = brought.plus(deposit.amount());
      } else if (step.change() instanceof Change.Withdraw withdrawal) {
        brought = brought.minus(withdrawal.amount());
      }
    }
    assertThat(preview.marginAfter().totals().equity().amount())
        .isEqualTo(preview.marginBefore().totals().equity().amount().plus(brought));
  }

  /**
   * Law 16. Advice is about the account as it is: a pool that lacks maintenance margin is brought back
   * first, and what is isolated is looked at once it has recovered; a group that left took equity
   * along, which no account shows any more. Where the venue has no mode for each position, a
   * reduction may end in dust or beside nothing, and free its share of the budget for one top-up.
   */
  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void plan_carriedOut_nothingIsLeftToDo(long block) {
    Portfolios.each(block, seed -> {
      AdviceRequest request = RandomVenue.request(seed);
      if (isExhausted(request) || !hasModeForEachPosition(request)) {
        request = RandomVenue.with(
            request, carriedOut(request, ADVISOR.recommend(request)).after(), Map.of());
      }
      MarginModeAdvice advice = ADVISOR.recommend(request);
      if (advice.plan().stream().anyMatch(s -> s.purpose() == StepPurpose.LEAVE_ACCOUNT)) {
        return;
      }
      ResolvedAccount after = carriedOut(request, advice).after();
      for (Map<String, Classification> previous :
          List.of(Map.<String, Classification>of(), groupClasses(advice))) {
        MarginModeAdvice again = ADVISOR.recommend(RandomVenue.with(request, after, previous));

        assertThat(again.plan()).as("after %s", advice.plan()).isEmpty();
        assertThat(again.positions())
            .allSatisfy(
                p -> assertThat(isNothing(p.recommendation())).as("%s", p).isTrue());
      }
    });
  }

  private static boolean hasModeForEachPosition(AdviceRequest request) {
    return request.venue().modeGranularity() == ModeGranularity.PER_POSITION;
  }

  private static boolean isExhausted(AdviceRequest request) {
    ScopeMargin cross =
        new MarginEvaluator().evaluate(request.account()).scopes().get(0);
    return !cross.status().stands() || !cross.marginBalance().isPositive();
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void plan_exhaustedPool_onlyReducesAndAddsCollateral(long block) {
    Portfolios.each(block, seed -> {
      Random random = new Random(seed);
      RandomPortfolio portfolio = RandomPortfolio.of(random, random.nextBoolean(), true);
      AdviceRequest request = portfolio
          .withCash(RandomPortfolio.whole(random, 0, 900_000).negated())
          .request();
      MarginModeAdvice advice = ADVISOR.recommend(request);
      if (isExhausted(request)) {
        assertThat(advice.plan())
            .extracting(PlanStep::purpose)
            .isSubsetOf(List.of(StepPurpose.REDUCE_RISK, StepPurpose.ADD_COLLATERAL));
        assertThat(carriedOut(request, advice).isAccepted()).isTrue();
      }
    });
  }

  private static boolean isNothing(Recommendation recommendation) {
    if (recommendation instanceof Recommendation.KeepIsolated keep) {
      return keep.margin().isEmpty() || keep.margin().get().transfer().amount().isZero();
    }
    return recommendation.action() == Action.KEEP_CROSS
        || recommendation.action() == Action.NO_ACTION;
  }

  private static Map<String, Classification> groupClasses(MarginModeAdvice advice) {
    return advice.hedgeGroups().stream()
        .collect(Collectors.toMap(HedgeGroup::hedgeGroupId, HedgeGroup::classification));
  }

  private static ChangePreview carriedOut(AdviceRequest request, MarginModeAdvice advice) {
    List<Change> changes = advice.plan().stream().map(PlanStep::change).toList();
    return new ChangePreviewer().preview(request.account(), changes);
  }
}
