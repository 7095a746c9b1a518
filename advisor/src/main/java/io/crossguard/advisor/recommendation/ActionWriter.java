package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.PositionStructure;
import io.crossguard.advisor.classification.StructureReport;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what is asked for and what there is into a recommendation with its alternatives, and
 * carries it out on a draft of the account.
 */
final class ActionWriter {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final IntentChooser intents;
  private final MarginQuote quotes;
  private final AccountDraft draft;
  private final Map<String, AccountDraft> subAccounts = new LinkedHashMap<>();
  private final Map<String, Boolean> supported = new LinkedHashMap<>();

  /**
   * What is recommended for one position.
   *
   * @param recommendation what to do
   * @param alternatives what could be done instead, best first
   */
  record Written(Recommendation recommendation, List<Recommendation> alternatives) {}

  ActionWriter(
      AccountStructure structure, Stress stress, IntentChooser intents, MarginQuote quotes) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.intents = intents;
    this.quotes = quotes;
    this.draft = new AccountDraft(portfolio.account());
  }

  AccountDraft draft() {
    return draft;
  }

  /** The account after all that was written, and the sub-accounts beside it. */
  List<ResolvedAccount> accountsAfter() {
    List<ResolvedAccount> accounts = new ArrayList<>();
    accounts.add(draft.resolve());
    subAccounts.values().forEach(account -> accounts.add(account.resolve()));
    return List.copyOf(accounts);
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
    draft.closeCross(of.positionId(), of.quantity(), of.money(of.unrealizedPnl()));
    lackingMargin(of.pool(), of.settlementAsset())
        .ifPresent(amount -> alternatives.add(new Recommendation.AddCollateral(amount)));
    return new Recommendation.Reduce(of.quantity(), Optional.empty());
  }

  private Recommendation supportPool(PositionCase of) {
    Optional<Money> lacking = lackingMargin(of.pool(), of.settlementAsset());
    if (lacking.isEmpty()) {
      return new Recommendation.KeepCross();
    }
    if (supported.putIfAbsent(of.pool().poolId(), true) == null) {
      draft.deposit(lacking.get());
    }
    return new Recommendation.AddCollateral(lacking.get());
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
        portfolio.inAsset(inQuote, asset).rounded().roundedUpTo(MarginQuote.FINEST_STEP), asset);
  }

  private Recommendation hold(PositionCase of, List<Recommendation> alternatives) {
    if (intents.isRefused(of.structure())) {
      intents
          .lackingToJoin(of.structure())
          .ifPresent(lacking -> alternatives.add(new Recommendation.AddCollateral(
              deposit(Fraction.of(lacking), of.settlementAsset()))));
    }
    return new Recommendation.KeepIsolated(
        of.wanted(stress).map(wanted -> quotes.unchanged(of, wanted)));
  }

  private Recommendation join(PositionCase of) {
    String scopeId =
        of.structure().comesBack().map(PositionStructure.ComesBack::scopeId).orElseThrow();
    Money margin = of.money(AccountDraft.margin(of.position()));
    boolean settlesThere = portfolio.crossScopeId(of.settlementAsset()).equals(scopeId);
    if (!of.isCross() && settlesThere) {
      draft.join(of.positionId(), of.position().quantity(), margin);
    }
    return new Recommendation.MoveToCross(scopeId, margin.negated());
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
    draft.isolate(of.positionId(), of.quantity(), margin.transfer());
    if (isPart) {
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

  private Recommendation reduceAndIsolate(PositionCase of, PoolSizing.Sized sized) {
    Optional<MarginQuote.Reduced> reduced = quotes.reduced(of, sized);
    Quantity left = reduced.map(MarginQuote.Reduced::quantity).orElse(Quantity.ZERO);
    Decimal pnlLeft = reduced.map(MarginQuote.Reduced::unrealizedPnl).orElse(Decimal.ZERO);
    Quantity closed = of.quantity().plus(left.negated());
    draft.closeCross(of.positionId(), closed, of.money(of.unrealizedPnl().minus(pnlLeft)));
    reduced.ifPresent(r -> draft.isolate(of.positionId(), left, r.margin().transfer()));
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
    String scopeId =
        of.structure().comesBack().map(PositionStructure.ComesBack::scopeId).orElseThrow();
    if (portfolio.crossScopeId(of.settlementAsset()).equals(scopeId)) {
      draft.join(
          of.positionId(), of.structure().matchedQuantity(), margin.transfer().negated());
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
    draft.adjustMargin(of.positionId(), margin.transfer());
    return new Recommendation.KeepIsolated(Optional.of(margin));
  }

  private Recommendation moveGroup(PositionCase of, PoolSizing pool) {
    String groupId = of.structure().group().groupId();
    Fraction inQuote = pool.groupMargin(of.structure().group());
    Money margin = of.money(portfolio
        .inAsset(inQuote, of.settlementAsset())
        .rounded()
        .roundedDownTo(MarginQuote.FINEST_STEP));
    boolean isFirst = !subAccounts.containsKey(groupId);
    AccountDraft subAccount =
        subAccounts.computeIfAbsent(groupId, id -> AccountDraft.empty(portfolio.account()));
    if (isFirst) {
      subAccount.deposit(margin);
      draft.deposit(margin.negated());
    }
    Money pnl = of.structure().leg().margin().unrealizedPnl();
    Position position = of.position();
    draft.closeCross(of.positionId(), position.quantity(), pnl);
    subAccount.deposit(pnl.negated());
    subAccount.addCross(new Position(
        position.positionId(),
        position.instrumentId(),
        position.quantity(),
        position.entryPrice(),
        position.leverage(),
        new MarginMode.Cross()));
    return new Recommendation.MoveGroupToSubaccount(margin);
  }

  private Recommendation reduceInCross(
      PositionCase of, PoolSizing pool, List<Recommendation> alternatives) {
    PoolSizing.Sized sized = pool.sized(of).orElseThrow();
    if (!sized.isShort()) {
      return new Recommendation.KeepCross();
    }
    Quantity left = quotes.quantityFor(of, sized.margin());
    Quantity closed = of.quantity().plus(left.negated());
    Decimal share = closed.contracts().dividedBy(of.quantity().contracts());
    draft.closeCross(of.positionId(), closed, of.money(of.unrealizedPnl().times(share)));
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
