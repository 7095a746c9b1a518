package io.crossguard.margin.simulation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Quantity;

/**
 * A position that a scope still holds.
 *
 * @param asset what it settles in
 * @param leg the rows that the schedule sees as one with it
 * @param row the position as it stands
 */
record OpenPosition(ScopeAsset asset, Leg leg, Position row) {

  String positionId() {
    return row.positionId();
  }

  Instrument instrument() {
    return leg.instrument();
  }

  /** The contracts that are left; positive. */
  Decimal contracts() {
    return row.quantity().contracts().abs();
  }

  /** A number of contracts with the sign of the position. */
  Quantity signed(Decimal contracts) {
    return new Quantity(row.quantity().isNegative() ? contracts.negated() : contracts);
  }

  Fraction notional() {
    return leg.notional(row);
  }

  Fraction unrealizedPnl() {
    return leg.unrealizedPnl(row);
  }

  Fraction initialMargin() {
    return leg.initialMargin(row);
  }

  Fraction maintenanceMargin() {
    return leg.maintenanceMargin(row);
  }

  /** An amount of the settlement asset, in the unit of the scope. */
  Fraction inUnit(Fraction amount) {
    return amount.times(asset.unitPrice().value());
  }

  /** An amount of the settlement asset, in the quote currency. */
  Fraction inQuote(Fraction amount) {
    return amount.times(asset.index().value());
  }
}
