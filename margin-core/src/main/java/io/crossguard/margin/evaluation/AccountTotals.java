package io.crossguard.margin.evaluation;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Optional;

/**
 * Sums over all scopes, in the quote currency. They are reported apart from the verdicts: no scope
 * can draw on another.
 *
 * @param equity wallet balance and unrealized P&amp;L at the index, before haircuts
 * @param walletBalance isolated margins included
 * @param unrealizedPnl signed
 * @param initialMargin sum of the scopes
 * @param maintenanceMargin sum of the scopes
 * @param grossNotional sum of all notionals
 * @param effectiveLeverage gross notional over equity; absent while the equity is not positive
 * @param crossNotional sum of the notionals of cross positions
 * @param crossNotionalToMarginBalance over the margin balances of the cross scopes; absent while
 *     these are not positive
 * @param crossNotionalToWalletBalance over the wallet balances of the cross scopes; absent while
 *     these are not positive
 * @param largestPosition the position with the largest notional; absent without positions
 */
public record AccountTotals(
    Money equity,
    Money walletBalance,
    Money unrealizedPnl,
    Money initialMargin,
    Money maintenanceMargin,
    Money grossNotional,
    Optional<Decimal> effectiveLeverage,
    Money crossNotional,
    Optional<Decimal> crossNotionalToMarginBalance,
    Optional<Decimal> crossNotionalToWalletBalance,
    Optional<LargestPosition> largestPosition) {

  /**
   * The position with the largest notional; of equals the first by id.
   *
   * @param positionId the position
   * @param share of the gross notional; above 0, at most 1
   */
  public record LargestPosition(String positionId, Decimal share) {}
}
