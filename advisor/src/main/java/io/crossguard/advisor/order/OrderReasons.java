package io.crossguard.advisor.order;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.classification.PositionClassification;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.plan.ScopeState;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Collects why an order is answered as it is: each code once, in the order in which codes are told. */
final class OrderReasons {
  // What is said of a position that is there already, and means nothing for one that is opened.
  private static final Set<Reason.Code> OF_OPEN_POSITIONS = EnumSet.of(
      Reason.Code.MARGIN_ADDED,
      Reason.Code.MARGIN_RELEASED,
      Reason.Code.MODE_SWITCH_NEEDS_FLAT_POSITION);

  private static final Set<Reason.Code> THREATS = EnumSet.of(
      Reason.Code.SINGLE_POSITION_THREAT,
      Reason.Code.AGGREGATE_EXPOSURE,
      Reason.Code.BIGGER_BUFFER_NOT_SAFER);

  private static final Set<Reason.Code> LIMITS =
      EnumSet.of(Reason.Code.BUDGET_BINDS, Reason.Code.INSUFFICIENT_FREE_COLLATERAL);

  private final OrderCase order;
  private final List<Reason> reasons = new ArrayList<>();

  OrderReasons(OrderCase order) {
    this.order = order;
  }

  List<Reason> told() {
    return reasons.stream().sorted(Comparator.comparing(Reason::code)).toList();
  }

  /** What the advisor says of a position. */
  void of(PositionAdvice advice) {
    tell(advice.reasons(), code -> !OF_OPEN_POSITIONS.contains(code));
  }

  /**
   * What the advisor says of the part that is opened alone while the other one hedges: that nothing
   * offsets it is not true of the order.
   *
   * @param whole what all of the order is
   */
  void ofRest(PositionAdvice rest, PositionClassification whole) {
    if (whole.matchedNotional().isPositive()) {
      add(
          Reason.Code.PARTIAL_HEDGE,
          "Of the order " + text(whole.matchedNotional()) + " are a hedge, and "
              + text(whole.residualNotional()) + " are not.");
      tell(whole.reasons(), code -> code == Reason.Code.RESIDUAL_MATERIAL_TO_EQUITY);
    }
    tell(
        rest.reasons(),
        code -> code != Reason.Code.NO_OFFSETTING_LEG && !OF_OPEN_POSITIONS.contains(code));
  }

  /** What the advisor says of an order that is not opened: it is not isolated, wherever it was tried. */
  void ofTried(PositionAdvice advice) {
    tell(
        advice.reasons(),
        code -> code != Reason.Code.HEDGE_LEG_ISOLATED && !OF_OPEN_POSITIONS.contains(code));
  }

  /** The same where it was tried in cross margin: the pool that is spoken of has it, today's not. */
  void ofTriedInCross(PositionAdvice advice) {
    threat(advice);
    ifInCross(advice, code -> code == Reason.Code.INSUFFICIENT_FREE_COLLATERAL);
    ofTried(advice);
  }

  /** Why a margin is below its target: once it is there, and near enough, nothing is said of it. */
  void limits(PositionAdvice sized) {
    tell(sized.reasons(), LIMITS::contains);
  }

  /** What it would threaten in cross margin. */
  void threat(PositionAdvice inCross) {
    ifInCross(inCross, THREATS::contains);
  }

  private void ifInCross(PositionAdvice advice, Predicate<Reason.Code> holds) {
    advice.reasons().stream()
        .filter(reason -> holds.test(reason.code()))
        .forEach(reason -> add(reason.code(), "If it were in cross margin: " + reason.message()));
  }

  /** Why a correlation that was given makes no hedge of it: known only where it is in the pool. */
  void correlation(PositionAdvice inCross) {
    tell(inCross.reasons(), code -> code == Reason.Code.CORRELATION_TOO_WEAK);
  }

  private void tell(List<Reason> given, Predicate<Reason.Code> holds) {
    given.stream()
        .filter(reason -> holds.test(reason.code()))
        .forEach(reason -> add(reason.code(), reason.message()));
  }

  /** Whether the price costs more than dust, as one that was mistyped does. */
  void atPrice(Money equity) {
    Money loss = order.lossAtOnce();
    Decimal dust =
        equity.amount().times(order.about(order.today()).policy().dust().fraction());
    if (loss.isPositive() && loss.amount().isGreaterThan(dust)) {
      add(
          Reason.Code.LOSS_AT_ONCE,
          "Traded at " + number(order.price().value()) + ", it loses " + text(loss)
              + " at once: the mark is " + number(order.mark().value()) + ".");
    }
  }

  void closes() {
    Optional<Position> reduced = order.netted().reduced();
    reduced.ifPresent(position -> {
      String closes = "It closes " + contracts(order.netted().closed()) + " of the "
          + contracts(position.quantity()) + " contracts of " + position.positionId();
      if (order.asked().isZero()) {
        add(Reason.Code.ORDER_REDUCES_POSITION, closes + ", which needs no margin mode.");
      } else {
        add(
            Reason.Code.ORDER_FLIPS_POSITION,
            closes + " and would open " + contracts(order.asked()) + " on the other side.");
      }
    });
  }

  /** Whether a hedge comes to be, or ends. */
  void hedge(OrderOutlook before, OrderOutlook after) {
    Optional<HedgeGroup> was = before.hedgeGroup();
    after.hedgeGroup().ifPresent(group -> {
      boolean wasNeutral = was.filter(OrderReasons::isNeutralHedge).isPresent();
      if (isNeutralHedge(group) && !wasNeutral) {
        add(
            Reason.Code.COMPLETES_HEDGE,
            "With it the sides of " + group.hedgeGroupId() + " differ by "
                + percent(group.relativeDifference())
                + was.map(g -> " instead of " + percent(g.relativeDifference())).orElse("")
                + ": the coin is delta-neutral.");
      }
      boolean wasHedged = was.filter(g -> g.classification().isHedged()).isPresent();
      if (wasHedged && !group.classification().isHedged()) {
        add(
            Reason.Code.BREAKS_HEDGE,
            "The sides of " + group.hedgeGroupId() + " differ by "
                + was.map(g -> percent(g.relativeDifference())).orElse("") + " today, and by "
                + percent(group.relativeDifference()) + " after the order.");
      }
    });
  }

  private static boolean isNeutralHedge(HedgeGroup group) {
    return group.classification() == Classification.DELTA_NEUTRAL
        && group.hedgeRatio().isPositive();
  }

  void smaller(OrderDraft draft, Optional<IsolatedMargin> margin) {
    if (draft.quantity().equals(order.asked())) {
      return;
    }
    String what =
        contracts(draft.quantity()) + " of " + contracts(order.asked()) + " contracts are opened: ";
    String why = margin
        .map(m -> "with " + text(m.margin()) + " behind it, a larger position would miss the"
            + " target probability of " + percent(m.targetLiquidationProbability())
            + " or lack initial margin.")
        .orElse("the pool carries no more of it in cross margin, or the rest would need a margin of"
            + " its own that it can't have.");
    add(Reason.Code.ORDER_REDUCED, what + why);
  }

  void inCross(Optional<String> refusal) {
    refusal.ifPresent(message -> add(
        Reason.Code.REFUSED_IN_CROSS,
        "In cross margin the venue would refuse all of it: " + message + "."));
  }

  void refused(String message) {
    add(Reason.Code.REFUSED_BY_VENUE, "The venue would refuse the order: " + message + ".");
  }

  /** What the engine refused before it accepted something else, or nothing. */
  void refusals(OrderSearch search) {
    search.refusals().stream()
        .findFirst()
        .ifPresent(message -> add(
            Reason.Code.REFUSED_BY_VENUE,
            "What the structure asks for would be refused: " + message + "."));
    if (search.isModeMissing()) {
      add(
          Reason.Code.MODE_NOT_AVAILABLE,
          "The venue does not let " + contracts(order.asked()) + " contracts of "
              + order.instrument().instrumentId() + " have the margin mode that they should have.");
    }
  }

  void exhausted(Hypotheses hypotheses) {
    if (hypotheses.isPoolExhausted()) {
      add(
          Reason.Code.INSUFFICIENT_FREE_COLLATERAL,
          order.poolId() + " has no margin balance, or less than its maintenance margin: nothing"
              + " can be opened from it.");
    }
  }

  /** Whether its group has to leave or to shrink without it too. */
  void groupFirst(Hypotheses hypotheses, OrderSearch search) {
    if (hypotheses.hasOptions() && hypotheses.isGroupTroubled()) {
      boolean isTried = search.refusals().isEmpty() && !hypotheses.isPoolExhausted();
      add(
          Reason.Code.OTHER_ADVICE_FIRST,
          hypotheses.cross().classification().hedgeGroupId()
              + " should not stay as it is today"
              + (isTried ? ", and " + noHelp() : "")
              + ": deal with the group as advised first.");
    }
  }

  private String noHelp() {
    return order.isOptionSold()
        ? "options sold bend it further"
        : "the order doesn't lower what it may lose";
  }

  /** Whether other positions stand in the way of more margin. */
  void others(PositionAdvice alone, Hypotheses hypotheses) {
    if (alone.recommendation() instanceof Recommendation.KeepIsolated keep
        && keep.margin().filter(m -> m.transfer().isPositive()).isPresent()) {
      add(
          Reason.Code.OTHER_ADVICE_FIRST,
          "The pool can spare " + number(hypotheses.room()) + " "
              + order.instrument().settlementAsset() + " today; it could spare "
              + text(keep.margin().get().transfer())
              + " more once other positions are dealt with as advised.");
    }
  }

  /** What the pool would risk with the order in it, against what is advised. */
  void atStake(OrderOutlook inCross, OrderOutlook after) {
    Optional<Money> inPool = inCross.account().worstCaseLoss();
    Optional<Money> advised = after.account().worstCaseLoss();
    if (inPool.isEmpty() || advised.isEmpty() || !advised.get().isLessThan(inPool.get())) {
      return;
    }
    add(
        Reason.Code.POOL_AT_STAKE,
        "In cross margin the worst case would cost " + text(inPool.get()) + ratio(inCross)
            + "; as advised it costs " + text(advised.get()) + ratio(after) + ".");
  }

  private static String ratio(OrderOutlook outlook) {
    return outlook
        .pool()
        .flatMap(ScopeState::marginRatio)
        .map(ratio -> " at a margin ratio of " + percent(ratio))
        .orElse("");
  }

  private static String contracts(Quantity quantity) {
    return quantity.contracts().abs().toString();
  }

  private static String text(Money amount) {
    return number(amount.amount()) + " " + amount.asset();
  }

  private void add(Reason.Code code, String message) {
    if (reasons.stream().noneMatch(told -> told.code() == code)) {
      reasons.add(new Reason(code, message));
    }
  }
}
