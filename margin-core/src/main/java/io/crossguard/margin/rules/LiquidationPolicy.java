package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;

/**
 * How a venue liquidates a scope that no longer stands: what it cancels, which position it closes
 * first, how much of it, at which price, and when it stops.
 *
 * @param cancelledOrders the open orders that it cancels before anything is closed
 * @param netsOppositeFirst whether long and short rows of one instrument are closed against each
 *     other, at the mark and without a fee, before anything is closed in the market
 * @param order which position is closed next
 * @param portion how much of it
 * @param stopCondition what the balance must reach for the liquidation to end; whatever it says,
 *     the scope must stand
 * @param price the price at which a position is closed
 * @param feeRate liquidation fee a unit of the closed notional at the mark; at least 0, below 1. It
 *     is never more than what is left after the closing
 */
public record LiquidationPolicy(
    CancelledOrders cancelledOrders,
    boolean netsOppositeFirst,
    ClosingOrder order,
    Portion portion,
    StopCondition stopCondition,
    ClosingPrice price,
    Rate feeRate) {

  /** Whole positions at the mark, the largest first, without a fee, until the scope stands. */
  public static final LiquidationPolicy DEFAULT = new LiquidationPolicy(
      CancelledOrders.ITS_OWN,
      false,
      ClosingOrder.LARGEST_NOTIONAL,
      new Portion.Whole(),
      new StopCondition.Maintenance(),
      new ClosingPrice.Mark(Rate.ZERO),
      Rate.ZERO);

  /** Open orders that a liquidation cancels. */
  public enum CancelledOrders {
    /** Those of the scope. */
    ITS_OWN,
    /** Those of the scope, and every other of the account in an instrument that it holds. */
    INSTRUMENT,
    /** Every open order of the account. */
    ALL
  }

  /** Which position is closed next; amounts in the quote currency, of equals the first by id. */
  public enum ClosingOrder {
    /** The one with the largest notional at the mark. */
    LARGEST_NOTIONAL,
    /** The one with the most notional a unit of initial margin. */
    MOST_LEVERAGED,
    /** The one with the largest maintenance margin of its own, unreduced by netting. */
    LARGEST_MAINTENANCE_MARGIN,
    /** The one with the lowest unrealized P&amp;L. */
    LARGEST_LOSS
  }

  /** How much of a position one step closes. */
  public sealed interface Portion {

    /** All of it. */
    record Whole() implements Portion {}

    /**
     * From tier k, counted from 0, the least closure that leaves the notional below the floor of
     * tier k + 1 − tiers; the whole position where k is less than {@code tiers}.
     *
     * @param tiers how many tiers a step goes down; at least 1
     */
    record TierStep(int tiers) implements Portion {
      public TierStep {
        Require.that(tiers >= 1, "a tier step must go down at least 1 tier");
      }
    }

    /**
     * A share first where the notional exceeds a limit, then the whole position.
     *
     * @param fraction what is closed first, as a share of the position; above 0, below 1
     * @param notionalLimit the notional up to which a position is closed whole at once, in the
     *     quote currency; not negative
     */
    record Share(Rate fraction, Decimal notionalLimit) implements Portion {
      public Share {
        Require.that(
            fraction.isProperFraction() && fraction.fraction().isPositive(),
            "the share closed first must be above 0 and below 1");
        Require.that(!notionalLimit.isNegative(), "notional limit must not be negative");
      }
    }

    /**
     * The least closure that meets the stop condition, at most the whole position.
     *
     * @param ignoresFee whether price and fee are left out: then what is missing to the stop
     *     condition is divided by what a unit of the position requires
     */
    record Minimum(boolean ignoresFee) implements Portion {}
  }

  /** What the margin balance must reach for a liquidation to end. */
  public sealed interface StopCondition {

    /** The maintenance margin, times the trigger of the rules: the scope stands. */
    record Maintenance() implements StopCondition {}

    /**
     * A multiple of the maintenance margin.
     *
     * @param multiple 1.02 where a buffer of 2 % is asked for; at least 1
     */
    record MaintenanceTimes(Decimal multiple) implements StopCondition {
      public MaintenanceTimes {
        Require.that(
            multiple.compareTo(Decimal.ONE) >= 0,
            "the multiple of the maintenance margin must be at least 1");
      }
    }

    /**
     * The maintenance margin and a share of the notional of all positions of the scope.
     *
     * @param share a unit of notional; not negative
     */
    record MaintenancePlusNotional(Rate share) implements StopCondition {
      public MaintenancePlusNotional {
        Require.that(
            share.compareTo(Rate.ZERO) >= 0, "the share of the notional must not be negative");
      }
    }

    /** The initial margin, by the initial balance. */
    record Initial() implements StopCondition {}
  }

  /** The price at which a position is closed. */
  public sealed interface ClosingPrice {

    /**
     * The mark, less slippage of a long position and more of a short one.
     *
     * @param slippage as a share of the mark; at least 0, below 1
     */
    record Mark(Rate slippage) implements ClosingPrice {
      public Mark {
        Require.that(slippage.isProperFraction(), "slippage must be at least 0 and below 1");
      }
    }

    /** The bankruptcy price of the scope in this instrument; the mark where there is none. */
    record Bankruptcy() implements ClosingPrice {}

    /** The price at which closing the whole position leaves the margin ratio as it is. */
    record RatioPreserving() implements ClosingPrice {}
  }

  public LiquidationPolicy {
    requireNonNull(cancelledOrders, "cancelledOrders");
    requireNonNull(order, "order");
    requireNonNull(portion, "portion");
    requireNonNull(stopCondition, "stopCondition");
    requireNonNull(price, "price");
    Require.that(feeRate.isProperFraction(), "liquidation fee rate must be at least 0 and below 1");
  }
}
