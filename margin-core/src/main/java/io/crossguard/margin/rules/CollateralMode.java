package io.crossguard.margin.rules;

/** What backs the cross positions of an account. */
public enum CollateralMode {
  /** Each asset backs the positions that settle in it: one cross scope an asset, no haircuts. */
  SINGLE_ASSET,
  /** All assets back all positions: one cross scope in the quote currency, with haircuts. */
  MULTI_ASSET
}
