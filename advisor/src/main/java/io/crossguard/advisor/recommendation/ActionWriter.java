package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.PositionStructure;
import io.crossguard.advisor.classification.StructureReport;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.plan.Move;
import io.crossguard.advisor.plan.MoveWriter;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what is asked for and what there is into a recommendation with its alternatives, and into
 * the moves that carry it out.
 */
final class ActionWriter {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final IntentChooser intents;
  private final MarginQuote quotes;
  private final MoveWriter moveWriter;
  private final UnitWriter unitWriter;
  private final PoolSupport support;
  private final List<Move> moves = new ArrayList<>();
  private final List<Position> joining = new ArrayList<>();

  /**
   * What is recommended for one position.
   *
   * @param recommendation what to do
   * @param alternatives what could be done instead, best first
   */
  record Written(Recommendation recommendation, List<Recommendation> alternatives) {}

  ActionWriter(
      AccountStructure structure,
      Stress stress,
      IntentChooser intents,
      MarginQuote quotes,
      MoveWriter moveWriter,
      UnitWriter unitWriter) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.intents = intents;
    this.quotes = quotes;
    this.moveWriter = moveWriter;
    this.unitWriter = unitWriter;
    this.support = new PoolSupport(portfolio, moveWriter);
  }

  /** What carries out all that was written, in no order. */
  List<Move> moves() {
    List<Move> all = new ArrayList<>(moves);
    all.addAll(moveWriter.join(joining));
    all.addAll(support.moves());
    all.addAll(unitWriter.moves());
    return List.copyOf(all);
  }

  Written write(PositionCase of, PoolSizing pool) {
    List<Recommendation> alternatives = new ArrayList<>();
    Recommendation recommendation = switch (of.intent()) {
      case WAIT_FOR_DATA ->
        of.isCross()
            ? new Recommendation.NoAction()
            : new Recommendation.KeepIsolated(Optional.empty());
      case IGNORE -> new Recommendation.NoAction();
      case CLOSE_RESIDUAL -> support.closeResidual(of, alternatives);
      case SUPPORT_POOL -> support.addCollateral(of);
      case HOLD_ISOLATED -> hold(of, alternatives);
      case JOIN_POOL -> join(of);
      case STAY_IN_CROSS -> stay(of, alternatives);
      case SPLIT, ISOLATE ->
        of.isCross() ? isolate(of, pool, alternatives) : splitIsolated(of, pool, alternatives);
      case RESIZE_ISOLATED -> resize(of, pool);
      case REDUCE_TOGETHER -> unitWriter.reduce(of, pool);
      case MOVE_GROUP -> unitWriter.leave(of, pool);
      case REDUCE_IN_CROSS -> reduceInCross(of, pool, alternatives);
    };
    rollIfExpiring(of, alternatives);
    return new Written(recommendation, alternatives);
  }

  private Recommendation hold(PositionCase of, List<Recommendation> alternatives) {
    support.payDebt(of, alternatives);
    intents
        .lackingToJoin(of.structure())
        .ifPresent(lacking -> alternatives.add(new Recommendation.AddCollateral(
            support.deposit(Fraction.of(lacking), of.settlementAsset()))));
    return new Recommendation.KeepIsolated(
        of.wanted(stress).map(wanted -> quotes.unchanged(of, wanted)));
  }

  private Recommendation join(PositionCase of) {
    String scopeId =
        of.structure().comesBack().map(PositionStructure.ComesBack::scopeId).orElseThrow();
    Money margin = of.money(AccountDraft.margin(of.position()));
    if (!joinElsewhere(of, of.position().quantity())) {
      joining.add(of.position());
    }
    return new Recommendation.MoveToCross(scopeId, margin.negated());
  }

  /** Reopens a part in a contract that settles in the pool to join, where the position doesn't. */
  private boolean joinElsewhere(PositionCase of, Quantity part) {
    Optional<Instrument> contract = intents.returns().otherContract(of.structure());
    contract.ifPresent(instrument -> moves.add(moveWriter.joinElsewhere(
        of.position(),
        part,
        instrument,
        intents.returns().reopened(of.structure().leg(), part, instrument))));
    return contract.isPresent();
  }

  private Recommendation stay(PositionCase of, List<Recommendation> alternatives) {
    if (of.structure().hasResidual()
        && structure.correlatedHedge(of.structure().group()).isEmpty()
        && structure.classifier().isOutOfBalance(of.structure().group())) {
      alternatives.add(new Recommendation.RebalanceHedge(of.quantity().negated()));
    }
    return new Recommendation.KeepCross();
  }

  private Recommendation isolate(
      PositionCase of, PoolSizing pool, List<Recommendation> alternatives) {
    PoolSizing.Sized sized = pool.sized(of).orElseThrow();
    boolean isPart = of.intent() == Intent.SPLIT;
    if (sized.margin().compareTo(of.alone().marginMin()) < 0) {
      pool.depositForAll()
          .map(amount -> support.deposit(amount, of.settlementAsset()))
          .filter(Money::isPositive)
          .ifPresent(amount -> alternatives.add(new Recommendation.AddCollateral(amount)));
      return reduceAndIsolate(of, sized);
    }
    IsolatedMargin margin = quotes.quote(of, sized);
    Decimal assigned = margin.transfer().amount();
    moves.add(moveWriter.isolate(
        of.position(), of.quantity(), assigned, urgency(of, margin.margin().amount())));
    if (isPart) {
      if (of.structure().comesBack().isPresent()) {
        joinElsewhere(of, of.rest());
      }
      alternatives.add(new Recommendation.RebalanceHedge(of.quantity().negated()));
      alternatives.add(new Recommendation.Reduce(of.quantity(), Optional.empty()));
      return new Recommendation.Split(of.quantity(), margin);
    }
    if (margin.notionalAtTarget().isPresent()) {
      quotes
          .reduced(of, sized)
          .filter(reduced -> !reduced.quantity().equals(of.quantity()))
          .ifPresent(reduced -> alternatives.add(new Recommendation.Reduce(
              of.quantity().plus(reduced.quantity().negated()), Optional.of(reduced.margin()))));
    }
    return new Recommendation.MoveToIsolated(margin);
  }

  /** The stress loss that a margin takes off the pool, a unit of that margin. */
  private Fraction urgency(PositionCase of, Decimal margin) {
    Decimal move = stress.targetMove(of.root(), of.side()).orElse(Decimal.ZERO);
    return margin.isPositive()
        ? of.alone().notional().times(move).dividedBy(Fraction.of(margin))
        : Fraction.ZERO;
  }

  private Recommendation reduceAndIsolate(PositionCase of, PoolSizing.Sized sized) {
    Optional<MarginQuote.Reduced> reduced = quotes.reduced(of, sized);
    Quantity left = reduced.map(MarginQuote.Reduced::quantity).orElse(Quantity.ZERO);
    Quantity closed = of.quantity().plus(left.negated());
    moves.add(moveWriter.reduce(of.position(), closed));
    reduced.ifPresent(r -> {
      Decimal assigned = r.margin().transfer().amount();
      Fraction urgency = urgency(of, r.margin().margin().amount());
      moves.add(
          of.rest().isZero()
              ? moveWriter.isolateRest(of.position(), left, assigned, urgency)
              : moveWriter.isolate(of.position(), left, assigned, urgency));
    });
    return new Recommendation.Reduce(closed, reduced.map(MarginQuote.Reduced::margin));
  }

  private Recommendation splitIsolated(
      PositionCase of, PoolSizing pool, List<Recommendation> alternatives) {
    PoolSizing.Sized sized = pool.sized(of).orElseThrow();
    IsolatedMargin margin = sized.isChanged()
        ? quotes.quote(of, sized)
        : quotes.quote(
            of,
            new PoolSizing.Sized(
                Fraction.of(of.equity().max(Decimal.ZERO)), sized.wanted(), false, false, false));
    if (!joinElsewhere(of, of.rest())) {
      Decimal assigned =
          AccountDraft.margin(of.position()).plus(margin.transfer().amount());
      boolean isPaidOut =
          portfolio.account().rules().conventions().changePolicy().payout()
              == ChangePolicy.Payout.PRO_RATA;
      moves.add(moveWriter.joinPart(
          of.position(),
          of.rest(),
          sized.isChanged() || !isPaidOut ? Optional.of(assigned) : Optional.empty()));
    }
    alternatives.add(new Recommendation.RebalanceHedge(of.quantity().negated()));
    alternatives.add(new Recommendation.Reduce(of.quantity(), Optional.empty()));
    return new Recommendation.Split(of.quantity(), margin);
  }

  private Recommendation resize(PositionCase of, PoolSizing pool) {
    PoolSizing.Sized sized = pool.sized(of).orElseThrow();
    if (!sized.isChanged()) {
      return new Recommendation.KeepIsolated(Optional.of(quotes.unchanged(of, sized.wanted())));
    }
    IsolatedMargin margin = quotes.quote(of, sized);
    Decimal transfer = margin.transfer().amount();
    if (!transfer.isZero()) {
      moves.add(moveWriter.adjust(of.position(), transfer, urgency(of, transfer)));
    }
    return new Recommendation.KeepIsolated(Optional.of(margin));
  }

  private Recommendation reduceInCross(
      PositionCase of, PoolSizing pool, List<Recommendation> alternatives) {
    PoolSizing.Sized sized = pool.sized(of).orElseThrow();
    if (!sized.isShort()) {
      return new Recommendation.KeepCross();
    }
    Quantity left = quotes.quantityFor(of, sized.margin());
    Quantity closed = of.quantity().plus(left.negated());
    if (closed.isZero()) {
      return new Recommendation.KeepCross();
    }
    moves.add(moveWriter.reduce(of.position(), closed));
    alternatives.add(new Recommendation.RebalanceHedge(of.quantity().negated()));
    return new Recommendation.Reduce(closed, Optional.empty());
  }

  private void rollIfExpiring(PositionCase of, List<Recommendation> alternatives) {
    if (of.structure().isMatched()
        && StructureReport.expiresWithinHorizon(of.structure().leg(), portfolio, stress.policy())) {
      alternatives.add(new Recommendation.RebalanceHedge(of.structure().matchedQuantity()));
    }
  }
}
