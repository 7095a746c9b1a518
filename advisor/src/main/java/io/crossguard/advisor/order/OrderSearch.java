package io.crossguard.advisor.order;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.plan.Refusal;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Opens an order as drafted, asks the advisor about the account after that, and takes what it says of
 * the new position into the draft, until it says nothing more. Where the engine refuses a draft, less
 * is opened, or in another mode. Both come to an end: an order is tried {@value #ROUNDS} times at
 * most.
 */
final class OrderSearch {
  private static final int ROUNDS = 16;

  private final OrderCase order;
  private final Hypotheses hypotheses;
  private final MarginModeAdvisor advisor;
  private final OrderTrial trial;
  private final Set<String> refusals = new LinkedHashSet<>();
  private boolean isModeMissing;

  /**
   * How an order is opened.
   *
   * @param draft where its parts go
   * @param attempt what the engine made of that
   * @param then what the advisor says afterwards
   */
  record Opened(OrderDraft draft, OrderTrial.Attempt attempt, MarginModeAdvice then) {

    /** What is said afterwards of a position. */
    Optional<PositionAdvice> advice(Optional<String> positionId) {
      return positionId.flatMap(then::position);
    }
  }

  OrderSearch(OrderCase order, Hypotheses hypotheses, MarginModeAdvisor advisor) {
    this.order = order;
    this.hypotheses = hypotheses;
    this.advisor = advisor;
    this.trial = new OrderTrial(order);
  }

  /** How to open it; absent where nothing should be opened. */
  Optional<Opened> open() {
    return hypotheses.hasOptions() ? joined() : repaired();
  }

  /** A leg of a group with options is in cross margin, or leaves with all of the group. */
  private Optional<Opened> joined() {
    OptionOrder joining = new OptionOrder(order, hypotheses, advisor);
    Optional<Opened> opened = joining.open();
    refusals.addAll(joining.refusals());
    return opened;
  }

  private Optional<Opened> repaired() {
    OrderDraft draft = hypotheses.draft();
    Optional<Opened> accepted = Optional.empty();
    for (int round = 0; round < ROUNDS; round++) {
      if (draft.isNothing()) {
        return Optional.empty();
      }
      OrderTrial.Attempt attempt = trial.attempt(draft);
      if (attempt.isAccepted()) {
        Opened opened = new Opened(draft, attempt, advisor.recommend(order.about(attempt.after())));
        Optional<OrderDraft> repaired =
            new DraftRepair(order, opened, hypotheses.room(), isModeMissing, round).repaired();
        if (repaired.isEmpty()) {
          return Optional.of(opened);
        }
        accepted = Optional.of(opened);
        draft = repaired.get();
      } else if (accepted.map(Opened::draft).filter(draft::isLike).isPresent()) {
        // The pool can't spare the further margin.
        return accepted;
      } else {
        draft = afterRefusal(draft, attempt);
      }
    }
    return accepted;
  }

  /** Why the engine refused what was tried first, in its words. */
  Set<String> refusals() {
    return refusals;
  }

  /** Whether the venue has no mode for what would be right. */
  boolean isModeMissing() {
    return isModeMissing;
  }

  private OrderDraft afterRefusal(OrderDraft draft, OrderTrial.Attempt attempt) {
    attempt.crossRefusal().map(Refusal::message).ifPresent(refusals::add);
    attempt.aloneRefusal().map(Refusal::message).ifPresent(refusals::add);
    return attempt
        .aloneRefusal()
        .map(refusal -> aloneRefused(draft, refusal))
        .orElseGet(() -> crossRefused(draft, attempt.crossRefusal().orElseThrow()));
  }

  private OrderDraft aloneRefused(OrderDraft draft, Refusal refusal) {
    OrderDraft.Alone part = draft.alone();
    if (part.homeMargin().isPresent()) {
      return OrderDraft.NOTHING;
    }
    if (refusal.isOfMeans() || part.isInSubAccount()) {
      isModeMissing = true;
      return withoutMode(draft);
    }
    Quantity atTarget = hypotheses.sizing().atTarget(part);
    boolean isSmaller = !atTarget.equals(part.quantity());
    return isSmaller ? draft.withAlone(part.withQuantity(atTarget)) : draft.withoutAlone();
  }

  /**
   * What should stand alone and can't: in the pool where the advisor would leave it there all the
   * same, else in a sub-account, else in the pool as far as its margin would be enough.
   */
  private OrderDraft withoutMode(OrderDraft draft) {
    OrderDraft.Alone part = draft.alone();
    if (hypotheses.cross().recommendation() instanceof Recommendation.KeepCross) {
      return draft.withCross(order.asked()).withoutAlone();
    }
    if (!hasSubAccounts()) {
      return draft
          .withCross(draft.cross().plus(hypotheses.sizing().atTarget(part)))
          .withoutAlone();
    }
    OrderDraft.Alone there = inSubAccount(part);
    boolean canLeave = !part.isInSubAccount() && !there.quantity().isZero();
    return canLeave ? draft.withAlone(there) : draft.withoutAlone();
  }

  /** A part as a sub-account carries it: no more can be withdrawn than is in the wallet. */
  private OrderDraft.Alone inSubAccount(OrderDraft.Alone part) {
    OrderDraft.Alone there = part.withMargin(part.margin().min(order.wallet())).inSubAccount();
    boolean isCarried = there.margin().isPositive()
        && !there.margin().isLessThan(order.initialMargin(there.quantity()));
    return isCarried ? there : there.withQuantity(hypotheses.sizing().atTarget(there));
  }

  private boolean hasSubAccounts() {
    return order.about(order.base()).venue().subAccounts();
  }

  private OrderDraft crossRefused(OrderDraft draft, Refusal refusal) {
    if (draft.elsewhere().isPresent()) {
      return draft.withCross(Quantity.ZERO);
    }
    if (!refusal.isOfMeans()) {
      return draft.withCross(trial.largestInCross(draft));
    }
    boolean mayBeAlone = draft.alone().quantity().isZero() && !isModeMissing;
    isModeMissing = true;
    Decimal target = hypotheses
        .sizing()
        .margin()
        .map(margin -> margin.targetMargin().amount())
        .orElse(Decimal.ZERO);
    return mayBeAlone
        ? OrderDraft.NOTHING.withAlone(OrderDraft.Alone.isolated(
            draft.cross(), order.wholeMargin(target.min(hypotheses.room())), target))
        : draft.withCross(Quantity.ZERO);
  }
}
