package io.crossguard.margin.rules;

/** Whether a contract ends, and whether it must be exercised. */
public enum InstrumentKind {
  PERPETUAL,
  /** A dated future: it has an expiry. */
  FUTURE,
  /** A European option: it has an expiry, a strike and a right to buy or to sell. */
  OPTION;

  /** Whether a contract of this kind has an expiry. */
  public boolean isDated() {
    return this != PERPETUAL;
  }
}
