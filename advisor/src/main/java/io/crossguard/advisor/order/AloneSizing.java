package io.crossguard.advisor.order;

import io.crossguard.advisor.AdviceRequest;
import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.classification.Reason;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/**
 * The margin of what stands alone of an order. What is far too large for the margin that it gets would
 * be liquidated at once, and is left without any: then less of it is sized, until its margin holds.
 */
final class AloneSizing {
  private static final int HALVINGS = 60;
  private static final Decimal HALF = Decimal.parse("0.5");

  private final OrderCase order;
  private Quantity quantity;
  private PositionAdvice advice;

  /**
   * @param order what is to be opened
   * @param whole what is said of all of it as a position without a margin yet
   * @param advisor who is asked
   */
  AloneSizing(OrderCase order, PositionAdvice whole, MarginModeAdvisor advisor) {
    this.order = order;
    this.quantity = order.asked();
    this.advice = whole;
    if (!isTooLarge()) {
      return;
    }
    Fraction share = shareOfBudget();
    for (int i = 0; i < HALVINGS && isTooLarge(); i++) {
      Decimal contracts = Fraction.of(order.asked().contracts()).times(share).rounded();
      quantity = order.wholeSteps(contracts);
      if (quantity.isZero()) {
        return;
      }
      advice = advisor
          .recommend(order.about(unfunded(quantity)))
          .position(order.positionId())
          .orElseThrow();
      share = share.times(HALF);
    }
  }

  /** How much is sized; less than was asked for where all of it would be far too large. */
  Quantity quantity() {
    return quantity;
  }

  /** What is said of what is sized. */
  PositionAdvice advice() {
    return advice;
  }

  /** Its margin, with its probability; absent where nothing stands alone. */
  Optional<IsolatedMargin> margin() {
    Recommendation recommendation = advice.recommendation();
    if (recommendation instanceof Recommendation.Split split) {
      return Optional.of(split.margin());
    }
    return recommendation instanceof Recommendation.KeepIsolated keep
        ? keep.margin()
        : Optional.empty();
  }

  /**
   * The contracts for which the margin of a part is enough at the target probability, at most as many
   * as it has. Of any other margin than the advised one in proportion: schedules bend upwards, so
   * that is enough.
   */
  Quantity atTarget(OrderDraft.Alone part) {
    Optional<IsolatedMargin> advised =
        margin().filter(margin -> margin.transfer().amount().equals(part.margin()));
    Fraction contracts = Fraction.of(part.quantity().contracts().abs());
    if (advised.flatMap(IsolatedMargin::notionalAtTarget).isPresent()) {
      Money atTarget = advised.flatMap(IsolatedMargin::notionalAtTarget).orElseThrow();
      contracts =
          contracts.min(Fraction.of(atTarget.amount()).dividedBy(Fraction.of(notionalOfOne())));
    } else if (part.margin().isLessThan(part.target())) {
      contracts = contracts.times(part.margin()).dividedBy(Fraction.of(part.target()));
    }
    Quantity within = order.wholeSteps(contracts.rounded());
    return order.asked().isNegative() ? within.negated() : within;
  }

  /** The notional of one contract at the mark. */
  private Decimal notionalOfOne() {
    Decimal notional = new MarginEngine()
        .evaluateMargin(unfunded(order.asked())).positions().stream()
            .filter(position -> position.positionId().equals(order.positionId()))
            .map(position -> position.notional().amount())
            .findFirst()
            .orElseThrow();
    return notional.dividedBy(order.asked().contracts().abs());
  }

  /** The account with a part of the order in it, as a position without a margin. */
  private ResolvedAccount unfunded(Quantity contracts) {
    return order.with(
        order.base(), order.positionId(), contracts, new MarginMode.Isolated(Decimal.ZERO));
  }

  private boolean isTooLarge() {
    boolean isUnmatched = advice.classification().matchedQuantity().isZero();
    boolean isRefused =
        advice.reasons().stream().anyMatch(reason -> reason.code() == Reason.Code.REFUSED_BY_VENUE);
    return isUnmatched
        && isRefused
        && margin().filter(margin -> margin.margin().amount().isZero()).isPresent();
  }

  /** The share of the order that the budget of its coin is enough for, at most a half. */
  private Fraction shareOfBudget() {
    Decimal wanted = margin().map(margin -> margin.targetMargin().amount()).orElse(Decimal.ZERO);
    if (!wanted.isPositive()) {
      return Fraction.of(HALF);
    }
    AdviceRequest book = order.about(order.base());
    Portfolio portfolio = Portfolio.of(unfunded(order.asked()), book.riskInputs());
    Decimal budget = portfolio
        .poolOf(MarginScope.isolatedId(order.positionId()))
        .equity()
        .times(book.policy().budget().perRoot().fraction());
    return portfolio
        .inAsset(Fraction.of(budget), order.instrument().settlementAsset())
        .dividedBy(Fraction.of(wanted))
        .min(Fraction.of(HALF))
        .max(Fraction.ZERO);
  }
}
