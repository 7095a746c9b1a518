package io.crossguard.advisor.order;

import io.crossguard.advisor.AdviceRequest;
import io.crossguard.advisor.plan.Move;
import io.crossguard.advisor.plan.OrderWriter;
import io.crossguard.advisor.plan.PlanRun;
import io.crossguard.advisor.plan.PlanStep;
import io.crossguard.advisor.plan.Refusal;
import io.crossguard.advisor.recommendation.Lots;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An order in its account: what it closes, and the account that the rest is opened in. */
final class OrderCase {
  private final OrderRequest request;
  private final ResolvedAccount today;
  private final NettedTrade netted;
  private final Instrument instrument;
  private final Price price;
  private final OrderWriter writer;
  private final List<Move> closings;
  private final PlanRun closed;

  OrderCase(OrderRequest request) {
    this.request = request;
    this.today = request.book().accountAtVenue();
    IntendedTrade trade = request.trade();
    this.netted = NettedTrade.of(today, trade);
    this.instrument = today.rules().instrument(trade.instrumentId()).orElseThrow();
    this.price = trade
        .price()
        .orElseGet(() -> today.market().markPrice(trade.instrumentId()).orElseThrow());
    this.writer = new OrderWriter(
        trade.instrumentId(), price, trade.leverage(), instrument.settlementAsset(), poolId());
    this.closings = netted.reduced().stream()
        .map(position -> writer.close(position, netted.closed()))
        .toList();
    this.closed = PlanRun.of(today, closings);
  }

  /** The account under the rules of its venue. */
  ResolvedAccount today() {
    return today;
  }

  /** The same once the order has closed what it closes. */
  ResolvedAccount base() {
    return closed.after();
  }

  NettedTrade netted() {
    return netted;
  }

  Quantity asked() {
    return netted.opened();
  }

  Instrument instrument() {
    return instrument;
  }

  /** What each contract is traded at. */
  Price price() {
    return price;
  }

  Price mark() {
    return today.market().markPrice(instrument.instrumentId()).orElseThrow();
  }

  /** What the whole trade loses at once, since its price is not the mark, in the quote currency; signed. */
  Money lossAtOnce() {
    Decimal index = today.index(instrument.settlementAsset()).value();
    Decimal gain = instrument
        .payoff()
        .unrealizedPnl(request.trade().quantity(), instrument.multiplier(), price, mark())
        .times(index)
        .rounded();
    return new Money(gain.negated(), today.rules().quoteCurrency());
  }

  /** Whether what it opens is options sold. */
  boolean isOptionSold() {
    return instrument.option().isPresent() && asked().isNegative();
  }

  String poolId() {
    return today.crossScopeId(instrument.settlementAsset());
  }

  /** The pool of another contract. */
  String poolId(String instrumentId) {
    return today.crossScopeId(
        today.rules().instrument(instrumentId).orElseThrow().settlementAsset());
  }

  OrderWriter writer() {
    return writer;
  }

  List<Move> closings() {
    return closings;
  }

  /** The steps with which it closes what it closes. */
  List<PlanStep> closingSteps() {
    return closed.steps();
  }

  /** Why the engine does not let it close what it closes. */
  Optional<Refusal> closingRefusal() {
    return closed.refusals().values().stream().findFirst();
  }

  /** The name of what it opens. */
  String positionId() {
    return PositionNames.free(base(), wantedName());
  }

  boolean isNameFree() {
    return positionId().equals(wantedName());
  }

  /** The name of a part that is opened beside another. */
  String partId() {
    return PositionNames.free(base(), wantedName(), "-isolated");
  }

  private String wantedName() {
    return request.trade().positionId().orElse(instrument.instrumentId());
  }

  /** What advice on an account depends on. */
  AdviceRequest about(ResolvedAccount account) {
    return request.book().about(account);
  }

  /**
   * An account with a position of this order in it, and with its premium paid or received where that
   * is due up front, whether the engine would accept it or not.
   */
  ResolvedAccount with(
      ResolvedAccount account, String positionId, Quantity quantity, MarginMode mode) {
    List<Position> positions = new ArrayList<>(account.account().positions());
    positions.add(
        new Position(positionId, instrument.instrumentId(), quantity, price, leverage(), mode));
    return ResolvedAccount.of(
        new Account(
            account.account().accountId(),
            paid(account.account().balances(), quantity),
            positions,
            account.account().orders()),
        account.market(),
        account.rules());
  }

  private List<Balance> paid(List<Balance> balances, Quantity quantity) {
    if (!instrument.isPaidUpFront()) {
      return balances;
    }
    Decimal premium = quantity.contracts().times(instrument.multiplier()).times(price.value());
    Map<String, Decimal> wallets = new LinkedHashMap<>();
    balances.forEach(balance -> wallets.put(balance.asset(), balance.quantity()));
    wallets.merge(instrument.settlementAsset(), premium.negated(), Decimal::plus);
    return wallets.entrySet().stream()
        .map(wallet -> new Balance(wallet.getKey(), wallet.getValue()))
        .toList();
  }

  /** What some of it requires to be opened by itself, in the settlement asset. */
  Decimal initialMargin(Quantity quantity) {
    ResolvedAccount alone =
        with(base(), positionId(), quantity, new MarginMode.Isolated(Decimal.ZERO));
    List<PositionMargin> positions = new MarginEngine().evaluateMargin(alone).positions();
    return positions.get(positions.size() - 1).initialMargin().amount();
  }

  /** What is in the cross wallet of the settlement asset; signed. */
  Decimal wallet() {
    return base().wallet(instrument.settlementAsset());
  }

  private Optional<Decimal> leverage() {
    Optional<Decimal> ofHome = netted.homes().stream().findFirst().flatMap(Position::leverage);
    return request.trade().leverage().or(() -> ofHome);
  }

  /** The quantity of whole steps that is not larger, with the same sign. */
  Quantity wholeSteps(Decimal contracts) {
    return Lots.within(new Quantity(contracts), instrument);
  }

  /** The margin of whole steps of the venue that is not larger. */
  Decimal wholeMargin(Decimal margin) {
    return margin
        .max(Decimal.ZERO)
        .roundedDownTo(request.book().venue().marginStep().orElse(Lots.FINEST_STEP));
  }
}
