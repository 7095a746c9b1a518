package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.stress.Scenario;
import io.crossguard.margin.stress.StressTest;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A whole account under shocks, evaluated anew by the margin engine, with its options revalued by
 * their models: what they require follows the underlying, and under portfolio margin what anything
 * requires follows all else.
 */
final class ShockedAccount implements WorstCaseLoss.Shockable {
  private final Portfolio portfolio;
  private final ResolvedAccount account;
  private final Map<String, Map<String, Decimal>> basisByScope = new HashMap<>();
  private final Decimal lossToday;

  ShockedAccount(AccountStructure structure, Stress stress) {
    this.portfolio = structure.portfolio();
    this.account = portfolio.account();
    Stress own = stress.of(portfolio);
    for (NettedGroup group : structure.groupsToday()) {
      basisByScope
          .computeIfAbsent(group.scopeId(), id -> new HashMap<>())
          .put(group.root(), own.basisReserve(group));
    }
    this.lossToday = loss(WorstCaseLoss.Shock.NONE);
  }

  @Override
  public Set<String> movers() {
    Set<String> movers = new TreeSet<>();
    portfolio.legs().forEach(leg -> movers.add(leg.root()));
    account.scopes().forEach(scope -> scope.assets().forEach(asset -> movers.add(asset.asset())));
    return movers;
  }

  @Override
  public Decimal lossToday() {
    return lossToday;
  }

  @Override
  public Decimal loss(WorstCaseLoss.Shock shock) {
    List<ScopeMargin> then = new StressTest()
        .run(account, List.of(scenario(shock)), Optional.empty())
        .get(0)
        .scopes();
    Decimal loss = Decimal.ZERO;
    for (int i = 0; i < then.size(); i++) {
      loss = loss.plus(loss(portfolio.margin().scopes().get(i), then.get(i), shock));
    }
    return loss;
  }

  private Decimal loss(ScopeMargin today, ScopeMargin then, WorstCaseLoss.Shock shock) {
    Decimal unit = unitFactor(then, shock);
    Decimal before = portfolio.inQuote(today.marginBalance());
    Decimal required = portfolio
        .inQuote(then.maintenanceMargin())
        .times(unit)
        .times(account.rules().conventions().liquidationTrigger().fraction());
    Decimal left = portfolio.inQuote(then.marginBalance()).times(unit).minus(basis(today, shock));
    return left.isLessThan(required) ? before.max(Decimal.ZERO) : before.minus(left);
  }

  /** What the unit of a scope is worth of what it is today: figures are amounts of it. */
  private Decimal unitFactor(ScopeMargin scope, WorstCaseLoss.Shock shock) {
    return scope
        .asset()
        .map(asset -> shock.factor(asset, portfolio.rootOf(asset)))
        .orElse(Decimal.ONE);
  }

  private Decimal basis(ScopeMargin scope, WorstCaseLoss.Shock shock) {
    return shock
        .basis()
        .filter(root -> scope.kind() == ScopeKind.CROSS)
        .map(root ->
            basisByScope.getOrDefault(scope.scopeId(), Map.of()).getOrDefault(root, Decimal.ZERO))
        .orElse(Decimal.ZERO);
  }

  /** Assets that stand for a root which the rules don't know move by a peg of their own. */
  private Scenario scenario(WorstCaseLoss.Shock shock) {
    Set<String> rootsOfRules = new TreeSet<>();
    account.rules().instruments().values().forEach(each -> rootsOfRules.add(each.root()));
    List<Scenario.RootFactor> factors = new ArrayList<>();
    for (String root : shock.roots().keySet()) {
      if (rootsOfRules.contains(root)) {
        factors.add(new Scenario.RootFactor(root, shock.factor(root)));
      }
    }
    List<Scenario.Peg> pegs = new ArrayList<>();
    Set<String> assets = new TreeSet<>(account.market().indexPrices().keySet());
    assets.remove(account.rules().quoteCurrency());
    for (String asset : assets) {
      Decimal byRules = rootsOfRules.contains(account.rules().root(asset))
          ? shock.factor(account.rules().root(asset))
          : Decimal.ONE;
      Decimal wanted = shock.factor(asset, portfolio.rootOf(asset));
      if (!wanted.equals(byRules)) {
        // A price is never 0.
        pegs.add(new Scenario.Peg(asset, wanted.max(Lots.FINEST_STEP).dividedBy(byRules)));
      }
    }
    return new Scenario("shock", factors, pegs, List.of());
  }
}
