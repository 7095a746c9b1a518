package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.PegDefaults;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The largest loss over the advisor's scenarios, one at a time:
 *
 * <pre>
 *   each root alone, down and up by its rarest move
 *   all roots but BTC together, down and up
 *   the basis of each root: matched notional times its reserve
 *   the depeg of each stablecoin
 * </pre>
 *
 * In a scenario a pool loses its balance if that falls below the maintenance margin, else what the
 * balance falls by; an isolated position its equity likewise. All scopes are summed.
 */
final class WorstCaseLoss {
  private static final String LEADING_ROOT = "BTC";

  private final List<Scenario> scenarios;

  /**
   * What changes.
   *
   * @param factors of all marks and indexes of a root
   * @param pegs factors of the index of an asset
   * @param basis the root whose pairs move apart; absent where none do
   */
  private record Scenario(
      Map<String, Decimal> factors, Map<String, Decimal> pegs, Optional<String> basis) {

    /** The roots and assets that it is about. */
    Set<String> movers() {
      Set<String> movers = new LinkedHashSet<>(factors.keySet());
      movers.addAll(pegs.keySet());
      basis.ifPresent(movers::add);
      return movers;
    }
  }

  private WorstCaseLoss(List<Scenario> scenarios) {
    this.scenarios = scenarios;
  }

  /** The scenarios of an account; absent where a volatility or a price is unknown. */
  static Optional<WorstCaseLoss> of(Portfolio portfolio, Stress stress) {
    SortedSet<String> roots = new TreeSet<>();
    portfolio.legs().forEach(leg -> roots.add(leg.root()));
    Map<String, Decimal> down = new TreeMap<>();
    Map<String, Decimal> up = new TreeMap<>();
    List<Scenario> scenarios = new ArrayList<>();
    for (String root : roots) {
      Optional<Rate> volatility = stress.volatility(root);
      if (volatility.isEmpty()) {
        return Optional.empty();
      }
      Decimal one = Decimal.ONE;
      down.put(root, one.minus(stress.moves().extremeMove(Side.LONG, volatility.get())));
      up.put(root, one.plus(stress.moves().extremeMove(Side.SHORT, volatility.get())));
      scenarios.add(roots(Map.of(root, Optional.ofNullable(down.get(root)).orElseThrow())));
      scenarios.add(roots(Map.of(root, Optional.ofNullable(up.get(root)).orElseThrow())));
      scenarios.add(new Scenario(Map.of(), Map.of(), Optional.of(root)));
    }
    down.remove(LEADING_ROOT);
    up.remove(LEADING_ROOT);
    scenarios.add(roots(down));
    scenarios.add(roots(up));
    for (String stablecoin : stablecoins(portfolio)) {
      Decimal left = portfolio.riskInputs().depegStress(stablecoin).complement().fraction();
      scenarios.add(new Scenario(Map.of(), Map.of(stablecoin, left), Optional.empty()));
    }
    return Optional.of(new WorstCaseLoss(scenarios));
  }

  private static Scenario roots(Map<String, Decimal> factors) {
    return new Scenario(Map.copyOf(factors), Map.of(), Optional.empty());
  }

  private static SortedSet<String> stablecoins(Portfolio portfolio) {
    SortedSet<String> stablecoins = new TreeSet<>();
    for (MarginScope scope : portfolio.account().scopes()) {
      for (ScopeAsset asset : scope.assets()) {
        if (PegDefaults.isStablecoin(asset.asset()) && !isQuote(asset.asset(), portfolio)) {
          stablecoins.add(asset.asset());
        }
      }
    }
    return stablecoins;
  }

  private static boolean isQuote(String asset, Portfolio portfolio) {
    return asset.equals(portfolio.account().rules().quoteCurrency());
  }

  /** The largest loss of accounts that are held side by side; at least 0. */
  Decimal of(List<AccountStructure> accounts, Stress stress) {
    Decimal today = Decimal.ZERO;
    Map<String, List<ScopeFigures>> byMover = new HashMap<>();
    for (AccountStructure account : accounts) {
      for (MarginScope scope : account.portfolio().account().scopes()) {
        ScopeFigures figures = new ScopeFigures(account, scope, stress);
        figures
            .movers()
            .forEach(mover ->
                byMover.computeIfAbsent(mover, unseen -> new ArrayList<>()).add(figures));
        today = today.plus(figures.lossToday());
      }
    }
    Decimal worst = Decimal.ZERO;
    for (Scenario scenario : scenarios) {
      Set<ScopeFigures> moved = new LinkedHashSet<>();
      scenario.movers().forEach(mover -> moved.addAll(byMover.getOrDefault(mover, List.of())));
      Decimal loss = today;
      for (ScopeFigures scope : moved) {
        loss = loss.plus(scope.loss(scenario)).minus(scope.lossToday());
      }
      worst = worst.max(loss);
    }
    return worst;
  }

  /** One scope at today's prices, so that a scenario recalculates only what it moves. */
  private static final class ScopeFigures {
    private final Portfolio portfolio;
    private final MarginScope scope;
    private final Decimal balance;
    private final Decimal lossToday;
    private final Decimal index;
    private final Map<String, Decimal> basisByRoot = new HashMap<>();
    private final List<AssetFigures> assets = new ArrayList<>();

    /** One asset of the scope: its net amount and what it requires, and its legs by root. */
    private record AssetFigures(
        ScopeAsset asset,
        Optional<String> root,
        Decimal net,
        Decimal required,
        Map<String, List<Leg>> legsByRoot) {}

    ScopeFigures(AccountStructure structure, MarginScope scope, Stress stress) {
      this.portfolio = structure.portfolio();
      this.scope = scope;
      this.index = portfolio.account().index(scope.unit()).value();
      for (ScopeAsset asset : scope.assets()) {
        Map<String, List<Leg>> legs = new HashMap<>();
        for (Leg leg : asset.legs()) {
          legs.computeIfAbsent(leg.instrument().root(), root -> new ArrayList<>())
              .add(leg);
        }
        assets.add(new AssetFigures(
            asset, portfolio.rootOf(asset.asset()), asset.net(), maintenanceMargin(asset), legs));
      }
      for (NettedGroup group : structure.groupsToday()) {
        if (group.scopeId().equals(scope.scopeId()) && scope.kind() == ScopeKind.CROSS) {
          basisByRoot.put(group.root(), stress.of(portfolio).basisReserve(group));
        }
      }
      this.balance = standing(roots(Map.of())).balance();
      this.lossToday = loss(roots(Map.of()));
    }

    /** The roots and assets without which its balance and its requirement stay as they are. */
    Set<String> movers() {
      Set<String> movers = new LinkedHashSet<>(basisByRoot.keySet());
      for (AssetFigures each : assets) {
        movers.add(each.asset().asset());
        each.root().ifPresent(movers::add);
        movers.addAll(each.legsByRoot().keySet());
      }
      return movers;
    }

    /** What is lost where nothing moves: all that is left, where it does not stand. */
    Decimal lossToday() {
      return lossToday;
    }

    /** In the quote currency; negative for a gain. */
    Decimal loss(Scenario scenario) {
      Decimal atStake = balance.max(Decimal.ZERO);
      Standing after = standing(scenario);
      Decimal basis = scenario
          .basis()
          .map(root -> basisByRoot.getOrDefault(root, Decimal.ZERO))
          .orElse(Decimal.ZERO);
      Decimal left = after.balance().minus(basis);
      return left.isLessThan(after.required()) ? atStake : balance.minus(left);
    }

    private record Standing(Decimal balance, Decimal required) {}

    private Standing standing(Scenario scenario) {
      Decimal sum = Decimal.ZERO;
      Decimal required = Decimal.ZERO;
      Decimal factor = Decimal.ONE;
      for (AssetFigures asset : assets) {
        Decimal net = asset.net();
        Decimal needs = asset.required();
        for (Map.Entry<String, Decimal> moved : scenario.factors().entrySet()) {
          for (Leg leg : asset.legsByRoot().getOrDefault(moved.getKey(), List.of())) {
            Leg there = leg.markedAt(new Price(leg.markPrice().value().times(moved.getValue())));
            net = net.plus(there.unrealizedPnl()).minus(leg.unrealizedPnl());
            needs = needs
                .plus(there.maintenanceMargin().rounded())
                .minus(leg.maintenanceMargin().rounded());
          }
        }
        Decimal ofAsset = factor(asset, scenario);
        boolean isPooled = scope.asset().isEmpty();
        Decimal unitPrice = asset.asset().unitPrice().value();
        Decimal price = isPooled ? unitPrice.times(ofAsset) : unitPrice;
        sum = sum.plus(marginValue(asset.asset(), net, price));
        required = required.plus(needs.times(price));
        factor = isPooled ? factor : ofAsset;
      }
      Decimal inQuote = index.times(factor);
      return new Standing(
          sum.times(inQuote),
          required.times(inQuote).times(scope.conventions().liquidationTrigger().fraction()));
    }

    private static Decimal factor(AssetFigures asset, Scenario scenario) {
      Decimal ofRoot = asset
          .root()
          .map(root -> scenario.factors().getOrDefault(root, Decimal.ONE))
          .orElse(Decimal.ONE);
      return ofRoot.times(scenario.pegs().getOrDefault(asset.asset().asset(), Decimal.ONE));
    }

    private static Decimal marginValue(ScopeAsset asset, Decimal net, Decimal price) {
      return asset.balanceCurve().at(Fraction.of(net.times(price))).rounded();
    }

    private static Decimal maintenanceMargin(ScopeAsset asset) {
      return asset.legs().stream()
          .map(leg -> leg.maintenanceMargin().rounded())
          .reduce(Decimal.ZERO, Decimal::plus);
    }
  }
}
