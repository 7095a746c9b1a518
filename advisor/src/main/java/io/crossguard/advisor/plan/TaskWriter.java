package io.crossguard.advisor.plan;

import io.crossguard.advisor.classification.Figures;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/** Writes single changes of a move. Trades are at the mark and without a fee. */
final class TaskWriter {
  private final ResolvedAccount account;

  /**
   * @param account today
   */
  TaskWriter(ResolvedAccount account) {
    this.account = account;
  }

  static Move.Task task(Change change, String message) {
    return new Move.Task(now -> Optional.of(change), message);
  }

  Move.Task close(Position position, Quantity closed) {
    return task(
        new Change.Trade(
            position.positionId(),
            position.instrumentId(),
            closed.negated(),
            mark(position.instrumentId()),
            Decimal.ZERO),
        "Close " + contracts(closed) + " of " + position.positionId() + ".");
  }

  Move.Task openInCross(String id, Position like, Quantity quantity) {
    return task(
        open(id, like, quantity, ScopeKind.CROSS, Optional.empty()),
        "Open " + contracts(quantity) + " of " + like.instrumentId() + " as " + id
            + " in cross margin.");
  }

  Change open(
      String id, Position like, Quantity quantity, ScopeKind mode, Optional<Decimal> margin) {
    return new Change.Trade(
        id,
        like.instrumentId(),
        quantity,
        mark(like.instrumentId()),
        Decimal.ZERO,
        like.leverage(),
        Optional.of(mode),
        margin);
  }

  String asset(Position position) {
    return account.rules().instrument(position.instrumentId()).orElseThrow().settlementAsset();
  }

  Price mark(String instrumentId) {
    return account.market().markPrice(instrumentId).orElseThrow();
  }

  static String contracts(Quantity quantity) {
    return quantity.contracts() + " contracts";
  }

  static String text(Money amount) {
    return Figures.number(amount.amount()) + " " + amount.asset();
  }
}
