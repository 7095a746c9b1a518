package io.crossguard.margin.evaluation;

/** The verdict of a scope, from best to worst. */
public enum ScopeStatus {
  /** The balance covers the requirement with room to spare, or nothing is required. */
  HEALTHY,
  /** The requirement has reached the warning level, and the balance still covers it. */
  WARNING,
  /** The balance no longer covers the requirement: the venue liquidates. */
  LIQUIDATABLE,
  /** The balance is negative. */
  BANKRUPT;

  /** Whether the scope is not liquidated: HEALTHY or WARNING. */
  public boolean stands() {
    return this == HEALTHY || this == WARNING;
  }

  public ScopeStatus worse(ScopeStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
