package io.crossguard.advisor.order;

import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an order might be opened.
 *
 * @param cross what goes into cross margin, with the sign of the order; 0 where nothing does
 * @param elsewhere the trade in another contract that takes the place of that part; absent where it
 *     is opened in the contract of the order
 * @param alone what gets a margin of its own
 * @param reunions steps that bring hedge legs into the pool, by position
 */
record OrderDraft(
    Quantity cross,
    Optional<Change.Trade> elsewhere,
    Alone alone,
    Map<String, List<PlanStep>> reunions) {

  static final OrderDraft NOTHING =
      new OrderDraft(Quantity.ZERO, Optional.empty(), Alone.NOTHING, Map.of());

  OrderDraft {
    reunions = Map.copyOf(reunions);
  }

  /**
   * What gets a margin of its own. Amounts are in the settlement asset.
   *
   * @param quantity with the sign of the order; 0 where nothing does
   * @param margin what leaves the cross wallet for it; not negative
   * @param target what it should have; not negative
   * @param isInSubAccount whether it is opened in a sub-account; else it is isolated
   * @param homeMargin what leaves the cross wallet for the cross position of the same contract, which
   *     is isolated first and then added to; absent where it stays as it is
   */
  record Alone(
      Quantity quantity,
      Decimal margin,
      Decimal target,
      boolean isInSubAccount,
      Optional<Decimal> homeMargin) {

    static final Alone NOTHING =
        new Alone(Quantity.ZERO, Decimal.ZERO, Decimal.ZERO, false, Optional.empty());

    static Alone isolated(Quantity quantity, Decimal margin, Decimal target) {
      return new Alone(quantity, margin, target, false, Optional.empty());
    }

    Alone withQuantity(Quantity other) {
      return new Alone(other, margin, target, isInSubAccount, homeMargin);
    }

    Alone withMargin(Decimal other) {
      return new Alone(quantity, other, target, isInSubAccount, homeMargin);
    }

    Alone inSubAccount() {
      return new Alone(quantity, margin, target, true, homeMargin);
    }

    Alone besideHome(Decimal margin) {
      return new Alone(quantity, this.margin, target, false, Optional.of(margin));
    }
  }

  boolean isNothing() {
    return cross.isZero() && alone.quantity().isZero();
  }

  Quantity quantity() {
    return cross.plus(alone.quantity());
  }

  /** With another part in cross margin, in the contract of the order. */
  OrderDraft withCross(Quantity other) {
    return new OrderDraft(other, Optional.empty(), alone, reunions);
  }

  OrderDraft withAlone(Alone other) {
    return new OrderDraft(cross, elsewhere, other, reunions);
  }

  OrderDraft withoutAlone() {
    return withAlone(Alone.NOTHING);
  }

  OrderDraft withReunions(Map<String, List<PlanStep>> steps) {
    return new OrderDraft(cross, elsewhere, alone, steps);
  }

  /** With the part in cross margin opened in another contract. */
  OrderDraft opened(Change.Trade trade) {
    return new OrderDraft(cross, Optional.of(trade), alone, reunions);
  }

  /** Whether it puts the same quantities into the same places. */
  boolean isLike(OrderDraft other) {
    return cross.equals(other.cross)
        && alone.quantity().equals(other.alone.quantity())
        && alone.isInSubAccount() == other.alone.isInSubAccount();
  }
}
