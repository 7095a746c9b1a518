package io.crossguard.advisor.order;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.plan.Refusal;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Opens an order in a group with options, none of whose legs is ever isolated alone: in cross margin
 * where the group may stay with it; in a sub-account where the order is all of a group that would
 * leave for one; else as much of it as the group may stay with. A group that should not stay as it is
 * without the order either gets nothing but what helps it.
 */
final class OptionOrder {
  // A part is found to a millionth.
  private static final int HALVINGS = 20;

  private final OrderCase order;
  private final Hypotheses hypotheses;
  private final MarginModeAdvisor advisor;
  private final OrderTrial trial;
  private final Set<String> refusals = new LinkedHashSet<>();

  OptionOrder(OrderCase order, Hypotheses hypotheses, MarginModeAdvisor advisor) {
    this.order = order;
    this.hypotheses = hypotheses;
    this.advisor = advisor;
    this.trial = new OrderTrial(order);
  }

  /** How to open it; absent where nothing should be opened. */
  Optional<OrderSearch.Opened> open() {
    OrderDraft draft = hypotheses.draft();
    if (draft.isNothing()) {
      return Optional.empty();
    }
    OrderTrial.Attempt attempt = trial.attempt(draft);
    if (!attempt.isAccepted()) {
      attempt.crossRefusal().map(Refusal::message).ifPresent(refusals::add);
      draft = draft.withCross(trial.largestInCross(draft));
      attempt = trial.attempt(draft);
    }
    if (draft.isNothing()) {
      return Optional.empty();
    }
    OrderSearch.Opened opened = opened(draft, attempt);
    if (isSettled(opened)) {
      return Optional.of(opened);
    }
    if (hypotheses.isGroupTroubled()) {
      return Optional.of(opened).filter(this::helps);
    }
    return inSubAccount(opened).or(() -> reduced(opened)).or(() -> largest(opened));
  }

  /** Why the engine refused what was tried first, in its words. */
  Set<String> refusals() {
    return refusals;
  }

  private OrderSearch.Opened opened(OrderDraft draft, OrderTrial.Attempt attempt) {
    return new OrderSearch.Opened(draft, attempt, advisor.recommend(order.about(attempt.after())));
  }

  /** Whether nothing is to be done with what was opened in cross margin. */
  private static boolean isSettled(OrderSearch.Opened opened) {
    return opened
        .advice(opened.attempt().crossId())
        .map(PositionAdvice::recommendation)
        .filter(OrderReport::isSomething)
        .isEmpty();
  }

  /** What is offset as a whole, or lowers the worst case; but for options sold, that bend it further. */
  private boolean helps(OrderSearch.Opened opened) {
    boolean isOffset = opened
        .advice(opened.attempt().crossId())
        .filter(advice -> advice.classification().residualQuantity().isZero())
        .isPresent();
    return !order.isOptionSold() && (isOffset || lowersWorstCase(opened));
  }

  private boolean lowersWorstCase(OrderSearch.Opened opened) {
    Optional<Money> then = opened.then().before().worstCaseLoss();
    return hypotheses
        .withoutIt()
        .before()
        .worstCaseLoss()
        .filter(today -> then.filter(loss -> loss.isLessThan(today)).isPresent())
        .isPresent();
  }

  /** Alone in its group, the order goes where the group would go. */
  private Optional<OrderSearch.Opened> inSubAccount(OrderSearch.Opened opened) {
    Optional<PositionAdvice> advice = opened.advice(opened.attempt().crossId());
    return advice
        .filter(of -> isAlone(of, opened.then()))
        .map(PositionAdvice::recommendation)
        .filter(Recommendation.MoveGroupToSubaccount.class::isInstance)
        .map(Recommendation.MoveGroupToSubaccount.class::cast)
        .filter(leave -> !leave.quantity().isZero())
        .map(leave -> OrderDraft.NOTHING.withAlone(OrderDraft.Alone.isolated(
                leave.quantity(),
                order.wholeMargin(leave.margin().amount()),
                leave.margin().amount())
            .inSubAccount()))
        .map(draft -> opened(draft, trial.attempt(draft)))
        .filter(there -> there.attempt().isAccepted());
  }

  private boolean isAlone(PositionAdvice opened, MarginModeAdvice then) {
    String groupId = opened.classification().hedgeGroupId();
    long legs = then.positions().stream()
        .filter(leg -> leg.classification().hedgeGroupId().equals(groupId))
        .count();
    return legs == 1 && order.netted().home(true).isEmpty();
  }

  /** What is left where the group is reduced as a whole, and the order is all of it. */
  private Optional<OrderSearch.Opened> reduced(OrderSearch.Opened opened) {
    return opened
        .advice(opened.attempt().crossId())
        .map(PositionAdvice::recommendation)
        .filter(Recommendation.Reduce.class::isInstance)
        .map(Recommendation.Reduce.class::cast)
        .map(reduce -> opened.draft().cross().plus(reduce.quantity().negated()))
        .filter(left -> !left.isZero() && left.isNegative() == order.asked().isNegative())
        .map(left -> opened.draft().withCross(left))
        .flatMap(this::joined);
  }

  /** The largest part of what was opened with which nothing is to be done with it. */
  private Optional<OrderSearch.Opened> largest(OrderSearch.Opened whole) {
    OrderDraft draft = whole.draft();
    Quantity part = LargestPart.of(
        order, draft.cross(), HALVINGS, some -> joined(draft.withCross(some)).isPresent());
    return part.isZero() ? Optional.empty() : joined(draft.withCross(part));
  }

  /** What is accepted, and what nothing is to be done with then. */
  private Optional<OrderSearch.Opened> joined(OrderDraft draft) {
    return Optional.of(trial.attempt(draft))
        .filter(OrderTrial.Attempt::isAccepted)
        .map(attempt -> opened(draft, attempt))
        .filter(OptionOrder::isSettled);
  }
}
