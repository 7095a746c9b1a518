package io.crossguard.advisor.plan;

/**
 * What a step is for, in the order in which steps are taken. One that is refused in its turn waits
 * until others have freed what it lacks.
 */
public enum StepPurpose {
  /** Collateral comes from outside. */
  ADD_COLLATERAL,
  /** An isolated position that lacks maintenance margin gets it back: before, nothing else may move. */
  RESTORE_MARGIN,
  /** A hedge leg comes into the pool of its partner. */
  REUNITE_HEDGE,
  /** A position is closed or reduced. */
  REDUCE_RISK,
  /** Isolated margin that is not needed goes back. */
  RELEASE_MARGIN,
  /** A position or a part of one is isolated, or gets more margin. */
  ISOLATE,
  /** A group leaves for a sub-account, with its margin. */
  LEAVE_ACCOUNT,
  /** What an order asks for is opened. */
  OPEN
}
