package io.crossguard.advisor.policy;

/** The smallest thing at a venue that can have a margin mode of its own. */
public enum ModeGranularity {
  /** Every position has its mode. */
  PER_POSITION,
  /** All positions of an instrument have one mode. */
  PER_SYMBOL,
  /** The whole account has one mode. */
  ACCOUNT_WIDE,
  /** Positions are kept apart in sub-accounts only. */
  SUB_ACCOUNTS
}
