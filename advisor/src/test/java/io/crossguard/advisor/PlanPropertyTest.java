package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.plan.StepPurpose;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.account.Position;
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
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws of answers and their plans over ten thousand random portfolios at venues of every kind. The
 * plan is carried out here anew, by a preview of the margin engine, and not by what the advice says of
 * it.
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

      AnswerLaws.check(request, advice);
      assertThat(preview.isAccepted()).as("%s", advice.plan()).isTrue();
      assertThat(preview.outcomes()).hasSameSizeAs(advice.plan());
      for (int i = 0; i < advice.plan().size(); i++) {
        PlanStep step = advice.plan().get(i);
        assertThat(step.sequence()).isEqualTo(i + 1);
        assertThat(step.cashFlows()).isEqualTo(preview.outcomes().get(i).cashFlows());
        assertStands(step, preview.outcomes().get(i).margin());
      }
      assertRatio(advice, preview);
      assertMoney(advice, preview);
      assertContained(request, advice, preview);
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

  /** Law 14 too: the ratio of what stays ends at the target or where it was. */
  private static void assertRatio(MarginModeAdvice advice, ChangePreview preview) {
    if (advice.plan().stream().anyMatch(step -> step.purpose() == StepPurpose.ISOLATE)) {
      Decimal limit = Decimal.parse("0.5")
          .max(advice.before().marginRatio().orElse(Decimal.ONE))
          .plus(Decimal.parse("0.000000001"));
      preview.marginAfter().scopes().stream()
          .filter(scope -> scope.kind() == ScopeKind.CROSS)
          .flatMap(scope -> scope.marginRatio().stream())
          .forEach(ratio -> assertThat(ratio).isLessThanOrEqualTo(limit));
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
   * Law 15: what only reduces and isolates puts no more at stake than the maintenance and fee of what
   * is isolated, 3 % of its notional then at most, unless the pool falls anyway.
   */
  private static void assertContained(
      AdviceRequest request, MarginModeAdvice advice, ChangePreview preview) {
    boolean onlyContains = advice.plan().stream().allMatch(PlanPropertyTest::onlyContains);
    if (!onlyContains || advice.before().worstCaseLoss().isEmpty()) {
      return;
    }
    Decimal allowed = advice.before().worstCaseLoss().get().amount();
    for (int i = 0; i < advice.positions().size(); i++) {
      Position position = request.account().account().positions().get(i);
      Optional<IsolatedMargin> margin =
          MarginModeAdvisorGoldenTest.margin(advice.positions().get(i).recommendation());
      if (position.isCross() && margin.isPresent()) {
        Decimal notional = request
            .account()
            .market()
            .markPrice(position.instrumentId())
            .orElseThrow()
            .value()
            .times(position.quantity().contracts().abs());
        allowed = allowed.plus(
            notional.plus(margin.get().margin().amount()).times(Decimal.parse("0.03")));
      }
    }
    Decimal pool = preview.marginAfter().scopes().get(0).marginBalance().amount();
    Decimal after = advice.after().worstCaseLoss().orElseThrow().amount();
    assertThat(!after.isGreaterThan(allowed) || !after.isLessThan(pool))
        .as("%s after %s", after, allowed)
        .isTrue();
  }

  private static boolean onlyContains(PlanStep step) {
    return step.purpose() == StepPurpose.REDUCE_RISK
        || (step.purpose() == StepPurpose.ISOLATE
            && !(step.change() instanceof Change.AdjustIsolatedMargin));
  }

  /**
   * Law 16. Advice is about the account as it is: a pool that lacks maintenance margin is brought back
   * first, and what is isolated is looked at once it has recovered; options are judged once their
   * legs are together; a group that left took equity along, which no account shows any more. Where
   * the venue has no mode for each position, or no sub-account for options, a reduction may end in
   * dust or beside nothing, and free its share of the budget for one top-up.
   */
  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void plan_carriedOut_nothingIsLeftToDo(long block) {
    Portfolios.each(block, seed -> {
      AdviceRequest request = RandomVenue.request(seed);
      MarginModeAdvice advice = ADVISOR.recommend(request);
      if (isExhausted(request) || !hasModeForEachPosition(request) || movesOptions(advice)) {
        request = RandomVenue.with(request, carriedOut(request, advice).after(), Map.of());
        advice = ADVISOR.recommend(request);
      }
      if (advice.plan().stream().anyMatch(s -> s.purpose() == StepPurpose.LEAVE_ACCOUNT)) {
        return;
      }
      ResolvedAccount after = carriedOut(request, advice).after();
      Map<String, Classification> previous = seed % 4 < 2 ? Map.of() : groupClasses(advice);
      MarginModeAdvice again = ADVISOR.recommend(RandomVenue.with(request, after, previous));

      assertThat(again.plan()).as("after %s", advice.plan()).isEmpty();
      assertThat(again.positions())
          .allSatisfy(p -> assertThat(isNothing(p.recommendation())).as("%s", p).isTrue());
    });
  }

  private static boolean movesOptions(MarginModeAdvice advice) {
    return advice.hedgeGroups().stream().anyMatch(group -> group.convexity().isPresent())
        && advice.plan().stream()
            .map(PlanStep::purpose)
            .anyMatch(purpose ->
                purpose == StepPurpose.REUNITE_HEDGE || purpose == StepPurpose.REDUCE_RISK);
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
