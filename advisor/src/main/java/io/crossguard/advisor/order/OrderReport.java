package io.crossguard.advisor.order;

import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.plan.Refusal;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what is told of an order. */
final class OrderReport {
  private final OrderCase order;
  private final MarginModeAdvice today;
  private final OrderReasons reasons;
  // The pool that is looked at, which is another one where the hedge of the order is there.
  private OrderOutlooks outlooks;
  // The advice that knows the volatilities of all that the order concerns.
  private MarginModeAdvice known;

  /**
   * @param order in its account
   * @param today the advice for the account before it
   */
  OrderReport(OrderCase order, MarginModeAdvice today) {
    this.order = order;
    this.today = today;
    this.known = today;
    this.outlooks = new OrderOutlooks(order.poolId(), order.instrument());
    this.reasons = new OrderReasons(order);
    reasons.atPrice(today.before().equity());
  }

  /** The engine refuses what it closes. */
  OrderAdvice refused(Refusal refusal) {
    reasons.refused(refusal.message());
    return advice(
        OrderAction.DO_NOT_OPEN,
        OrderParts.closing(Quantity.ZERO),
        Optional.empty(),
        List.of(),
        new OrderEffect(
            before(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(before()),
            List.of()));
  }

  /** It opens nothing. */
  OrderAdvice reduced(MarginModeAdvice then) {
    OrderOutlook after = outlooks.of(order.base(), then, outlooks.groupInPool());
    reasons.closes();
    reasons.hedge(before(), after);
    return advice(
        OrderAction.REDUCE_ONLY,
        OrderParts.closing(order.netted().closed()),
        Optional.empty(),
        order.closingSteps(),
        new OrderEffect(
            before(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(after),
            affected(then, List.of())));
  }

  /** Too little is known of the market. */
  OrderAdvice unknown(Hypotheses hypotheses) {
    reasons.ofTried(hypotheses.deciding());
    return advice(
        OrderAction.NO_RECOMMENDATION,
        OrderParts.closing(Quantity.ZERO),
        Optional.of(hypotheses.deciding().classification()),
        List.of(),
        effect(hypotheses, Optional.empty(), List.of()));
  }

  /** Nothing should be opened. */
  OrderAdvice nothing(Hypotheses hypotheses, OrderSearch search, MarginModeAdvice base) {
    OrderOutlook after = outlooks.of(order.base(), base, outlooks.groupInPool());
    reasons.closes();
    reasons.exhausted(hypotheses);
    tried(hypotheses);
    reasons.groupFirst(hypotheses, search);
    reasons.refusals(search);
    reasons.inCross(crossRefusal());
    reasons.atStake(inCross(hypotheses), after);
    return advice(
        OrderAction.DO_NOT_OPEN,
        OrderParts.closing(order.netted().closed()),
        Optional.of(hypotheses.deciding().classification()),
        order.closingSteps(),
        effect(hypotheses, Optional.of(after), affected(base, List.of())));
  }

  /** Something is opened. */
  OrderAdvice opened(Hypotheses hypotheses, OrderSearch search, OrderSearch.Opened opened) {
    OrderTrial.Attempt attempt = opened.attempt();
    opened
        .draft()
        .elsewhere()
        .ifPresent(trade ->
            outlooks = new OrderOutlooks(order.poolId(trade.instrumentId()), order.instrument()));
    String groupId = opened
        .advice(attempt.crossId())
        .map(advice -> advice.classification().hedgeGroupId())
        .orElse(outlooks.groupInPool());
    Optional<PositionAdvice> inPool = opened.advice(attempt.crossId());
    Optional<PositionAdvice> alone = opened.advice(attempt.aloneId());
    boolean isUnseen = inPool.isEmpty() && alone.isEmpty();
    OrderOutlook here = outlooks.of(attempt.after(), opened.then(), groupId);
    OrderOutlook after = isUnseen ? here.beside(subAccount(opened.draft())) : here;
    reasons.closes();
    if (isUnseen) {
      reasons.ofTriedInCross(hypotheses.cross());
    }
    inPool.ifPresent(reasons::of);
    alone.ifPresent(advice -> {
      if (inPool.isPresent()) {
        reasons.ofRest(advice, hypotheses.deciding().classification());
      } else {
        reasons.of(advice);
      }
    });
    alone
        .flatMap(OrderReport::margin)
        .filter(margin -> margin.margin().isLessThan(margin.targetMargin()))
        .ifPresent(margin -> reasons.limits(hypotheses.sizing().advice()));
    reasons.hedge(before(groupId), after);
    reasons.smaller(opened.draft(), alone.flatMap(OrderReport::margin));
    reasons.refusals(search);
    alone.ifPresent(advice -> reasons.others(advice, hypotheses));
    if (inPool.isEmpty()) {
      reasons.threat(hypotheses.cross());
      reasons.correlation(hypotheses.cross());
      reasons.inCross(crossRefusal());
      reasons.atStake(inCross(hypotheses), after);
    }
    List<String> own = new ArrayList<>();
    attempt.crossId().ifPresent(own::add);
    attempt.aloneId().ifPresent(own::add);
    return advice(
        OpenedParts.action(order, opened.draft()),
        new OrderParts(
            opened.draft().quantity(),
            order.netted().closed(),
            new OpenedParts(order, opened).openings(),
            alone.flatMap(OrderReport::margin)),
        Optional.of(hypotheses.deciding().classification()),
        attempt.run().steps(),
        effect(hypotheses, Optional.of(after), affected(opened.then(), own)));
  }

  private void tried(Hypotheses hypotheses) {
    if (hypotheses.isDecidedInCross()) {
      reasons.ofTriedInCross(hypotheses.cross());
    } else {
      reasons.ofTried(hypotheses.deciding());
    }
  }

  /** What a sub-account is opened with, in the quote currency. */
  private Money subAccount(OrderDraft draft) {
    ResolvedAccount account = order.today();
    Decimal index = account.index(order.instrument().settlementAsset()).value();
    return new Money(draft.alone().margin().times(index), account.rules().quoteCurrency());
  }

  private static Optional<IsolatedMargin> margin(PositionAdvice advice) {
    return advice.recommendation() instanceof Recommendation.KeepIsolated keep
        ? keep.margin()
        : Optional.empty();
  }

  private OrderOutlook before() {
    return before(outlooks.groupInPool());
  }

  private OrderOutlook before(String groupId) {
    return outlooks.of(order.today(), today, groupId);
  }

  private OrderOutlook inCross(Hypotheses hypotheses) {
    return outlooks.of(
        hypotheses.crossAccount(),
        hypotheses.crossAdvice(),
        hypotheses.cross().classification().hedgeGroupId());
  }

  private OrderEffect effect(
      Hypotheses hypotheses, Optional<OrderOutlook> after, List<String> affected) {
    known = hypotheses.crossAdvice();
    return new OrderEffect(
        before(),
        Optional.of(inCross(hypotheses)),
        crossRefusal(),
        crossRefusal().flatMap(refusal -> missing(hypotheses.crossAccount())),
        after,
        affected);
  }

  /** Why the engine would refuse all of it in cross margin. */
  private Optional<String> crossRefusal() {
    return new OrderTrial(order)
        .attempt(OrderDraft.NOTHING.withCross(order.asked()))
        .crossRefusal()
        .map(Refusal::message);
  }

  /** What the pool lacks of its initial margin. */
  private Optional<Money> missing(ResolvedAccount account) {
    return MissingMargin.of(account, order.poolId(), order.instrument().settlementAsset());
  }

  /** Positions of the account that are told to do something only after the order. */
  private List<String> affected(MarginModeAdvice then, List<String> own) {
    Map<String, Recommendation.Action> actions = new HashMap<>();
    today
        .positions()
        .forEach(p -> actions.put(p.positionId(), p.recommendation().action()));
    return then.positions().stream()
        .filter(p -> !own.contains(p.positionId()) && actions.containsKey(p.positionId()))
        .filter(p -> isSomething(p.recommendation())
            && p.recommendation().action() != actions.get(p.positionId()))
        .map(PositionAdvice::positionId)
        .sorted()
        .toList();
  }

  /** Whether a recommendation asks for anything to be done. */
  static boolean isSomething(Recommendation recommendation) {
    return switch (recommendation.action()) {
      case KEEP_CROSS, NO_ACTION -> false;
      case KEEP_ISOLATED ->
        recommendation instanceof Recommendation.KeepIsolated keep
            && keep.margin()
                .filter(margin -> !margin.transfer().amount().isZero())
                .isPresent();
      default -> true;
    };
  }

  private OrderAdvice advice(
      OrderAction action,
      OrderParts parts,
      Optional<PositionClassification> classification,
      List<PlanStep> plan,
      OrderEffect effect) {
    return new OrderAdvice(
        today.accountId(),
        today.policyVersion(),
        OrderSummary.of(order, action, parts, effect),
        action,
        parts,
        classification,
        reasons.told(),
        plan,
        effect,
        known.volatilities(),
        known.multiplesOrigin());
  }
}
