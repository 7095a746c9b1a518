package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;

/**
 * Decides the status of a scope without a quotient.
 *
 * <pre>
 *   BANKRUPT      marginBalance &lt; 0
 *   LIQUIDATABLE  marginBalance &lt; trigger × maintenanceMargin (or ≤, where the rules say so)
 *   HEALTHY       maintenanceMargin &lt; warningLevel × marginBalance, or nothing is required
 *   WARNING       else
 * </pre>
 */
final class Verdict {

  // 1e-28: each of at most 1,000 positions is rounded at the 34th digit a few times.
  static final Decimal ROUNDING_ERROR_MAX =
      Decimal.parse("0.00000000000001").times(Decimal.parse("0.00000000000001"));

  private Verdict() {}

  /** Where rounded figures are closer than their rounding can tell, exact ones decide. */
  static ScopeStatus of(MarginScope scope, ScopeFigures rounded) {
    return status(isClear(rounded) ? rounded : ScopeFigures.exact(scope));
  }

  private static ScopeStatus status(ScopeFigures figures) {
    if (figures.marginBalance().isNegative()) {
      return ScopeStatus.BANKRUPT;
    }
    if (figures.maintenanceMargin().isZero()) {
      return ScopeStatus.HEALTHY;
    }
    Conventions conventions = figures.conventions();
    Fraction excess =
        excess(figures, Decimal.ONE, conventions.liquidationTrigger().fraction());
    if (excess.isNegative() || (excess.isZero() && conventions.liquidatesAtTrigger())) {
      return ScopeStatus.LIQUIDATABLE;
    }
    return excess(figures, conventions.warningLevel().fraction(), Decimal.ONE).isPositive()
        ? ScopeStatus.HEALTHY
        : ScopeStatus.WARNING;
  }

  private static boolean isClear(ScopeFigures figures) {
    Conventions conventions = figures.conventions();
    return figures.isExact()
        || (isClear(figures, Decimal.ONE, Decimal.ZERO)
            && isClear(figures, Decimal.ONE, conventions.liquidationTrigger().fraction())
            && isClear(figures, conventions.warningLevel().fraction(), Decimal.ONE));
  }

  private static boolean isClear(
      ScopeFigures figures, Decimal balanceWeight, Decimal maintenanceWeight) {
    Fraction doubt = figures.magnitude().times(ROUNDING_ERROR_MAX);
    return excess(figures, balanceWeight, maintenanceWeight).abs().compareTo(doubt) > 0;
  }

  private static Fraction excess(
      ScopeFigures figures, Decimal balanceWeight, Decimal maintenanceWeight) {
    return figures
        .marginBalance()
        .times(balanceWeight)
        .minus(figures.maintenanceMargin().times(maintenanceWeight));
  }
}
