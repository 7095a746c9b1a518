package io.crossguard.margin.evaluation;

/** What shares a scope's balance. */
public enum ScopeKind {
  /** Every cross position of the scope. */
  CROSS,
  /** One position alone. */
  ISOLATED
}
