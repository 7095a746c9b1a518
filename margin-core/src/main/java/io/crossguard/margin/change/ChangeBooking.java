package io.crossguard.margin.change;

import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.Optional;

/**
 * Books a change in a ledger: who pays whom, and what the position is afterwards. With the isolated
 * margin m and the unrealized P&amp;L U of a position:
 *
 * <pre>
 *   set leverage  isolated: max(0, IM − m) from the cross wallet
 *   to isolated   m from the cross wallet; U goes along
 *   to cross      m into the cross wallet; U goes along
 * </pre>
 */
final class ChangeBooking {
  private final Ledger ledger;

  ChangeBooking(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Books it; where it can't be booked, says why and leaves the ledger for dead. */
  Optional<RefusalReason> book(Change change) {
    if (change instanceof Change.Trade trade) {
      return new TradeBooking(ledger, trade).book();
    }
    if (change instanceof Change.SetLeverage set) {
      setLeverage(ledger.held(set.positionId()), set.leverage());
    } else if (change instanceof Change.ToIsolated switched) {
      toIsolated(ledger.held(switched.positionId()), switched.margin());
    } else if (change instanceof Change.ToCross switched) {
      toCross(ledger.held(switched.positionId()));
    } else if (change instanceof Change.AdjustIsolatedMargin adjusted) {
      return adjust(ledger.held(adjusted.positionId()), adjusted.amount());
    } else if (change instanceof Change.Deposit deposit) {
      receive(deposit.asset(), deposit.amount(), CashFlow.Why.DEPOSIT);
    } else if (change instanceof Change.Withdraw withdrawal) {
      receive(withdrawal.asset(), withdrawal.amount().negated(), CashFlow.Why.WITHDRAWAL);
    }
    return Optional.empty();
  }

  private void setLeverage(Position position, Decimal leverage) {
    ledger.put(position, position.quantity(), ledger.entry(position), Optional.of(leverage));
    if (!position.isCross()) {
      Fraction required = PositionRequirement.initialMargin(
          ledger.before(), ledger.held(position.positionId()), ledger.mark(position));
      Decimal missing = Amounts.covering(required).minus(ledger.margin(position.positionId()));
      fund(position, missing.max(Decimal.ZERO));
    }
  }

  private void toIsolated(Position position, Decimal margin) {
    Position isolated = position.withMode(new MarginMode.Isolated(Decimal.ZERO));
    ledger.put(isolated);
    fund(isolated, margin);
    ledger.carry(
        ledger.scope(position),
        ledger.scope(isolated),
        ledger.asset(position),
        unrealizedPnl(position));
  }

  private void toCross(Position position) {
    Position cross = position.withMode(new MarginMode.Cross());
    String asset = ledger.asset(position);
    Decimal margin = ledger.margin(position.positionId());
    ledger.move(
        ledger.scope(position), ledger.scope(cross), asset, margin, CashFlow.Why.RELEASED_MARGIN);
    ledger.put(cross);
    ledger.carry(ledger.scope(position), ledger.scope(cross), asset, unrealizedPnl(position));
  }

  private Optional<RefusalReason> adjust(Position position, Decimal amount) {
    Decimal margin = ledger.margin(position.positionId());
    if (margin.plus(amount).isNegative()) {
      return Optional.of(new RefusalReason(
          RefusalReason.Code.NEGATIVE_MARGIN,
          ledger.scope(position)
              + " has a margin of "
              + margin
              + " "
              + ledger.asset(position)
              + ", less than the "
              + amount.abs()
              + " to be taken"));
    }
    if (amount.isPositive()) {
      fund(position, amount);
    } else {
      String asset = ledger.asset(position);
      ledger.move(
          ledger.scope(position),
          ledger.crossScope(asset),
          asset,
          amount.abs(),
          CashFlow.Why.RELEASED_MARGIN);
    }
    return Optional.empty();
  }

  private void fund(Position isolated, Decimal margin) {
    String asset = ledger.asset(isolated);
    ledger.move(
        ledger.crossScope(asset), ledger.scope(isolated), asset, margin, CashFlow.Why.MARGIN);
  }

  private void receive(String asset, Decimal amount, CashFlow.Why why) {
    ledger.receive(ledger.crossScope(asset), asset, amount, why);
  }

  private Decimal unrealizedPnl(Position position) {
    Instrument instrument = ledger.instrument(position);
    return instrument
        .unrealizedPnl(position.quantity(), position.entryPrice(), ledger.mark(position))
        .rounded();
  }
}
