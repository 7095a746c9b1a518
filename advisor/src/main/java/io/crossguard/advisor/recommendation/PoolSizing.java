package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much isolated margin each position of one pool gets. Margin that is isolated already uses the
 * budgets first; what is left is shared among those who ask for it.
 */
final class PoolSizing {
  private final Portfolio portfolio;
  private final Stress stress;
  private final AdvisorPolicy policy;
  private final Pool pool;
  private final Decimal marginStep;
  private final KeptMargins kept;
  private final PoolBudget budget;
  private final List<MarginClaims.Claim> claims;
  private final Map<String, MarginClaims.Grant> grants;
  private final Map<String, Optional<Sized>> sized = new HashMap<>();

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
   * @param marginStep of assigned margin
   */
  PoolSizing(
      AccountStructure structure,
      Stress stress,
      RiskUnits units,
      Pool pool,
      List<PositionCase> cases,
      ResolvedAccount stays,
      Decimal marginStep) {
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.policy = stress.policy();
    this.pool = pool;
    this.marginStep = marginStep;
    BudgetCalculator budgets = new BudgetCalculator(structure, stress, pool, cases, stays);
    ClaimWriter claimWriter = new ClaimWriter(portfolio, stress, units, cases, marginStep);
    PoolBudget asItStands = budgets.budget(Fraction.ZERO);
    this.kept = new KeptMargins(
        claimWriter.holdings(),
        asItStands.limits(policy),
        Fraction.of(policy.resizeBand().fraction()));
    this.budget = kept.released().isZero() ? asItStands : budgets.budget(kept.released());
    this.claims = claimWriter.claims(kept);
    this.grants = new MarginClaims(budget.limits(policy), claims, kept.byRoot()).grants();
  }

  PoolBudget budget() {
    return budget;
  }

  /** What a position gets that stands alone or shall; absent for others. */
  Optional<Sized> sized(PositionCase of) {
    return sized.computeIfAbsent(of.positionId(), id -> size(of));
  }

  private Optional<Sized> size(PositionCase of) {
    if (!of.claimsMargin() && !of.staysIsolated()) {
      return Optional.empty();
    }
    return of.wanted(stress)
        .map(wanted -> of.staysIsolated() ? resized(of, wanted) : granted(of, wanted));
  }

  private Sized granted(PositionCase of, Fraction wanted) {
    MarginClaims.Grant grant = Optional.ofNullable(grants.get(of.positionId())).orElseThrow();
    Fraction claimed = of.claimed(stress, marginStep).orElseThrow();
    boolean isFull = grant.amount().compareTo(inQuote(of, claimed)) >= 0;
    // Where the least in whole steps is not granted, no more than a step less may be assigned.
    Fraction got = claimed.compareTo(wanted) > 0
        ? of.inSteps(inAsset(of, grant.amount()), marginStep)
        : inAsset(of, grant.amount());
    return new Sized(
        isFull ? wanted : got,
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

  /**
   * What a unit gets for its sub-account, in the quote currency; absent where it claims nothing.
   */
  Optional<Sized> sized(RiskUnit unit) {
    String id = unit.unitId();
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

  private Fraction inQuote(PositionCase of, Fraction amount) {
    return Fraction.of(portfolio.inQuote(of.money(amount.rounded())));
  }

  private Fraction inAsset(PositionCase of, Fraction amount) {
    return portfolio.inAsset(amount, of.settlementAsset());
  }
}
