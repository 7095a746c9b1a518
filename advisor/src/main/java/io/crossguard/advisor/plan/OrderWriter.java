package io.crossguard.advisor.plan;

import io.crossguard.advisor.classification.Figures;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * Writes the parts of an order as moves: what it closes, what it opens in which mode, and what has to
 * be done for that. What is in cross is opened before what stands alone.
 */
public final class OrderWriter {
  private final String instrumentId;
  private final Price price;
  private final Optional<Decimal> leverage;
  private final String asset;
  private final String crossScopeId;

  /**
   * @param instrumentId the contract ordered
   * @param price what each contract is traded at
   * @param leverage of what is opened; absent as in a trade
   * @param asset what the contract settles in
   * @param crossScopeId the pool of that asset
   */
  public OrderWriter(
      String instrumentId,
      Price price,
      Optional<Decimal> leverage,
      String asset,
      String crossScopeId) {
    this.instrumentId = instrumentId;
    this.price = price;
    this.leverage = leverage;
    this.asset = asset;
    this.crossScopeId = crossScopeId;
  }

  /** Closes a part of a position; the quantity has the sign of the order. */
  public Move close(Position position, Quantity traded) {
    String id = position.positionId();
    return move(
        id,
        StepPurpose.REDUCE_RISK,
        Fraction.ZERO,
        new Change.Trade(id, instrumentId, traded, price, Decimal.ZERO),
        "Close " + contracts(traded.negated()) + " of " + id + ".");
  }

  /** Opens in cross margin, or adds to a cross position. */
  public Move inCross(String positionId, boolean isOpen, Quantity quantity) {
    return open(positionId, isOpen, quantity, Optional.empty(), " in cross margin.");
  }

  /** Opens in isolated margin, or adds to an isolated position. */
  public Move isolated(String positionId, boolean isOpen, Quantity quantity, Decimal margin) {
    return open(
        positionId,
        isOpen,
        quantity,
        Optional.of(margin),
        " in isolated margin with " + text(margin) + ".");
  }

  /** Opens another contract, which settles in another pool, in its place. */
  public static Move elsewhere(Change.Trade opening, String scopeId) {
    return new Move(
        opening.positionId(),
        Optional.of(opening.positionId()),
        StepPurpose.OPEN,
        Fraction.ONE,
        scopeId,
        List.of(new Move.Task(
            now -> Optional.of(opening),
            "Open " + contracts(opening.quantity()) + " of " + opening.instrumentId() + " as "
                + opening.positionId() + " in cross margin of " + scopeId + ".")));
  }

  /** Withdraws the margin with which a part is opened in a sub-account. */
  public Move intoSubAccount(String positionId, Quantity quantity, Decimal margin) {
    return move(
        positionId,
        StepPurpose.LEAVE_ACCOUNT,
        Fraction.ZERO,
        new Change.Withdraw(asset, margin),
        "Withdraw " + text(margin) + " into a sub-account, and open " + contracts(quantity) + " of "
            + instrumentId + " there.");
  }

  /** Steps of another plan for one position, made here as they are. */
  public Move again(String positionId, List<PlanStep> steps) {
    return new Move(
        positionId,
        Optional.of(positionId),
        StepPurpose.REUNITE_HEDGE,
        Fraction.ZERO,
        crossScopeId,
        steps.stream()
            .map(step -> new Move.Task(now -> Optional.of(step.change()), step.message()))
            .toList());
  }

  private Move open(
      String positionId,
      boolean isOpen,
      Quantity quantity,
      Optional<Decimal> margin,
      String where) {
    ScopeKind mode = margin.isPresent() ? ScopeKind.ISOLATED : ScopeKind.CROSS;
    return move(
        positionId,
        StepPurpose.OPEN,
        margin.isPresent() ? Fraction.ZERO : Fraction.ONE,
        new Change.Trade(
            positionId,
            instrumentId,
            quantity,
            price,
            Decimal.ZERO,
            leverage,
            isOpen ? Optional.empty() : Optional.of(mode),
            margin),
        isOpen
            ? "Add " + contracts(quantity) + " to " + positionId + where
            : "Open " + contracts(quantity) + " of " + instrumentId + " as " + positionId + where);
  }

  private Move move(
      String positionId, StepPurpose purpose, Fraction urgency, Change change, String message) {
    return new Move(
        positionId,
        Optional.of(positionId),
        purpose,
        urgency,
        crossScopeId,
        List.of(new Move.Task(now -> Optional.of(change), message)));
  }

  private static String contracts(Quantity quantity) {
    return quantity.contracts() + " contracts";
  }

  private String text(Decimal amount) {
    return Figures.number(amount) + " " + asset;
  }
}
