package io.crossguard.advisor.recommendation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.List;

/**
 * A group in an account of its own.
 *
 * @param margin what is brought into it
 * @param positions as they are to be there, but for their entries
 */
record SubAccount(Money margin, List<Position> positions) {
  SubAccount {
    positions = List.copyOf(positions);
  }

  /** A position with another quantity, in cross. */
  static Position of(Position position, Quantity quantity) {
    return new Position(
        position.positionId(),
        position.instrumentId(),
        quantity,
        position.entryPrice(),
        position.leverage(),
        new MarginMode.Cross());
  }

  /** The account with all positions opened at the mark, under the rules of the account they left. */
  ResolvedAccount opened(ResolvedAccount left) {
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
        new Account(
            left.account().accountId(),
            List.of(new Balance(margin.asset(), margin.amount())),
            opened),
        left.market(),
        left.rules());
  }
}
