package io.crossguard.margin.rules;

/** The price at which a requirement takes the notional, tier included. */
public enum RequirementBasis {
  MARK,
  ENTRY
}
