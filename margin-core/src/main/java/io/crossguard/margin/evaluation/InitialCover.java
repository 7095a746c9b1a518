package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Fraction;

/**
 * Decides without a quotient whether a scope has initial margin.
 *
 * <pre>
 *   initialBalance ≥ initialMargin + orderMargin
 * </pre>
 */
public final class InitialCover {
  private InitialCover() {}

  /** Where rounded figures are closer than their rounding can tell, exact ones decide. */
  public static boolean isCovered(MarginScope scope) {
    ScopeFigures rounded = scope.figures();
    Fraction excess = excess(rounded);
    Fraction doubt = rounded.magnitude().times(Verdict.ROUNDING_ERROR_MAX);
    boolean isClear = rounded.isExact() || excess.abs().compareTo(doubt) > 0;
    return !(isClear ? excess : excess(ScopeFigures.exact(scope))).isNegative();
  }

  private static Fraction excess(ScopeFigures figures) {
    return figures.initialBalance().minus(figures.initialMargin()).minus(figures.orderMargin());
  }
}
