package io.crossguard.margin.change;

import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/**
 * Books a trade. With q contracts held, Δq traded at price P, the price variable v (see {@link
 * Payoff}) and an isolated margin m:
 *
 * <pre>
 *   increase   v(E) becomes (q·v(E) + Δq·v(P)) / (q + Δq)
 *              isolated: m grows by the margin given, else by IM(q + Δq at P) × |Δq| / |q + Δq|
 *   reduction  E stays; realized = −Δq·c·(P − E), inverse −Δq·c·(1/E − 1/P)
 *              isolated: m + realized − fee, less the payout
 *              payout = max(0, m × |Δq| / |q| + realized − fee), or 0 under KEEP; at a close all
 *   premium    paid up front: −Δq·c·P instead of what is realized, at an increase too
 *   flip       a close, then an open of what is left; the fee is shared by quantity
 * </pre>
 *
 * The cross wallet of the settlement asset pays and receives; the fee of a reduction of an isolated
 * position is paid by its margin. Margin that a division makes is rounded as {@link Amounts} says.
 */
final class TradeBooking {
  private final Ledger ledger;
  private final Change.Trade trade;

  TradeBooking(Ledger ledger, Change.Trade trade) {
    this.ledger = ledger;
    this.trade = trade;
  }

  /** Whether a trade only reduces or closes what is held. */
  static boolean isReduction(Optional<Position> held, Change.Trade trade) {
    return held.filter(position -> isOpposite(position, trade)
            && trade
                    .quantity()
                    .contracts()
                    .abs()
                    .compareTo(position.quantity().contracts().abs())
                <= 0)
        .isPresent();
  }

  /** Whether a trade closes what is held and opens the other side. */
  static boolean isFlip(Optional<Position> held, Change.Trade trade) {
    return held.filter(position -> isOpposite(position, trade)).isPresent()
        && !isReduction(held, trade);
  }

  private static boolean isOpposite(Position position, Change.Trade trade) {
    return position.quantity().isNegative() != trade.quantity().isNegative();
  }

  /** Books it; where it can't be booked, says why and leaves the ledger for dead. */
  Optional<RefusalReason> book() {
    Optional<Position> held = ledger.position(trade.positionId());
    if (held.isEmpty()) {
      open(newMode(), trade.quantity(), trade.fee(), trade.leverage());
      return Optional.empty();
    }
    Position position = held.get();
    if (isReduction(held, trade)) {
      return reduce(position, trade.quantity(), trade.fee());
    }
    if (isFlip(held, trade)) {
      return flip(position);
    }
    increase(position);
    return Optional.empty();
  }

  private MarginMode newMode() {
    return trade.mode().orElseThrow() == ScopeKind.CROSS
        ? new MarginMode.Cross()
        : new MarginMode.Isolated(Decimal.ZERO);
  }

  private void open(MarginMode mode, Quantity quantity, Decimal fee, Optional<Decimal> leverage) {
    Position opened = new Position(
        trade.positionId(), trade.instrumentId(), quantity, trade.price(), leverage, mode);
    ledger.put(opened);
    fund(opened, quantity, fee);
  }

  private void increase(Position position) {
    Fraction before = ledger.entry(position).times(position.quantity().contracts());
    Fraction added = priceVariable(position).times(trade.quantity().contracts());
    Quantity quantity = position.quantity().plus(trade.quantity());
    ledger.put(
        position,
        quantity,
        before.plus(added).dividedBy(Fraction.of(quantity.contracts())),
        trade.leverage().or(position::leverage));
    fund(ledger.held(position.positionId()), trade.quantity(), trade.fee());
  }

  /** Pays the fee and, for an isolated position, the margin of what was added. */
  private void fund(Position position, Quantity added, Decimal fee) {
    String asset = ledger.asset(position);
    String cross = ledger.crossScope(asset);
    if (!position.isCross()) {
      Decimal margin = trade.margin().orElseGet(() -> marginOf(position, added));
      ledger.move(cross, ledger.scope(position), asset, margin, CashFlow.Why.MARGIN);
    }
    if (ledger.instrument(position).isPaidUpFront()) {
      ledger.receive(cross, asset, premium(position, added), CashFlow.Why.PREMIUM);
    }
    ledger.receive(cross, asset, fee.negated(), CashFlow.Why.FEE);
  }

  /** What the added quantity requires at the trade's price: its share of all that is then held. */
  private Decimal marginOf(Position position, Quantity added) {
    Price price = trade.price();
    Position atPrice = new Position(
        position.positionId(),
        position.instrumentId(),
        position.quantity(),
        price,
        position.leverage(),
        position.mode());
    Fraction whole = PositionRequirement.initialMargin(ledger.before(), atPrice, price);
    return Amounts.covering(whole.times(share(added, position.quantity())));
  }

  private Optional<RefusalReason> reduce(Position position, Quantity traded, Decimal fee) {
    String asset = ledger.asset(position);
    String scope = ledger.scope(position);
    Decimal margin = ledger.margin(position.positionId());
    boolean isPaidUpFront = ledger.instrument(position).isPaidUpFront();
    Decimal gain = isPaidUpFront ? premium(position, traded) : realized(position, traded);
    ledger.receive(
        scope, asset, gain, isPaidUpFront ? CashFlow.Why.PREMIUM : CashFlow.Why.REALIZED_PNL);
    ledger.receive(scope, asset, fee.negated(), CashFlow.Why.FEE);
    Quantity rest = position.quantity().plus(traded);
    if (!position.isCross()) {
      Decimal left = ledger.margin(position.positionId());
      if (left.isNegative()) {
        return Optional.of(new RefusalReason(
            RefusalReason.Code.NEGATIVE_MARGIN,
            scope
                + " has a margin of "
                + margin
                + " "
                + asset
                + " and would be left with "
                + left
                + " after a realized result of "
                + gain
                + " and a fee of "
                + fee));
      }
      Decimal payout = rest.isZero() ? left : payout(position, traded, margin, gain.minus(fee));
      ledger.move(scope, ledger.crossScope(asset), asset, payout, CashFlow.Why.RELEASED_MARGIN);
    }
    if (rest.isZero()) {
      ledger.remove(position.positionId());
    } else {
      ledger.put(position, rest, ledger.entry(position), position.leverage());
    }
    return Optional.empty();
  }

  private Decimal payout(Position position, Quantity traded, Decimal margin, Decimal gain) {
    if (ledger.before().rules().conventions().changePolicy().payout() == ChangePolicy.Payout.KEEP) {
      return Decimal.ZERO;
    }
    Fraction released = share(traded, position.quantity()).times(margin);
    return Amounts.within(released).plus(gain).max(Decimal.ZERO);
  }

  private Optional<RefusalReason> flip(Position position) {
    Quantity closed = position.quantity().negated();
    Quantity opened = trade.quantity().plus(position.quantity());
    Decimal closingFee = Amounts.within(share(closed, trade.quantity()).times(trade.fee()));
    Optional<RefusalReason> refusal = reduce(position, closed, closingFee);
    if (refusal.isEmpty()) {
      MarginMode mode =
          position.isCross() ? position.mode() : new MarginMode.Isolated(Decimal.ZERO);
      open(mode, opened, trade.fee().minus(closingFee), trade.leverage().or(position::leverage));
    }
    return refusal;
  }

  /** What closing by the traded contracts gains, or loses if negative. */
  private Decimal realized(Position position, Quantity traded) {
    Instrument instrument = ledger.instrument(position);
    Fraction rise = priceVariable(position).minus(ledger.entry(position));
    Decimal size = traded.contracts().negated().times(instrument.multiplier());
    Fraction gain = rise.times(size);
    return (instrument.payoff() == Payoff.INVERSE ? gain.negated() : gain).rounded();
  }

  /** What the traded contracts bring in at their price, or cost if negative. */
  private Decimal premium(Position position, Quantity traded) {
    return traded
        .contracts()
        .negated()
        .times(ledger.instrument(position).multiplier())
        .times(trade.price().value());
  }

  private Fraction priceVariable(Position position) {
    return ledger.instrument(position).payoff().priceVariable(trade.price());
  }

  private static Fraction share(Quantity part, Quantity whole) {
    return Fraction.of(part.contracts().abs(), whole.contracts().abs());
  }
}
