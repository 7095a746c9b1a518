package io.crossguard.advisor.exposure;

import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
 *   collateral  coins = (wallet + unrealizedPnl)·conversion
 * </pre>
 *
 * Coins are valued at the index of the root, so that a basis is no residual. A position that is
 * isolated is a scope of its own, and belongs to the pool that its margin was drawn from.
 */
public final class Portfolio {
  private static final Decimal COST_OF_PERPETUAL = Decimal.ONE;
  private static final Decimal COST_OF_FUTURE = Decimal.of(2);
  private static final Decimal COST_OF_EQUIVALENT = Decimal.of(3);
  private static final Decimal SECONDS_A_YEAR = Decimal.of(Duration.ofDays(365).toSeconds());

  private final ResolvedAccount account;
  private final RiskInputs riskInputs;
  private final AccountMargin margin;
  private final RootPrices prices;
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final List<ExposureLeg> legs = new ArrayList<>();

  private Portfolio(ResolvedAccount account, RiskInputs riskInputs) {
    this.account = account;
    this.riskInputs = riskInputs;
    this.margin = new MarginEngine().evaluateMargin(account);
    this.prices = new RootPrices(account, riskInputs);
    addPools();
    addPositions();
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
    return List.copyOf(legs);
  }

  public Collection<Pool> pools() {
    return List.copyOf(pools.values());
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
    return margin.scopes().stream()
        .filter(scope -> scope.scopeId().equals(scopeId))
        .findFirst()
        .map(scope -> pools.get(poolId(scope)))
        .orElseThrow();
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
      Pool pool = pools.getOrDefault(poolId(scope), empty(poolId(scope)));
      Decimal balance = inQuote(scope.marginBalance());
      pools.put(
          pool.poolId(),
          scope.kind() == ScopeKind.CROSS
              ? new Pool(
                  pool.poolId(),
                  balance,
                  inQuote(scope.initialMargin()),
                  inQuote(scope.maintenanceMargin()).times(trigger()),
                  pool.equity().plus(balance))
              : new Pool(
                  pool.poolId(),
                  pool.marginBalance(),
                  pool.initialMargin(),
                  pool.maintenanceMargin(),
                  pool.equity().plus(balance.max(Decimal.ZERO))));
    }
  }

  private Decimal trigger() {
    return account.rules().conventions().liquidationTrigger().fraction();
  }

  private static Pool empty(String poolId) {
    return new Pool(poolId, Decimal.ZERO, Decimal.ZERO, Decimal.ZERO, Decimal.ZERO);
  }

  private String poolId(ScopeMargin scope) {
    if (scope.kind() == ScopeKind.CROSS) {
      return scope.scopeId();
    }
    return crossScopeId(scope.asset().orElseThrow());
  }

  /** The cross scope that positions settling in an asset are or would be in. */
  public String crossScopeId(String settlementAsset) {
    return account.rules().conventions().collateralMode() == CollateralMode.MULTI_ASSET
        ? "cross"
        : "cross:" + settlementAsset;
  }

  private void addPositions() {
    Instant reference = reference();
    for (int i = 0; i < margin.positions().size(); i++) {
      Position position = account.account().positions().get(i);
      Instrument instrument =
          account.rules().instrument(position.instrumentId()).orElseThrow();
      PositionMargin figures = margin.positions().get(i);
      legs.add(new ExposureLeg.PositionLeg(
          position,
          instrument,
          figures,
          coins(position, instrument, figures),
          cost(instrument, reference)));
    }
  }

  /** Years to expiry count from the market's time, or where that is unknown from the first one. */
  private Instant reference() {
    return account
        .market()
        .asOf()
        .or(() -> account.rules().instruments().values().stream()
            .flatMap(instrument -> instrument.expiry().stream())
            .min(Comparator.naturalOrder()))
        .orElse(Instant.EPOCH);
  }

  private static Decimal cost(Instrument instrument, Instant reference) {
    return instrument
        .expiry()
        .map(expiry ->
            COST_OF_FUTURE.plus(Decimal.of(Duration.between(reference, expiry).toSeconds())
                .max(Decimal.ZERO)
                .dividedBy(SECONDS_A_YEAR)))
        .orElse(COST_OF_PERPETUAL);
  }

  private Decimal coins(Position position, Instrument instrument, PositionMargin figures) {
    Decimal size = position.quantity().contracts().times(instrument.multiplier());
    Decimal notional = figures.notional().amount();
    Decimal signed = size.isNegative() ? notional.negated() : notional;
    return switch (instrument.payoff()) {
      case LINEAR -> size;
      case INVERSE -> signed;
      case QUANTO ->
        signed
            .times(account.index(instrument.settlementAsset()).value())
            .dividedBy(price(instrument.root()).value());
    };
  }

  private void addCollateral() {
    for (MarginScope scope : account.scopes()) {
      for (ScopeAsset asset : scope.assets()) {
        Decimal amount = asset.net();
        rootOf(asset.asset())
            .filter(root -> !amount.isZero())
            .ifPresent(root -> legs.add(collateral(scope, asset.asset(), root, amount)));
      }
    }
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
