package io.crossguard.margin.rules;

/** Whether a scope may hold both sides of one instrument. */
public enum PositionMode {
  /** It may: long and short stand beside each other. */
  HEDGE,
  /** It may not: the second side is refused. */
  ONE_WAY
}
