package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.CorrelatedHedge;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.advisor.recommendation.Recommendation.Action;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Laws that one answer can be held to by itself. */
final class AnswerLaws {
  private static final Decimal ROUNDING = Decimal.parse("0.000001");
  private static final Set<Action> ISOLATING = Set.of(Action.MOVE_TO_ISOLATED, Action.SPLIT);

  private final AdviceRequest request;
  private final MarginModeAdvice advice;
  private final List<Position> positions;

  private AnswerLaws(AdviceRequest request, MarginModeAdvice advice) {
    this.request = request;
    this.advice = advice;
    this.positions = request.account().account().positions();
  }

  static void check(AdviceRequest request, MarginModeAdvice advice) {
    AnswerLaws laws = new AnswerLaws(request, advice);
    laws.eachUnitIsMatchedOnce();
    laws.newMarginsAreWithinTheBudgets();
    laws.marginsAtTheirTargetReachIt();
    laws.matchedLegsEndInOnePool();
    laws.inseparableLegsAreNotTakenApart();
    laws.exhaustedPoolsGiveNothing();
    laws.moneyMovesExactly();
  }

  /** Law 4. */
  private void eachUnitIsMatchedOnce() {
    for (int i = 0; i < positions.size(); i++) {
      PositionClassification is = advice.positions().get(i).classification();
      Decimal quantity = positions.get(i).quantity().contracts();
      assertThat(is.matchedQuantity().contracts().plus(is.residualQuantity().contracts()))
          .isEqualTo(quantity);
      assertThat(is.residualQuantity().contracts().signum()).isIn(0, quantity.signum());
      assertThat(is.matchedQuantity().contracts().signum()).isIn(0, quantity.signum());
      assertResidualOnHeavierSide(i, is);
    }
  }

  private void assertResidualOnHeavierSide(int i, PositionClassification is) {
    boolean comesBack = is.matchedNotional().isPositive() && !is.marginHedged().orElse(true);
    boolean isSplit =
        comesBack || advice.positions().get(i).recommendation().action() == Action.SPLIT;
    if (isOption(i) || isSplit || !is.residualNotional().isPositive()) {
      return;
    }
    HedgeGroup group = group(is.hedgeGroupId());
    Decimal net = group.longNotional().amount().minus(group.shortNotional().amount());
    assertThat(positions.get(i).quantity().contracts().signum()).isEqualTo(net.signum());
  }

  /** Law 12. */
  private void newMarginsAreWithinTheBudgets() {
    Map<String, Decimal> addedByRoot = new HashMap<>();
    Map<String, Decimal> keptByRoot = new HashMap<>();
    for (int i = 0; i < positions.size(); i++) {
      Map<String, Decimal> byRoot = positions.get(i).isCross() ? addedByRoot : keptByRoot;
      String root = instrument(i).root();
      MarginModeAdvisorGoldenTest.margin(advice.positions().get(i).recommendation())
          .ifPresent(margin -> byRoot.merge(root, margin.margin().amount(), Decimal::plus));
    }
    Decimal equity = poolEquity();
    Decimal added = Decimal.ZERO;
    for (Map.Entry<String, Decimal> ofRoot : addedByRoot.entrySet()) {
      added = added.plus(ofRoot.getValue());
      Decimal room = equity
          .times(Decimal.parse("0.2"))
          .minus(keptByRoot.getOrDefault(ofRoot.getKey(), Decimal.ZERO));
      assertThat(ofRoot.getValue()).isLessThanOrEqualTo(room.max(Decimal.ZERO).plus(ROUNDING));
    }
    Decimal kept = keptByRoot.values().stream().reduce(Decimal.ZERO, Decimal::plus);
    assertThat(added)
        .isLessThanOrEqualTo(
            equity.times(Decimal.parse("0.3")).minus(kept).max(Decimal.ZERO).plus(ROUNDING));
    for (PositionAdvice position : advice.positions()) {
      if (position.recommendation() instanceof Recommendation.MoveGroupToSubaccount move) {
        assertThat(move.margin().amount())
            .isLessThanOrEqualTo(equity.times(Decimal.parse("0.2")).plus(ROUNDING));
      }
    }
  }

  /** Law 13: a margin that is what it should be is lost as seldom as wished. */
  private void marginsAtTheirTargetReachIt() {
    for (PositionAdvice position : advice.positions()) {
      MarginModeAdvisorGoldenTest.margin(position.recommendation())
          .filter(m -> !m.margin().amount().isLessThan(m.targetMargin().amount()))
          .ifPresent(m -> assertThat(m.liquidationProbability().fraction())
              .isLessThanOrEqualTo(
                  m.targetLiquidationProbability().fraction().times(Decimal.parse("1.01"))));
    }
  }

  /** Laws 17 and 18. */
  private void matchedLegsEndInOnePool() {
    Set<String> unstable = new HashSet<>();
    advice.hedgeGroups().stream()
        .filter(group -> group.convexity().isPresent())
        .forEach(group -> unstable.add(group.hedgeGroupId()));
    for (int i = 0; i < positions.size(); i++) {
      PositionAdvice position = advice.positions().get(i);
      PositionClassification is = position.classification();
      boolean isMatched = is.matchedNotional().isPositive();
      if (isMatched) {
        assertThat(position.recommendation().action()).isNotEqualTo(Action.MOVE_TO_ISOLATED);
      }
      if (isMatched
          && is.classification() == Classification.DELTA_NEUTRAL
          && is.residualNotional().amount().isZero()
          && is.marginHedged().orElse(true)
          && positions.get(i).isCross()
          && !unstable.contains(is.hedgeGroupId())) {
        assertThat(position.recommendation().action())
            .isIn(Action.KEEP_CROSS, Action.ADD_COLLATERAL, Action.MOVE_GROUP_TO_SUBACCOUNT);
      }
    }
    boolean isNeutral = advice.hedgeGroups().stream()
        .allMatch(group -> group.classification() == Classification.DELTA_NEUTRAL);
    if (isNeutral) {
      assertThat(advice.positions())
          .extracting(position -> position.recommendation().action())
          .doesNotContainAnyElementsOf(ISOLATING);
    }
  }

  /** Laws 8 and 19. */
  private void inseparableLegsAreNotTakenApart() {
    for (HedgeGroup group : advice.hedgeGroups()) {
      if (group.convexity().isPresent()) {
        assertThat(actionsOf(Set.of(group.hedgeGroupId()))).doesNotContainAnyElementsOf(ISOLATING);
      }
    }
    for (CorrelatedHedge hedge : advice.correlatedHedges()) {
      Set<Action> actions = new HashSet<>();
      for (PositionAdvice position : advice.positions()) {
        PositionClassification is = position.classification();
        if (hedge.includes(is.hedgeGroupId()) && is.residualNotional().isPositive()) {
          assertThat(is.classification()).isEqualTo(Classification.CORRELATED_HEDGE);
          actions.add(position.recommendation().action());
        }
      }
      assertThat(actions)
          .hasSize(1)
          .doesNotContainAnyElementsOf(ISOLATING)
          .doesNotContain(Action.KEEP_ISOLATED);
    }
    for (int i = 0; i < positions.size(); i++) {
      if (isOption(i)) {
        assertThat(advice.positions().get(i).recommendation().action()).isNotIn(ISOLATING);
      }
    }
  }

  private Set<Action> actionsOf(Set<String> groupIds) {
    Set<Action> actions = new HashSet<>();
    for (PositionAdvice position : advice.positions()) {
      if (groupIds.contains(position.classification().hedgeGroupId())) {
        actions.add(position.recommendation().action());
      }
    }
    return actions;
  }

  /** Law 21. */
  private void exhaustedPoolsGiveNothing() {
    ScopeMargin cross = margin().scopes().get(0);
    boolean isExhausted = cross.kind() == ScopeKind.CROSS
        && (!cross.status().stands() || !cross.marginBalance().isPositive());
    if (isExhausted) {
      assertThat(advice.positions())
          .extracting(position -> position.recommendation().action())
          .isSubsetOf(
              Action.REDUCE, Action.ADD_COLLATERAL, Action.KEEP_ISOLATED, Action.KEEP_CROSS);
    }
  }

  /** Law 22: what is deposited is all that is added, sub-accounts counted. */
  private void moneyMovesExactly() {
    Decimal deposited = advice.plan().stream()
        .map(step ->
            step.change() instanceof Change.Deposit deposit ? deposit.amount() : Decimal.ZERO)
        .reduce(Decimal.ZERO, Decimal::plus);
    assertThat(advice.after().equity().amount())
        .isEqualTo(advice.before().equity().amount().plus(deposited));
  }

  private AccountMargin margin() {
    return new MarginEvaluator().evaluate(request.account());
  }

  private Decimal poolEquity() {
    Decimal equity = Decimal.ZERO;
    for (ScopeMargin scope : margin().scopes()) {
      Decimal balance = scope.marginBalance().amount();
      equity = equity.plus(scope.kind() == ScopeKind.CROSS ? balance : balance.max(Decimal.ZERO));
    }
    return equity.max(Decimal.ZERO);
  }

  private HedgeGroup group(String groupId) {
    return advice.hedgeGroups().stream()
        .filter(group -> group.hedgeGroupId().equals(groupId))
        .findFirst()
        .orElseThrow();
  }

  private boolean isOption(int i) {
    return instrument(i).option().isPresent();
  }

  private Instrument instrument(int i) {
    return request.account().rules().instrument(positions.get(i).instrumentId()).orElseThrow();
  }
}
