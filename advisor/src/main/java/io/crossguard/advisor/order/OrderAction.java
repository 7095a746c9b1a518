package io.crossguard.advisor.order;

/** What to do with an order. */
public enum OrderAction {
  /** Open it in cross margin. */
  OPEN_IN_CROSS,
  /** Open it in isolated margin. */
  OPEN_ISOLATED,
  /** Open what hedges in cross margin, and the rest alone. */
  OPEN_SPLIT,
  /** Open less than was asked for. */
  OPEN_REDUCED,
  /** Open it, or what hedges nothing of it, in a sub-account of its own. */
  OPEN_IN_SUBACCOUNT,
  /** It only closes what is open, which needs no mode. */
  REDUCE_ONLY,
  /** Open nothing; what it closes it may close. */
  DO_NOT_OPEN,
  /** Too little is known of the market to say anything. */
  NO_RECOMMENDATION
}
