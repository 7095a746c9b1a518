package io.crossguard.server.monitor;

/** Why something is told of an account. */
public enum Cause {
  /** It is new: watched from now on, or replaced as a whole. */
  STARTED,
  /** The verdict of a scope has changed, or there is a scope more or less. */
  STATUS_CHANGED,
  /** The margin ratio of a scope has crossed a level. */
  LEVEL_CROSSED,
  /** The period has passed. */
  PERIOD,
  /** It was asked for. */
  REQUESTED,
  /** The advice has changed. */
  ADVICE_CHANGED;

  /** Whether it goes before what is told for other causes. */
  boolean isAlert() {
    return this == STATUS_CHANGED || this == LEVEL_CROSSED;
  }
}
