package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.PositionStructure;
import io.crossguard.advisor.classification.StructureReport;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.plan.Move;
import io.crossguard.advisor.plan.MoveWriter;
import io.crossguard.advisor.plan.Refusal;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
  private final List<Move> moves = new ArrayList<>();
  private final Map<String, Refusal> refusals = new HashMap<>();
  private final Map<String, SubAccount> subAccounts = new LinkedHashMap<>();
  private final Set<String> supported = new HashSet<>();

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
      MoveWriter moveWriter) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.intents = intents;
    this.quotes = quotes;
    this.moveWriter = moveWriter;
  }

  /** What carries out all that was written, in no order. */
  List<Move> moves() {
    return List.copyOf(moves);
  }

  /** What was found impossible before anything was tried, by group. */
  Map<String, Refusal> refusals() {
    return refusals;
  }

  /** The sub-accounts that groups leave for. */
  List<SubAccount> subAccounts() {
    return List.copyOf(subAccounts.values());
  }

  Written write(PositionCase of, PoolSizing pool) {
    List<Recommendation> alternatives = new ArrayList<>();
    Recommendation recommendation = switch (of.intent()) {
      case WAIT_FOR_DATA ->
        of.isCross()
            ? new Recommendation.NoAction()
            : new Recommendation.KeepIsolated(Optional.empty());
      case IGNORE -> new Recommendation.NoAction();
      case CLOSE_RESIDUAL -> closeResidual(of, alternatives);
      case SUPPORT_POOL -> supportPool(of);
      case HOLD_ISOLATED -> hold(of, alternatives);
      case JOIN_POOL -> join(of);
      case STAY_IN_CROSS -> stay(of, alternatives);
      case SPLIT, ISOLATE ->
        of.isCross() ? isolate(of, pool, alternatives) : splitIsolated(of, pool, alternatives);
      case RESIZE_ISOLATED -> resize(of, pool);
      case MOVE_GROUP -> moveGroup(of, pool);
      case REDUCE_IN_CROSS -> reduceInCross(of, pool, alternatives);
    };
    rollIfExpiring(of, alternatives);
    return new Written(recommendation, alternatives);
  }

  private Recommendation closeResidual(PositionCase of, List<Recommendation> alternatives) {
    moves.add(moveWriter.reduce(of.position(), of.quantity()));
    Optional<Money> lacking = lackingMargin(of.pool(), of.settlementAsset());
    lacking.ifPresent(amount -> alternatives.add(new Recommendation.AddCollateral(amount)));
    boolean isMatchedInPart = !of.quantity().equals(of.position().quantity());
    if (isMatchedInPart) {
      // What stays needs margin, too.
      lacking.ifPresent(amount -> deposit(of.pool(), amount));
    }
    return new Recommendation.Reduce(of.quantity(), Optional.empty());
  }

  private Recommendation supportPool(PositionCase of) {
    Optional<Money> lacking = lackingMargin(of.pool(), of.settlementAsset());
    if (lacking.isEmpty()) {
      return new Recommendation.KeepCross();
    }
    deposit(of.pool(), lacking.get());
    return new Recommendation.AddCollateral(lacking.get());
  }

  private void deposit(Pool pool, Money amount) {
    if (supported.add(pool.poolId())) {
      moves.add(moveWriter.deposit(amount));
    }
  }

  /** What the pool needs to have its initial margin; absent where it has it. */
  private Optional<Money> lackingMargin(Pool pool, String asset) {
    Decimal lacking =
        pool.initialMargin().max(pool.maintenanceMargin()).minus(pool.marginBalance());
    return lacking.isPositive()
        ? Optional.of(deposit(Fraction.of(lacking), asset))
        : Optional.empty();
  }

  private Money deposit(Fraction inQuote, String asset) {
    return new Money(
        portfolio.inAsset(inQuote, asset).rounded().roundedUpTo(Lots.FINEST_STEP), asset);
  }

  private Recommendation hold(PositionCase of, List<Recommendation> alternatives) {
    intents
        .lackingToJoin(of.structure())
        .ifPresent(lacking -> alternatives.add(
            new Recommendation.AddCollateral(deposit(Fraction.of(lacking), of.settlementAsset()))));
    return new Recommendation.KeepIsolated(
        of.wanted(stress).map(wanted -> quotes.unchanged(of, wanted)));
  }

  private Recommendation join(PositionCase of) {
    String scopeId =
        of.structure().comesBack().map(PositionStructure.ComesBack::scopeId).orElseThrow();
    Money margin = of.money(AccountDraft.margin(of.position()));
    if (!joinElsewhere(of, of.position().quantity())) {
      moves.add(moveWriter.join(of.position()));
    }
    return new Recommendation.MoveToCross(scopeId, margin.negated());
  }

  /** Reopens a part in a contract that settles in the pool to join, where the position doesn't. */
  private boolean joinElsewhere(PositionCase of, Quantity part) {
    Optional<Instrument> contract = intents
        .contractToJoin(of.structure())
        .filter(instrument -> !instrument.instrumentId().equals(of.position().instrumentId()));
    contract.ifPresent(instrument -> moves.add(
        moveWriter.joinElsewhere(of.position(), part, instrument, reopened(of, part, instrument))));
    return contract.isPresent();
  }

  /** As many contracts of another instrument as have the exposure of a part. */
  private Quantity reopened(PositionCase of, Quantity part, Instrument instrument) {
    PositionLeg leg = of.structure().leg();
    Price mark =
        portfolio.account().market().markPrice(instrument.instrumentId()).orElseThrow();
    Fraction coins = Fraction.of(leg.coins())
        .times(Fraction.of(part.contracts(), of.position().quantity().contracts()));
    Fraction size = instrument.payoff() == Payoff.INVERSE ? coins.times(mark.value()) : coins;
    return Lots.within(
        new Quantity(size.dividedBy(Fraction.of(instrument.multiplier())).rounded()), instrument);
  }

  private Recommendation stay(PositionCase of, List<Recommendation> alternatives) {
    if (of.structure().hasResidual()
        && structure.classifier().isOutOfBalance(of.structure().group())) {
      alternatives.add(
          new Recommendation.RebalanceHedge(of.structure().residualQuantity().negated()));
    }
    return new Recommendation.KeepCross();
  }

  private Recommendation isolate(
      PositionCase of, PoolSizing pool, List<Recommendation> alternatives) {
    PoolSizing.Sized sized = pool.sized(of).orElseThrow();
    boolean isPart = of.intent() == Intent.SPLIT;
    if (sized.margin().compareTo(of.alone().marginMin()) < 0) {
      pool.depositForAll()
          .map(amount -> deposit(amount, of.settlementAsset()))
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

  private Recommendation moveGroup(PositionCase of, PoolSizing pool) {
    NettedGroup group = of.structure().group();
    SubAccount subAccount = subAccounts.computeIfAbsent(group.groupId(), id -> leave(of, pool));
    Quantity there = subAccount.positions().stream()
        .filter(position -> position.positionId().equals(of.positionId()))
        .map(Position::quantity)
        .findFirst()
        .orElse(Quantity.ZERO);
    return new Recommendation.MoveGroupToSubaccount(subAccount.margin(), there);
  }

  /** Closes a group here, and opens there as much of it as its margin carries. */
  private SubAccount leave(PositionCase of, PoolSizing pool) {
    NettedGroup group = of.structure().group();
    Decimal sized =
        portfolio.inAsset(pool.groupMargin(group), of.settlementAsset()).rounded();
    Decimal withdrawable = withdrawable(of).max(Decimal.ZERO);
    Money margin = of.money(sized.min(withdrawable).roundedDownTo(Lots.FINEST_STEP));
    Decimal required = pool.initialMargin(group);
    boolean isWhole = !portfolio.inQuote(margin).isLessThan(required);
    Fraction wanted = pool.groupSized(group)
        .map(PoolSizing.Sized::wanted)
        .orElse(Fraction.ZERO)
        .max(Fraction.of(required));
    Fraction share =
        isWhole ? Fraction.ONE : Fraction.of(portfolio.inQuote(margin)).dividedBy(wanted);
    List<Position> today = new ArrayList<>();
    List<Position> there = new ArrayList<>();
    for (LegPart part : group.parts()) {
      if (part.leg() instanceof PositionLeg leg) {
        today.add(leg.position());
        Quantity opened = isWhole
            ? leg.position().quantity()
            : Lots.within(
                new Quantity(share.times(leg.position().quantity().contracts()).rounded()),
                leg.instrument());
        if (!opened.isZero()) {
          there.add(SubAccount.of(leg.position(), opened));
        }
      }
    }
    if (margin.isPositive()) {
      moves.add(moveWriter.leave(group.groupId(), today, margin));
    } else {
      refusals.put(group.groupId(), new Refusal(true, "Nothing may leave for " + group.groupId()));
    }
    return new SubAccount(margin, there);
  }

  /** What is in the wallet once the group is closed: no venue lets more of an asset leave. */
  private Decimal withdrawable(PositionCase of) {
    Decimal wallet = portfolio.account().account().balances().stream()
        .filter(balance -> balance.asset().equals(of.settlementAsset()))
        .map(Balance::quantity)
        .reduce(Decimal.ZERO, Decimal::plus);
    return of.structure().group().parts().stream()
        .flatMap(part -> part.leg() instanceof PositionLeg leg
            ? Stream.of(leg.margin().unrealizedPnl())
            : Stream.<Money>empty())
        .filter(pnl -> pnl.asset().equals(of.settlementAsset()))
        .map(Money::amount)
        .reduce(wallet, Decimal::plus);
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
