package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.function.UnaryOperator;

/**
 * What a scope has against what it must keep, in the unit of the scope.
 *
 * <pre>
 *   net_a             = wallet_a + Σ unrealizedPnl of the rows that settle in a
 *   marginBalance     = Σ_a valueAfterHaircut_a(net_a × unitPrice_a)
 *   maintenanceMargin = Σ_a unitPrice_a × Σ maintenanceMargin of the legs that settle in a
 * </pre>
 */
final class Standing {

  // Each of at most 1,000 positions is rounded at the 34th digit a few times: far inside this.
  private static final Decimal ROUNDING_ERROR_MAX =
      Decimal.ONE.dividedBy(Decimal.parse("1000000000000000").times(Decimal.parse("10000000000000")));

  private final UnaryOperator<Fraction> rounding;
  private Fraction marginBalance = Fraction.ZERO;
  private Fraction maintenanceMargin = Fraction.ZERO;
  // The sum of all terms without their signs: what a rounding error is measured by.
  private Fraction magnitude = Fraction.ZERO;
  private boolean isExact = true;

  private Standing(MarginScope scope, UnaryOperator<Fraction> rounding) {
    this.rounding = rounding;
    scope.assets().forEach(this::add);
  }

  /** Every division rounded to 34 digits where it happens, so that the figures shown add up. */
  static Standing rounded(MarginScope scope) {
    return new Standing(scope, quotient -> Fraction.of(quotient.rounded()));
  }

  private static Standing exact(MarginScope scope) {
    return new Standing(scope, UnaryOperator.identity());
  }

  Decimal marginBalance() {
    return marginBalance.rounded();
  }

  Decimal maintenanceMargin() {
    return maintenanceMargin.rounded();
  }

  /**
   * The verdict of a scope, decided without a quotient. Where the rounded figures are closer than
   * their rounding can tell, exact ones decide.
   */
  static ScopeStatus verdict(MarginScope scope) {
    Standing rounded = rounded(scope);
    if (rounded.isExact) {
      return rounded.status(scope);
    }
    boolean isClear =
        rounded.isClear(Decimal.ONE, Decimal.ZERO)
            && rounded.isClear(Decimal.ONE, scope.liquidationTrigger())
            && rounded.isClear(scope.warningLevel(), Decimal.ONE);
    return (isClear ? rounded : exact(scope)).status(scope);
  }

  private ScopeStatus status(MarginScope scope) {
    if (marginBalance.isNegative()) {
      return ScopeStatus.BANKRUPT;
    }
    if (excess(Decimal.ONE, scope.liquidationTrigger()).isNegative()) {
      return ScopeStatus.LIQUIDATABLE;
    }
    return maintenanceMargin.isZero() || excess(scope.warningLevel(), Decimal.ONE).isPositive()
        ? ScopeStatus.HEALTHY
        : ScopeStatus.WARNING;
  }

  private boolean isClear(Decimal balanceWeight, Decimal maintenanceWeight) {
    Fraction doubt = magnitude.times(ROUNDING_ERROR_MAX);
    return excess(balanceWeight, maintenanceWeight).abs().compareTo(doubt) > 0;
  }

  private Fraction excess(Decimal balanceWeight, Decimal maintenanceWeight) {
    return marginBalance.times(balanceWeight).minus(maintenanceMargin.times(maintenanceWeight));
  }

  private void add(ScopeAsset asset) {
    Fraction net = Fraction.of(asset.wallet());
    Fraction required = Fraction.ZERO;
    Fraction size = net.abs();
    for (Leg leg : asset.legs()) {
      for (Position row : leg.rows()) {
        Fraction pnl = round(leg.unrealizedPnl(row));
        net = net.plus(pnl);
        size = size.plus(pnl.abs());
      }
      required = required.plus(round(leg.maintenanceMargin()));
    }
    Decimal unitPrice = asset.unitPrice().value();
    marginBalance = marginBalance.plus(asset.marginValue(net));
    maintenanceMargin = maintenanceMargin.plus(required.times(unitPrice));
    magnitude = magnitude.plus(size.plus(required).times(unitPrice));
  }

  private Fraction round(Fraction figure) {
    isExact &= figure.isDecimal();
    return rounding.apply(figure);
  }
}
