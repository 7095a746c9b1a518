package io.crossguard.advisor.classification;

/** What a group of legs, or one leg of it, is; from the best hedged to the least. */
public enum Classification {
  /** The sides offset each other within the neutral band, and little is left for the equity. */
  DELTA_NEUTRAL,
  /** The sides offset each other within the hedged band, and little is left for the equity. */
  HEDGED_WITH_RESIDUAL,
  /** The sides offset each other in part, or much is left for the equity. */
  PARTIALLY_HEDGED,
  /** Another coin offsets what is left of it, as far as the two move together. */
  CORRELATED_HEDGE,
  /** Its options may turn against it: after a move the sides no longer offset each other. */
  GAMMA_UNSTABLE,
  /** Little or nothing offsets it. */
  DIRECTIONAL;

  /** Whether it belongs in cross margin as it stands: neutral, or hedged with a residual. */
  public boolean isHedged() {
    return this == DELTA_NEUTRAL || this == HEDGED_WITH_RESIDUAL;
  }

  public Classification worse(Classification other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public Classification better(Classification other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
