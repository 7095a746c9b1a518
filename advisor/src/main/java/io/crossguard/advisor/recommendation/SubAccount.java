package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountTotals;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups in an account of their own.
 *
 * @param margin what is brought into it
 * @param positions as they are to be there, but for their entries
 */
record SubAccount(Money margin, List<Position> positions) {
  SubAccount {
    positions = List.copyOf(positions);
  }

  /**
   * The account with all positions opened, and options paid for, at the mark, under the rules of
   * the account they left.
   */
  ResolvedAccount opened(ResolvedAccount left) {
    Map<String, Decimal> wallets = new LinkedHashMap<>();
    wallets.put(margin.asset(), margin.amount());
    for (Position position : positions) {
      Instrument instrument = left.rules().instrument(position.instrumentId()).orElseThrow();
      if (instrument.isPaidUpFront()) {
        Price mark = left.market().markPrice(position.instrumentId()).orElseThrow();
        Decimal paid = instrument.unrealizedPnl(position.quantity(), mark, mark).rounded();
        wallets.merge(instrument.settlementAsset(), paid.negated(), Decimal::plus);
      }
    }
    return opened(
        left,
        positions,
        wallets.entrySet().stream()
            .map(wallet -> new Balance(wallet.getKey(), wallet.getValue()))
            .toList());
  }

  private static ResolvedAccount opened(
      ResolvedAccount left, List<Position> positions, List<Balance> balances) {
    List<Position> opened = positions.stream()
        .map(position -> new Position(
            position.positionId(),
            position.instrumentId(),
            position.quantity(),
            left.market().markPrice(position.instrumentId()).orElseThrow(),
            position.leverage(),
            new MarginMode.Cross()))
        .toList();
    return ResolvedAccount.of(
        new Account(left.account().accountId(), balances, opened),
        left.market(),
        AccountDraft.withBothSides(left.rules()));
  }

  /** What the positions of a unit require in an account of their own, in the quote currency. */
  static AccountTotals requirement(RiskUnit unit, ResolvedAccount left) {
    List<Position> positions = unit.positions().map(PositionLeg::position).toList();
    return new MarginEngine().evaluateMargin(opened(left, positions, List.of())).totals();
  }
}
