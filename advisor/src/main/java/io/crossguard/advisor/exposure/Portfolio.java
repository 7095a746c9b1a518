package io.crossguard.advisor.exposure;

import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account as the advisor sees it: legs by root, and pools.
 *
 * <pre>
 *   linear      coins = q·c
 *   inverse     coins = q·c/M
 *   quanto      coins = q·c·M·I_settlement/I_root
 *   option      coins = q·c·delta, less what it is worth in coins where it settles in its own root
 *   collateral  coins = (wallet + unrealizedPnl − Σ q·c·M)·conversion
 * </pre>
 *
 * Σ runs over linear positions in other coins that settle in this one: a long of ether against bitcoin
 * is short the bitcoins that it costs. Coins are valued at the index of the root, so that a basis is no
 * residual. A position that is
 * isolated is a scope of its own, and belongs to the pool that its margin was drawn from.
 */
public final class Portfolio {
  private static final Decimal COST_OF_EQUIVALENT = Decimal.of(3);

  private final ResolvedAccount account;
  private final RiskInputs riskInputs;
  private final AccountMargin margin;
  private final RootPrices prices;
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final Map<String, ScopeMargin> scopes = new HashMap<>();
  private final List<ExposureLeg> legs = new ArrayList<>();

  private Portfolio(ResolvedAccount account, RiskInputs riskInputs) {
    this.account = account;
    this.riskInputs = riskInputs;
    this.margin = new MarginEngine().evaluateMargin(account);
    this.prices = new RootPrices(account, riskInputs);
    addPools();
    legs.addAll(new PositionLegs(account, prices).of(margin));
    addCollateral();
  }

  public static Portfolio of(ResolvedAccount account, RiskInputs riskInputs) {
    return new Portfolio(account, riskInputs);
  }

  public ResolvedAccount account() {
    return account;
  }

  public RiskInputs riskInputs() {
    return riskInputs;
  }

  public AccountMargin margin() {
    return margin;
  }

  /** All legs: the positions in the order of the account, then the collateral. */
  public List<ExposureLeg> legs() {
    return Collections.unmodifiableList(legs);
  }

  public Collection<Pool> pools() {
    return Collections.unmodifiableCollection(pools.values());
  }

  public RootPrice price(String root) {
    return prices.of(root);
  }

  /** The coin that an asset is or stands for; absent where it is pegged to the quote currency. */
  public Optional<String> rootOf(String asset) {
    return prices.rootOf(asset);
  }

  public boolean isStable(String asset) {
    return prices.isStable(asset);
  }

  /** Coins of a root, in the quote currency. */
  public Decimal value(String root, Decimal coins) {
    return coins.times(price(root).value());
  }

  /** The pool of a scope: itself, or for an isolated one the scope that its margin comes from. */
  public Pool poolOf(String scopeId) {
    Pool pool = pools.get(scopeId);
    return pool == null ? poolOfIsolated(scopeId) : pool;
  }

  private Pool poolOfIsolated(String scopeId) {
    return Optional.ofNullable(pools.get(poolId(scope(scopeId)))).orElseThrow();
  }

  /** Whether the scope of a leg has its maintenance margin. */
  public boolean stands(ExposureLeg leg) {
    return scope(leg.scopeId()).status().stands();
  }

  private ScopeMargin scope(String scopeId) {
    return Optional.ofNullable(scopes.get(scopeId)).orElseThrow();
  }

  /** An amount of money in the quote currency. */
  public Decimal inQuote(Money amount) {
    return amount.amount().times(account.index(amount.asset()).value());
  }

  /** An amount of the quote currency in another asset. */
  public Fraction inAsset(Fraction amount, String asset) {
    Price index = account.index(asset);
    return index.equals(Price.ONE) ? amount : amount.dividedBy(Fraction.of(index.value()));
  }

  private void addPools() {
    for (ScopeMargin scope : margin.scopes()) {
      scopes.put(scope.scopeId(), scope);
      Pool pool = pools.getOrDefault(poolId(scope), empty(poolId(scope)));
      Decimal balance = inQuote(scope.marginBalance());
      pools.put(
          pool.poolId(),
          scope.kind() == ScopeKind.CROSS
              ? new Pool(
                  pool.poolId(),
                  balance,
                  inQuote(scope.initialMargin()),
                  requirement(scope.maintenanceMargin()),
                  pool.equity().plus(balance))
              : new Pool(
                  pool.poolId(),
                  pool.marginBalance(),
                  pool.initialMargin(),
                  pool.maintenanceMargin(),
                  pool.equity().plus(balance.max(Decimal.ZERO))));
    }
  }

  /** What a maintenance margin asks for: times the liquidation trigger, in the quote currency. */
  public Decimal requirement(Money maintenanceMargin) {
    return inQuote(maintenanceMargin)
        .times(account.rules().conventions().liquidationTrigger().fraction());
  }

  private static Pool empty(String poolId) {
    return new Pool(poolId, Decimal.ZERO, Decimal.ZERO, Decimal.ZERO, Decimal.ZERO);
  }

  private String poolId(ScopeMargin scope) {
    if (scope.kind() == ScopeKind.CROSS) {
      return scope.scopeId();
    }
    return account.crossScopeId(scope.asset().orElseThrow());
  }

  private void addCollateral() {
    for (MarginScope scope : account.scopes()) {
      for (ScopeAsset asset : scope.assets()) {
        Decimal amount = asset.net().minus(owed(asset));
        rootOf(asset.asset())
            .filter(root -> !amount.isZero())
            .ifPresent(root -> legs.add(collateral(scope, asset.asset(), root, amount)));
      }
    }
  }

  /**
   * What linear positions are paid in: whoever is long a contract on another coin that settles in this
   * one owes what it costs.
   */
  private Decimal owed(ScopeAsset asset) {
    Optional<String> root = rootOf(asset.asset());
    return asset.legs().stream()
        .filter(leg -> leg.instrument().payoff() == Payoff.LINEAR
            && leg.option().isEmpty()
            && root.filter(coin -> !coin.equals(leg.instrument().root())).isPresent())
        .map(leg ->
            leg.notional().rounded().times(Decimal.of(leg.quantity().contracts().signum())))
        .reduce(Decimal.ZERO, Decimal::plus);
  }

  private ExposureLeg collateral(MarginScope scope, String asset, String root, Decimal amount) {
    Decimal rate = prices.rate(asset, root);
    boolean isRoot = asset.equals(root);
    return new ExposureLeg.CollateralLeg(
        asset,
        scope.scopeId(),
        root,
        amount.times(rate),
        isRoot
            ? Decimal.ZERO
            : COST_OF_EQUIVALENT.plus(riskInputs.depegStress(asset).fraction()),
        rate,
        riskInputs
            .conversion(asset)
            .map(conversion -> conversion.fairRate().value())
            .orElse(Decimal.ONE));
  }

  /** Whether a position is backed by its own margin alone. */
  public static boolean isIsolated(Position position) {
    return position.mode() instanceof MarginMode.Isolated;
  }
}
