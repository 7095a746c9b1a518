package io.crossguard.advisor.recommendation;

/** What the structure asks for, before it is known what the pool can spare. */
enum Intent {
  /** Too little is known of the market: leave it as it is. */
  WAIT_FOR_DATA,
  /** The pool does not cover its requirement: close the residual. */
  CLOSE_RESIDUAL,
  /** The pool does not cover its requirement: put more into it. */
  SUPPORT_POOL,
  /** It is isolated, and its margin stays as it is. */
  HOLD_ISOLATED,
  /** It joins the pool of what it hedges. */
  JOIN_POOL,
  /** It stays in cross. */
  STAY_IN_CROSS,
  /** Too little is at stake to move it. */
  IGNORE,
  /** Its residual is isolated, the rest is in cross. */
  SPLIT,
  /** It is isolated. */
  ISOLATE,
  /** It stays isolated, with the margin that it should have. */
  RESIZE_ISOLATED,
  /** It is reduced together with what hedges it through a correlation. */
  REDUCE_TOGETHER,
  /** Its group gets a sub-account. */
  MOVE_GROUP,
  /** It can't be isolated at this venue: it stays in cross, at the size that it should have. */
  REDUCE_IN_CROSS
}
