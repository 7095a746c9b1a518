package io.crossguard.margin.simulation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;

/**
 * One closing of a liquidation, and where it leaves the scope.
 *
 * @param sequence number of the step in its scope, from 1
 * @param positionId the position of which a part was closed
 * @param quantity the part that was closed, with the sign of the position: positive of a long
 * @param price what it was closed at
 * @param realizedPnl of the closed part, before the fee, in the settlement asset; signed
 * @param fee the liquidation fee, in the settlement asset; not negative
 * @param takerGain what the other side of the closing gains against the mark, in the settlement
 *     asset; negative where it takes over a loss
 * @param marginBalance of the scope after the step, in the unit of the scope; signed
 * @param maintenanceMargin of the scope after the step, in the unit of the scope
 */
public record LiquidationStep(
    int sequence,
    String positionId,
    Quantity quantity,
    Price price,
    Money realizedPnl,
    Money fee,
    Money takerGain,
    Money marginBalance,
    Money maintenanceMargin) {

  public LiquidationStep {
    requireNonNull(positionId, "positionId");
    requireNonNull(quantity, "quantity");
    requireNonNull(price, "price");
    requireNonNull(realizedPnl, "realizedPnl");
    requireNonNull(fee, "fee");
    requireNonNull(takerGain, "takerGain");
    requireNonNull(marginBalance, "marginBalance");
    requireNonNull(maintenanceMargin, "maintenanceMargin");
  }
}
