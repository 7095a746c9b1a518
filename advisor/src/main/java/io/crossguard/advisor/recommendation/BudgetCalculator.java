package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.change.MarginLimitCalculator;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what may leave one pool, by what stays in it and what comes back. */
final class BudgetCalculator {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final Pool pool;
  private final List<PositionCase> cases;
  private final ResolvedAccount stays;

  /**
   * @param cases those of the pool
   * @param stays the account without what leaves, and with what comes back
   */
  BudgetCalculator(
      AccountStructure structure,
      Stress stress,
      Pool pool,
      List<PositionCase> cases,
      ResolvedAccount stays) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.pool = pool;
    this.cases = cases;
    this.stays = stays;
  }

  /**
   * @param released what isolated positions give back, in the quote currency
   */
  PoolBudget budget(Fraction released) {
    Decimal balance = pool.marginBalance().plus(released.rounded());
    for (PositionCase each : cases) {
      if (!each.isCross()) {
        Decimal comingBack = switch (each.intent()) {
          case JOIN_POOL, MOVE_GROUP -> each.equity();
          case SPLIT -> equityComingBack(each);
          default -> Decimal.ZERO;
        };
        balance = balance.plus(portfolio.inQuote(each.money(comingBack)));
      }
    }
    Optional<ScopeMargin> scope = stays.scopes().stream()
        .filter(s -> s.scopeId().equals(pool.poolId()))
        .findFirst()
        .map(MarginScope::margin);
    Decimal zero = Decimal.ZERO;
    Decimal known = balance;
    return new PoolBudget(
        pool,
        balance,
        scope
            .map(s -> portfolio.inQuote(s.initialMargin().plus(s.orderMargin())))
            .orElse(zero),
        scope.map(s -> portfolio.requirement(s.maintenanceMargin())).orElse(zero),
        scope.map(s -> portfolio.inQuote(s.unrealizedPnl())).orElse(zero),
        basisReserve(),
        scope.flatMap(s -> mayLeave(known.minus(portfolio.inQuote(s.marginBalance())))));
  }

  /**
   * What the rules let go for isolated positions.
   *
   * @param beside what the pool has beside what stays: the P&amp;L of what leaves, and what comes back
   */
  private Optional<Fraction> mayLeave(Decimal beside) {
    return cases.stream()
        .filter(each -> each.claimsMargin() || each.isResizable())
        .map(PositionCase::settlementAsset)
        .distinct()
        .map(asset -> {
          Decimal amount = portfolio.inAsset(Fraction.of(beside), asset).rounded();
          ResolvedAccount with = AccountDraft.withBalance(stays, new Money(amount, asset));
          Decimal most = new MarginLimitCalculator().isolatable(with, asset);
          return Fraction.of(portfolio.inQuote(new Money(most, asset)));
        })
        .min(Fraction::compareTo);
  }

  /** The equity of the matched part of an isolated position that is split. */
  private static Decimal equityComingBack(PositionCase of) {
    Money pnl = of.structure().leg().margin().unrealizedPnl();
    return pnl.amount().plus(AccountDraft.margin(of.position())).minus(of.equity());
  }

  /** Matched notional that stays times the reserve of its root; none within one instrument. */
  private Decimal basisReserve() {
    Set<String> moving = cases.stream()
        .filter(each -> each.intent() == Intent.MOVE_GROUP)
        .map(each -> each.structure().group().groupId())
        .collect(Collectors.toSet());
    Decimal reserve = Decimal.ZERO;
    for (NettedGroup group : structure.groups()) {
      if (group.scopeId().equals(pool.poolId()) && !moving.contains(group.groupId())) {
        reserve = reserve.plus(stress.basisReserve(group));
      }
    }
    return reserve;
  }
}
