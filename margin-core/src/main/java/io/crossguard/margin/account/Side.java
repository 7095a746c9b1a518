package io.crossguard.margin.account;

/** The direction of a position. */
public enum Side {
  LONG,
  SHORT
}
