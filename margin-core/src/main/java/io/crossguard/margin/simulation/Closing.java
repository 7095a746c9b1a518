package io.crossguard.margin.simulation;

import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;

/**
 * A part of a position closed at a price.
 *
 * <pre>
 *   realizedPnl = what the closed part gains from its entry to the price
 *   takerGain   = what it gains from the price to the mark
 *   fee         = min(feeRate × notional at the mark, max(0, marginBalance after the closing))
 * </pre>
 *
 * in the settlement asset. The balance that caps the fee is divided by the liability weight of the
 * asset where that is above 1, and rounded down to 18 decimals: so the fee alone leaves no scope
 * bankrupt.
 *
 * @param position what is closed
 * @param quantity how much of it, with its sign
 * @param price at which
 * @param realizedPnl signed
 * @param fee not negative
 * @param takerGain signed
 * @param after the scope after it
 */
record Closing(
    OpenPosition position,
    Quantity quantity,
    Price price,
    Decimal realizedPnl,
    Decimal fee,
    Decimal takerGain,
    SimulatedScope after) {

  private static final Decimal FINEST_FEE = Decimal.parse("0.000000000000000001");

  static Closing of(
      SimulatedScope scope, OpenPosition position, Decimal contracts, Price price, Rate feeRate) {
    Instrument instrument = position.instrument();
    Quantity quantity = position.signed(contracts);
    Decimal realizedPnl = realizedPnl(position, quantity, price);
    Decimal takerGain = instrument
        .payoff()
        .unrealizedPnl(quantity, instrument.multiplier(), price, position.leg().markPrice())
        .rounded();
    SimulatedScope closed = scope.afterClosing(position, contracts, realizedPnl);
    Decimal fullFee = fullFee(position, quantity, feeRate);
    Decimal fee = fullFee.isZero() ? Decimal.ZERO : fullFee.min(feeMax(closed, position));
    SimulatedScope after = fee.isZero() ? closed : closed.afterPayment(position, fee.negated());
    return new Closing(position, quantity, price, realizedPnl, fee, takerGain, after);
  }

  /** The scope after a closing whose fee is not capped. */
  static SimulatedScope afterFullFee(
      SimulatedScope scope, OpenPosition position, Decimal contracts, Price price, Rate feeRate) {
    Quantity quantity = position.signed(contracts);
    return scope.afterClosing(
        position,
        contracts,
        realizedPnl(position, quantity, price).minus(fullFee(position, quantity, feeRate)));
  }

  private static Decimal realizedPnl(OpenPosition position, Quantity quantity, Price price) {
    Instrument instrument = position.instrument();
    return instrument
        .unrealizedPnl(quantity, position.row().entryPrice(), price)
        .rounded();
  }

  private static Decimal fullFee(OpenPosition position, Quantity quantity, Rate feeRate) {
    Instrument instrument = position.instrument();
    return instrument
        .payoff()
        .notional(quantity, instrument.multiplier(), position.leg().markPrice())
        .times(feeRate.fraction())
        .rounded();
  }

  private static Decimal feeMax(SimulatedScope closed, OpenPosition position) {
    Decimal balance = closed.margin().marginBalance().atLeastZero().amount();
    ScopeAsset asset = position.asset();
    Decimal weight = asset.rules().liabilityWeights().balance().max(Decimal.ONE);
    return balance.dividedBy(asset.unitPrice().value().times(weight)).roundedDownTo(FINEST_FEE);
  }
}
