package io.crossguard.margin.rules;

/** How the requirements of a scope's positions add up. */
public enum Netting {
  /** All of them. */
  GROSS,
  /** Of each instrument the larger side. */
  LARGER_SIDE,
  /** Of each root the larger side, over all its instruments. */
  LARGER_SIDE_OF_UNDERLYING
}
