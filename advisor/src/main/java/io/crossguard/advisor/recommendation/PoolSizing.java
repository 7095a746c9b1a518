package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.MatchedPair;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.change.MarginLimitCalculator;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much isolated margin each position of one pool gets. Margin that is isolated already uses the
 * budgets first; what is left is shared among those who ask for it.
 */
final class PoolSizing {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final AdvisorPolicy policy;
  private final Pool pool;
  private final List<PositionCase> cases;
  private final KeptMargins kept;
  private final PoolBudget budget;
  private final List<MarginClaims.Claim> claims;
  private final Map<String, MarginClaims.Grant> grants;

  /**
   * What one position gets, in its settlement asset, or a group in the quote currency.
   *
   * @param margin isolated equity; at least 0
   * @param wanted what it should be
   * @param isChanged whether it differs from what is isolated today; always where nothing is
   * @param isBudgetBinding whether a budget allows no more
   * @param isFreeBinding whether the pool can spare no more
   */
  record Sized(
      Fraction margin,
      Fraction wanted,
      boolean isChanged,
      boolean isBudgetBinding,
      boolean isFreeBinding) {

    boolean isShort() {
      return margin.compareTo(wanted) < 0;
    }
  }

  /**
   * @param cases those of the pool
   * @param stays the account without what leaves, and with what comes back
   */
  PoolSizing(
      AccountStructure structure,
      Stress stress,
      Pool pool,
      List<PositionCase> cases,
      Portfolio stays) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.policy = stress.policy();
    this.pool = pool;
    this.cases = cases;
    PoolBudget withoutReleased = budget(stays, Fraction.ZERO);
    this.kept = new KeptMargins(
        holdings(),
        withoutReleased.limits(policy),
        Fraction.of(policy.resizeBand().fraction()));
    this.budget = budget(stays, kept.released());
    this.claims = claims();
    this.grants = new MarginClaims(budget.limits(policy), claims, kept.byRoot()).grants();
  }

  PoolBudget budget() {
    return budget;
  }

  /** What a position gets that stands alone or shall; absent for others. */
  Optional<Sized> sized(PositionCase of) {
    Optional<Fraction> wanted = of.wanted(stress);
    if (wanted.isEmpty() || !(of.claimsMargin() || of.staysIsolated())) {
      return Optional.empty();
    }
    return Optional.of(of.staysIsolated() ? resized(of, wanted.get()) : granted(of, wanted.get()));
  }

  private Sized granted(PositionCase of, Fraction wanted) {
    MarginClaims.Grant grant = Optional.ofNullable(grants.get(of.positionId())).orElseThrow();
    boolean isFull = grant.amount().compareTo(inQuote(of, wanted)) >= 0;
    return new Sized(
        isFull ? wanted : inAsset(of, grant.amount()),
        wanted,
        true,
        !isFull && grant.isBudgetBinding(),
        !isFull && grant.isFreeBinding());
  }

  private Sized resized(PositionCase of, Fraction wanted) {
    Fraction equity = Fraction.of(of.equity().max(Decimal.ZERO));
    MarginClaims.Grant grant = grants.get(of.positionId());
    if (grant != null && grant.amount().isPositive()) {
      boolean isFull = grant.amount().compareTo(inQuote(of, wanted.minus(equity))) >= 0;
      return new Sized(
          isFull ? wanted : equity.plus(inAsset(of, grant.amount())),
          wanted,
          true,
          !isFull && grant.isBudgetBinding(),
          !isFull && grant.isFreeBinding());
    }
    Fraction stays = kept.amount(of.positionId());
    boolean isReleased = stays.compareTo(inQuote(of, equity)) < 0;
    if (!isReleased) {
      return new Sized(
          equity,
          wanted,
          false,
          grant != null && grant.isBudgetBinding(),
          grant != null && grant.isFreeBinding());
    }
    boolean isWanted = stays.compareTo(inQuote(of, wanted)) == 0;
    return new Sized(isWanted ? wanted : inAsset(of, stays), wanted, true, !isWanted, false);
  }

  /** The initial margin that a group requires wherever it is, in the quote currency. */
  Decimal initialMargin(NettedGroup group) {
    return group.parts().stream()
        .map(LegPart::leg)
        .filter(PositionLeg.class::isInstance)
        .map(leg -> portfolio.inQuote(((PositionLeg) leg).margin().initialMargin()))
        .reduce(Decimal.ZERO, Decimal::plus);
  }

  /** What the group of a position gets for its sub-account, in the quote currency. */
  Fraction groupMargin(NettedGroup group) {
    return groupSized(group).map(Sized::margin).orElse(Fraction.ZERO);
  }

  /** The same with what limits it; absent where the group claims nothing. */
  Optional<Sized> groupSized(NettedGroup group) {
    String id = group.groupId();
    return claims.stream().filter(claim -> claim.id().equals(id)).findFirst().map(claim -> {
      MarginClaims.Grant grant = Optional.ofNullable(grants.get(id)).orElseThrow();
      return new Sized(
          grant.amount(), claim.wanted(), true, grant.isBudgetBinding(), grant.isFreeBinding());
    });
  }

  /**
   * The deposit with which every position of the pool would get what it should have, in the quote
   * currency; absent where a budget is zero.
   */
  Optional<Fraction> depositForAll() {
    Map<String, Fraction> byRoot = new LinkedHashMap<>();
    Fraction wanted = Fraction.ZERO;
    for (MarginClaims.Claim claim : claims) {
      byRoot.merge(claim.root(), claim.wanted(), Fraction::plus);
      wanted = wanted.plus(claim.wanted());
    }
    Fraction perRoot = Fraction.of(policy.budget().perRoot().fraction());
    Fraction total = Fraction.of(policy.budget().total().fraction());
    if (perRoot.isZero() || total.isZero()) {
      return Optional.empty();
    }
    Map<String, Fraction> keptByRoot = kept.byRoot();
    Fraction keptInAll = keptByRoot.values().stream().reduce(Fraction.ZERO, Fraction::plus);
    Fraction equity = Fraction.of(pool.equity());
    Fraction deposit = wanted
        .minus(budget.roomAtTarget(policy))
        .max(wanted.plus(keptInAll).dividedBy(total).minus(equity));
    for (Map.Entry<String, Fraction> entry : byRoot.entrySet()) {
      Fraction ofRoot =
          entry.getValue().plus(keptByRoot.getOrDefault(entry.getKey(), Fraction.ZERO));
      deposit = deposit.max(ofRoot.dividedBy(perRoot).minus(equity));
    }
    return Optional.of(deposit).filter(Fraction::isPositive);
  }

  private List<KeptMargins.Holding> holdings() {
    List<KeptMargins.Holding> holdings = new ArrayList<>();
    for (PositionCase each : cases) {
      if (each.staysIsolated()) {
        Fraction equity = inQuote(each, Fraction.of(each.equity().max(Decimal.ZERO)));
        Optional<Fraction> wanted =
            each.wanted(stress).filter(w -> each.isResizable()).map(w -> inQuote(each, w));
        Fraction least = inQuote(each, each.alone().marginMin()).min(equity);
        holdings.add(new KeptMargins.Holding(
            each.positionId(),
            each.root(),
            equity,
            wanted.isPresent() ? least : equity,
            wanted.orElse(equity)));
      }
    }
    return holdings;
  }

  private List<MarginClaims.Claim> claims() {
    List<MarginClaims.Claim> all = new ArrayList<>();
    Map<String, NettedGroup> moving = new LinkedHashMap<>();
    for (PositionCase each : cases) {
      if (each.intent() == Intent.MOVE_GROUP) {
        moving.put(each.structure().group().groupId(), each.structure().group());
      } else if (each.claimsMargin()) {
        each.wanted(stress)
            .map(wanted -> inQuote(each, wanted))
            .filter(Fraction::isPositive)
            .ifPresent(wanted -> all.add(
                new MarginClaims.Claim(each.positionId(), each.root(), wanted, Optional.empty())));
      } else if (each.isResizable()) {
        topUp(each).ifPresent(all::add);
      }
    }
    moving.values().forEach(group -> groupClaim(group).ifPresent(all::add));
    return List.copyOf(all);
  }

  /** More margin for a position that has less than the band allows. */
  private Optional<MarginClaims.Claim> topUp(PositionCase of) {
    Fraction equity = inQuote(of, Fraction.of(of.equity().max(Decimal.ZERO)));
    Fraction least = equity.times(policy.resizeBand().fraction());
    boolean isUntouched = kept.amount(of.positionId()).compareTo(equity) == 0;
    // Nothing else may move before a position that lacks maintenance margin has it back.
    Optional<Fraction> worthwhile = hasFallen(of) ? Optional.empty() : Optional.of(least);
    return of.wanted(stress)
        .map(wanted -> inQuote(of, wanted).minus(equity))
        .filter(lack -> isUntouched && lack.compareTo(least) > 0)
        .map(lack -> new MarginClaims.Claim(of.positionId(), of.root(), lack, worthwhile));
  }

  private boolean hasFallen(PositionCase of) {
    return portfolio.margin().scopes().stream()
        .anyMatch(scope -> scope.scopeId().equals(of.structure().leg().scopeId())
            && !scope.status().stands());
  }

  /** Stress loss of the net, maintenance margin and liquidation fee of all positions. */
  private Optional<MarginClaims.Claim> groupClaim(NettedGroup group) {
    Decimal required = Decimal.ZERO;
    for (LegPart part : group.parts()) {
      if (part.leg() instanceof PositionLeg leg) {
        PositionMargin margin = leg.margin();
        required = required
            .plus(portfolio.inQuote(margin.maintenanceMargin()))
            .plus(portfolio
                .inQuote(margin.notional())
                .times(policy.liquidationFeeRate().fraction()));
      }
    }
    Decimal fixed = required;
    return stress
        .loss(group.root(), group.net())
        .map(loss -> Fraction.of(loss.plus(fixed)))
        .filter(Fraction::isPositive)
        .map(wanted ->
            new MarginClaims.Claim(group.groupId(), group.root(), wanted, Optional.empty()));
  }

  private PoolBudget budget(Portfolio stays, Fraction released) {
    Decimal balance = pool.marginBalance().plus(released.rounded());
    for (PositionCase each : cases) {
      if (!each.isCross()) {
        Decimal comingBack = switch (each.intent()) {
          case JOIN_POOL -> each.equity();
          case SPLIT -> equityComingBack(each);
          default -> Decimal.ZERO;
        };
        balance = balance.plus(portfolio.inQuote(each.money(comingBack)));
      }
    }
    Optional<ScopeMargin> scope = stays.margin().scopes().stream()
        .filter(s -> s.scopeId().equals(pool.poolId()))
        .findFirst();
    Decimal zero = Decimal.ZERO;
    Decimal known = balance;
    return new PoolBudget(
        pool,
        balance,
        scope.map(s -> stays.inQuote(s.initialMargin().plus(s.orderMargin()))).orElse(zero),
        scope.map(s -> stays.poolOf(s.scopeId()).maintenanceMargin()).orElse(zero),
        scope.map(s -> stays.inQuote(s.unrealizedPnl())).orElse(zero),
        basisReserve(),
        scope.flatMap(s -> mayLeave(stays, known.minus(stays.inQuote(s.marginBalance())))));
  }

  /**
   * What the rules let go for isolated positions.
   *
   * @param beside what the pool has beside what stays: the P&amp;L of what leaves, and what comes back
   */
  private Optional<Fraction> mayLeave(Portfolio stays, Decimal beside) {
    return cases.stream()
        .filter(each -> each.claimsMargin() || each.isResizable())
        .map(PositionCase::settlementAsset)
        .distinct()
        .map(asset -> {
          Decimal amount = portfolio.inAsset(Fraction.of(beside), asset).rounded();
          ResolvedAccount with =
              AccountDraft.withBalance(stays.account(), new Money(amount, asset));
          Decimal most = new MarginLimitCalculator()
              .isolatable(with, new MarginEngine().evaluateMargin(with), asset);
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
    Decimal reserve = Decimal.ZERO;
    for (NettedGroup group : structure.groups()) {
      boolean moves = cases.stream()
          .anyMatch(c -> c.intent() == Intent.MOVE_GROUP
              && c.structure().group().groupId().equals(group.groupId()));
      if (group.scopeId().equals(pool.poolId()) && !moves) {
        reserve = reserve.plus(basisReserve(group, portfolio, policy));
      }
    }
    return reserve;
  }

  static Decimal basisReserve(NettedGroup group, Portfolio portfolio, AdvisorPolicy policy) {
    Decimal coins = group.pairs().stream()
        .filter(pair -> !pair.isOneInstrument())
        .map(MatchedPair::coins)
        .reduce(Decimal.ZERO, Decimal::plus);
    return portfolio
        .value(group.root(), coins)
        .times(policy.basisReserve(group.root()).fraction());
  }

  private Fraction inQuote(PositionCase of, Fraction amount) {
    return Fraction.of(portfolio.inQuote(of.money(amount.rounded())));
  }

  private Fraction inAsset(PositionCase of, Fraction amount) {
    return portfolio.inAsset(amount, of.settlementAsset());
  }
}
