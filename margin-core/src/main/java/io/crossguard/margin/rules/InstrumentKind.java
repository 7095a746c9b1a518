package io.crossguard.margin.rules;

/** Whether a contract ends. */
public enum InstrumentKind {
  PERPETUAL,
  /** A dated future: it has an expiry. */
  FUTURE
}
