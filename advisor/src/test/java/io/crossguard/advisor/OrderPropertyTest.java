package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.order.OrderAction;
import io.crossguard.advisor.order.OrderAdvice;
import io.crossguard.advisor.order.OrderModeAdvisor;
import io.crossguard.advisor.order.OrderOpening;
import io.crossguard.advisor.order.OrderRequest;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.ChangePreview;
import io.crossguard.margin.change.ChangePreviewer;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws of advice on orders, over random orders in random portfolios at venues of every kind. Plans are
 * carried out here anew, by a preview of the margin engine, and not by what the advice says of them.
 */
class OrderPropertyTest {
  private static final OrderModeAdvisor ADVISOR = new OrderModeAdvisor();
  private static final MarginModeAdvisor MODES = new MarginModeAdvisor();
  private static final int BLOCKS = 10;

  static LongStream blocks() {
    return LongStream.range(0, BLOCKS);
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void plan_madeInTheEngine_isAcceptedStepByStep(long block) {
    Portfolios.each(block, seed -> {
      OrderRequest request = RandomOrder.request(seed);
      OrderAdvice advice = ADVISOR.recommend(request);
      ChangePreview preview = carriedOut(request, advice);

      assertThat(preview.isAccepted()).as("%s", advice.plan()).isTrue();
      for (int i = 0; i < advice.plan().size(); i++) {
        assertThat(advice.plan().get(i).sequence()).isEqualTo(i + 1);
        assertThat(advice.plan().get(i).cashFlows())
            .isEqualTo(preview.outcomes().get(i).cashFlows());
      }
      assertParts(request, advice);
      assertOpened(advice, preview.after());
      assertProbability(advice);
      assertRatio(advice);
    });
  }

  /** Law 14 of plans: what is opened alone leaves the pool at the target ratio, or where it was. */
  private static void assertRatio(OrderAdvice advice) {
    if (advice.action() == OrderAction.OPEN_ISOLATED) {
      Decimal limit = Decimal.parse("0.5")
          .max(advice.effect().before().account().marginRatio().orElse(Decimal.ONE))
          .plus(Decimal.parse("0.000000001"));
      assertThat(advice.effect().after().orElseThrow().account().marginRatio())
          .hasValueSatisfying(ratio -> assertThat(ratio).isLessThanOrEqualTo(limit));
    }
  }

  /** What is closed and opened is not more than was asked for, and has its sign. */
  private static void assertParts(OrderRequest request, OrderAdvice advice) {
    Quantity asked = request.trade().quantity();
    Quantity done = advice.parts().quantity().plus(advice.parts().closedQuantity());
    assertThat(done.contracts().abs()).isLessThanOrEqualTo(asked.contracts().abs());
    assertThat(done.contracts().signum()).isIn(0, asked.contracts().signum());
    boolean isWhole = switch (advice.action()) {
      case OPEN_IN_CROSS, OPEN_ISOLATED, OPEN_SPLIT, OPEN_IN_SUBACCOUNT, REDUCE_ONLY -> true;
      case OPEN_REDUCED, DO_NOT_OPEN, NO_RECOMMENDATION -> false;
    };
    assertThat(done.equals(asked)).as("%s", advice).isEqualTo(isWhole);
    assertThat(advice.parts().openings().isEmpty())
        .isEqualTo(advice.parts().quantity().isZero());
  }

  /** Every part is there afterwards, in its mode. */
  private static void assertOpened(OrderAdvice advice, ResolvedAccount after) {
    for (OrderOpening opening : advice.parts().openings()) {
      Optional<Position> position = after.account().positions().stream()
          .filter(p -> p.positionId().equals(opening.positionId()))
          .findFirst();
      switch (opening.place()) {
        case CROSS -> assertThat(position).hasValueSatisfying(Position::isCross);
        case ISOLATED ->
          assertThat(position).hasValueSatisfying(p -> assertThat(p.isCross()).isFalse());
        case SUB_ACCOUNT -> assertThat(position).isEmpty();
      }
    }
  }

  private static void assertProbability(OrderAdvice advice) {
    advice
        .parts()
        .margin()
        .map(IsolatedMargin::liquidationProbability)
        .ifPresent(
            probability -> assertThat(probability.fraction()).isBetween(Decimal.ZERO, Decimal.ONE));
  }

  /**
   * Advice on the account after the plan has nothing to do for what was opened, but where it lies in
   * something else: the pool could not spare more while other positions are not dealt with (the answer
   * says so); the position that was added to had something to do before, or has margin of its own to
   * give back; or another leg takes the whole group to a sub-account.
   */
  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void plan_carriedOut_leavesNothingToDoForWhatWasOpened(long block) {
    Portfolios.each(block, seed -> {
      OrderRequest request = RandomOrder.request(seed);
      OrderAdvice advice = ADVISOR.recommend(request);
      MarginModeAdvice before = MODES.recommend(request.book());
      MarginModeAdvice again = MODES.recommend(
          RandomVenue.with(request.book(), carriedOut(request, advice).after(), Map.of()));

      for (OrderOpening opening : advice.parts().openings()) {
        of(again, opening.positionId())
            .filter(p -> !isExcused(advice, opening, p, before, again))
            .ifPresent(p -> assertThat(isNothing(p.recommendation()))
                .as("%s of %s: %s, then %s", opening, advice.action(), advice.reasons(), p)
                .isTrue());
      }
    });
  }

  private static boolean isExcused(
      OrderAdvice advice,
      OrderOpening opening,
      PositionAdvice then,
      MarginModeAdvice before,
      MarginModeAdvice again) {
    boolean waitsForOthers = advice.reasons().stream()
        .anyMatch(reason -> reason.code() == Reason.Code.OTHER_ADVICE_FIRST);
    Optional<PositionAdvice> home = of(before, opening.positionId());
    boolean wasAskedBefore = home.filter(p -> !isNothing(p.recommendation())).isPresent();
    boolean givesBack = home.isPresent()
        && opening.margin().filter(margin -> margin.amount().isZero()).isPresent();
    boolean leavesWithOthers = then.recommendation().action() == Action.MOVE_GROUP_TO_SUBACCOUNT
        && again.positions().stream()
            .anyMatch(p -> !p.positionId().equals(opening.positionId())
                && p.recommendation().action() == Action.MOVE_GROUP_TO_SUBACCOUNT);
    return waitsForOthers || wasAskedBefore || givesBack || leavesWithOthers;
  }

  @ParameterizedTest(name = "block {0}")
  @MethodSource("blocks")
  void recommend_positionsInAnotherOrder_isTheSame(long block) {
    Portfolios.each(block, seed -> {
      OrderRequest request = RandomOrder.request(seed);
      List<Position> shuffled =
          new ArrayList<>(request.book().account().account().positions());
      Collections.shuffle(shuffled, new Random(seed));

      OrderAdvice advice = ADVISOR.recommend(request);
      OrderAdvice other = ADVISOR.recommend(
          new OrderRequest(RandomOrder.with(request.book(), shuffled), request.trade()));

      assertThat(other).isEqualTo(advice);
    });
  }

  private static ChangePreview carriedOut(OrderRequest request, OrderAdvice advice) {
    return new ChangePreviewer()
        .preview(
            request.book().accountAtVenue(),
            advice.plan().stream().map(PlanStep::change).toList());
  }

  private static Optional<PositionAdvice> of(MarginModeAdvice advice, String positionId) {
    return advice.positions().stream()
        .filter(p -> p.positionId().equals(positionId))
        .findFirst();
  }

  private static boolean isNothing(Recommendation recommendation) {
    if (recommendation instanceof Recommendation.KeepIsolated keep) {
      return keep.margin().isEmpty() || keep.margin().get().transfer().amount().isZero();
    }
    return recommendation.action() == Action.KEEP_CROSS
        || recommendation.action() == Action.NO_ACTION;
  }
}
