package io.crossguard.advisor.recommendation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/** One thing to do with a position. */
public sealed interface Recommendation {

  /** The name of what to do. */
  Action action();

  /** The names of all that may be recommended. */
  enum Action {
    /** Leave the position in cross. */
    KEEP_CROSS,
    /** Isolate the whole position. */
    MOVE_TO_ISOLATED,
    /** Leave the position isolated; its margin changes by the transfer. */
    KEEP_ISOLATED,
    /** Bring the position back into a pool. */
    MOVE_TO_CROSS,
    /** Isolate the residual part and leave the matched part in cross. */
    SPLIT,
    /** Close a part of the position. */
    REDUCE,
    /** Trade until the legs match again. */
    REBALANCE_HEDGE,
    /** Give the whole group a sub-account of its own. */
    MOVE_GROUP_TO_SUBACCOUNT,
    /** Put more collateral into the pool. */
    ADD_COLLATERAL,
    /** Do nothing: too little is known, or too little is at stake. */
    NO_ACTION
  }

  /** Leave the position in cross. */
  record KeepCross() implements Recommendation {
    @Override
    public Action action() {
      return Action.KEEP_CROSS;
    }
  }

  /** Isolate the whole position. */
  record MoveToIsolated(IsolatedMargin margin) implements Recommendation {
    public MoveToIsolated {
      requireNonNull(margin, "margin");
    }

    @Override
    public Action action() {
      return Action.MOVE_TO_ISOLATED;
    }
  }

  /**
   * Leave the position isolated; its margin changes by the transfer, if any.
   *
   * @param margin absent where too little is known of the market to judge it
   */
  record KeepIsolated(Optional<IsolatedMargin> margin) implements Recommendation {
    public KeepIsolated {
      requireNonNull(margin, "margin");
    }

    @Override
    public Action action() {
      return Action.KEEP_ISOLATED;
    }
  }

  /**
   * Bring the position into a pool.
   *
   * @param scopeId the pool
   * @param transfer what moves from the cross wallet to the position: the assigned margin comes
   *     back, so it is not positive; in the settlement asset
   */
  record MoveToCross(String scopeId, Money transfer) implements Recommendation {
    public MoveToCross {
      requireNonNull(scopeId, "scopeId");
      requireNonNull(transfer, "transfer");
    }

    @Override
    public Action action() {
      return Action.MOVE_TO_CROSS;
    }
  }

  /**
   * Isolate a part of the position, and have the rest in cross.
   *
   * @param quantity the part to isolate, with the sign of the position
   * @param margin behind that part
   */
  record Split(Quantity quantity, IsolatedMargin margin) implements Recommendation {
    public Split {
      Require.that(!quantity.isZero(), "quantity must not be zero");
      requireNonNull(margin, "margin");
    }

    @Override
    public Action action() {
      return Action.SPLIT;
    }
  }

  /**
   * Close a part of the position, or all of it.
   *
   * @param quantity the part to close, with the sign of the position
   * @param margin behind what is left of the residual, which is isolated then; absent where it
   *     stays in its mode or nothing is left
   */
  record Reduce(Quantity quantity, Optional<IsolatedMargin> margin) implements Recommendation {
    public Reduce {
      Require.that(!quantity.isZero(), "quantity must not be zero");
      requireNonNull(margin, "margin");
    }

    @Override
    public Action action() {
      return Action.REDUCE;
    }
  }

  /**
   * Trade until the legs match again.
   *
   * @param quantity what to trade, in contracts of this position: positive buys, negative sells
   */
  record RebalanceHedge(Quantity quantity) implements Recommendation {
    public RebalanceHedge {
      Require.that(!quantity.isZero(), "quantity must not be zero");
    }

    @Override
    public Action action() {
      return Action.REBALANCE_HEDGE;
    }
  }

  /**
   * Give the whole group a sub-account of its own.
   *
   * @param margin what to withdraw into it for the whole group; in the settlement asset
   * @param quantity what to open there of this position, with its sign: less than today where the
   *     margin can't carry all of it
   */
  record MoveGroupToSubaccount(Money margin, Quantity quantity) implements Recommendation {
    public MoveGroupToSubaccount {
      requireNonNull(quantity, "quantity");
      Require.that(!margin.isNegative(), "margin must not be negative");
    }

    @Override
    public Action action() {
      return Action.MOVE_GROUP_TO_SUBACCOUNT;
    }
  }

  /**
   * Put more collateral into the pool.
   *
   * @param transfer what to deposit, for the whole pool; in the settlement asset
   */
  record AddCollateral(Money transfer) implements Recommendation {
    public AddCollateral {
      Require.that(transfer.isPositive(), "transfer must be positive");
    }

    @Override
    public Action action() {
      return Action.ADD_COLLATERAL;
    }
  }

  /** Do nothing: too little is known, or too little is at stake. */
  record NoAction() implements Recommendation {
    @Override
    public Action action() {
      return Action.NO_ACTION;
    }
  }
}
