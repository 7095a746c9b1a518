package io.crossguard.advisor.backtest;

import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.exposure.Exposure;
import io.crossguard.margin.exposure.ExposureCalculator;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a rule asks the owner of an account to do, in terms of the engine. */
final class ModeChanges {
  private static final Decimal ISOLATED_LEVERAGE = Decimal.of(10);
  private static final Decimal NEUTRAL_BAND = Decimal.parse("0.05");
  private static final Decimal NET_TO_EQUITY_MAX = Decimal.parse("0.2");

  private final ResolvedAccount account;
  private final Decimal equity;
  private final List<Exposure> exposures;

  ModeChanges(ResolvedAccount account) {
    this.account = account;
    Money total = new MarginEngine().evaluateMargin(account).totals().equity();
    this.equity = total.amount();
    this.exposures = new ExposureCalculator().calculate(account, total);
  }

  /** What a rule without a forecast asks for; nothing in ALL_CROSS. */
  List<Change> of(ModeRule rule) {
    return switch (rule) {
      case ALL_CROSS -> List.of();
      case ALL_ISOLATED -> allIsolated();
      case FIVE_PERCENT -> fivePercent();
      case DELTA_TO_EQUITY -> deltaToEquity();
      case ADVICE -> throw new IllegalArgumentException("advice is given, not derived");
    };
  }

  /** What the advice asks for. */
  List<Change> of(MarginModeAdvice advice) {
    List<Change> changes = new ArrayList<>();
    for (PositionAdvice each : advice.positions()) {
      Recommendation recommendation = each.recommendation();
      if (recommendation instanceof Recommendation.MoveToIsolated move) {
        changes.add(isolate(each.positionId(), move.margin()));
      } else if (recommendation instanceof Recommendation.Reduce reduce) {
        changes.add(close(each.positionId(), reduce.quantity()));
        reduce.margin().ifPresent(margin -> changes.add(isolate(each.positionId(), margin)));
      } else if (!(recommendation instanceof Recommendation.KeepCross
          || recommendation instanceof Recommendation.NoAction)) {
        throw new IllegalStateException(
            "an account of one book and one bet was not expected to get " + recommendation);
      }
    }
    return changes;
  }

  private static Change isolate(String positionId, IsolatedMargin margin) {
    return new Change.ToIsolated(positionId, margin.transfer().amount());
  }

  private List<Change> allIsolated() {
    Decimal hedgeMargin = notional(position(BookAndBet.HEDGE)).dividedBy(ISOLATED_LEVERAGE);
    Decimal cash = account.account().balances().stream()
        .filter(balance -> balance.asset().equals(BookAndBet.CASH))
        .map(balance -> balance.quantity())
        .reduce(Decimal.ZERO, Decimal::plus);
    return List.of(
        new Change.ToIsolated(BookAndBet.HEDGE, hedgeMargin),
        new Change.ToIsolated(BookAndBet.BET, cash.minus(hedgeMargin)));
  }

  private List<Change> fivePercent() {
    List<Change> changes = new ArrayList<>();
    for (Exposure exposure : exposures) {
      Decimal longs = exposure.notional().longNotional().amount();
      Decimal shorts = exposure.notional().shortNotional().amount();
      Decimal limit = longs.max(shorts).times(NEUTRAL_BAND);
      if (longs.minus(shorts).abs().compareTo(limit) >= 0) {
        positions(exposure.root())
            .forEach(position -> changes.add(new Change.ToIsolated(
                position.positionId(), notional(position).dividedBy(ISOLATED_LEVERAGE))));
      }
    }
    return changes;
  }

  private List<Change> deltaToEquity() {
    List<Change> changes = new ArrayList<>();
    for (Exposure exposure : exposures) {
      Decimal net = exposure.notional().net().amount();
      Decimal allowed = equity.times(NET_TO_EQUITY_MAX);
      if (net.abs().isGreaterThan(allowed)) {
        Decimal excess = net.abs().minus(allowed).dividedBy(net.abs());
        positions(exposure.root())
            .forEach(position -> changes.add(close(
                position.positionId(),
                new Quantity(position.quantity().contracts().times(excess)))));
      }
    }
    return changes;
  }

  private Change close(String positionId, Quantity quantity) {
    Position position = position(positionId);
    return new Change.Trade(
        positionId,
        position.instrumentId(),
        quantity.negated(),
        account.market().markPrice(position.instrumentId()).orElseThrow(),
        Decimal.ZERO);
  }

  private Position position(String positionId) {
    return account.position(positionId).orElseThrow();
  }

  private List<Position> positions(String root) {
    return account.account().positions().stream()
        .filter(position -> Optional.of(root)
            .equals(account
                .rules()
                .instrument(position.instrumentId())
                .map(instrument -> instrument.root())))
        .toList();
  }

  private Decimal notional(Position position) {
    return position
        .quantity()
        .contracts()
        .abs()
        .times(account.market().markPrice(position.instrumentId()).orElseThrow().value());
  }
}
