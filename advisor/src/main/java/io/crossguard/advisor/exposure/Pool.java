package io.crossguard.advisor.exposure;

import io.crossguard.margin.value.Decimal;

/**
 * A cross scope as the source of isolated margin. Amounts are in the quote currency.
 *
 * @param poolId the id of the cross scope
 * @param marginBalance C: collateral after haircuts and unrealized P&amp;L; signed
 * @param initialMargin IM of its positions
 * @param maintenanceMargin MM of its positions, times the liquidation trigger
 * @param equity E: C and the isolated equities drawn from it, each at least 0
 */
public record Pool(
    String poolId,
    Decimal marginBalance,
    Decimal initialMargin,
    Decimal maintenanceMargin,
    Decimal equity) {

  /** What is not bound by maintenance margin; signed. */
  public Decimal unbound() {
    return marginBalance.minus(maintenanceMargin);
  }

  /** Whether nothing may leave it: no balance, or less than the maintenance margin. */
  public boolean isExhausted() {
    return !marginBalance.isPositive() || unbound().isNegative();
  }
}
