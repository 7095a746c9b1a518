package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.PegDefaults;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.Collection;
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

  private final List<Shock> shocks;
  private final ShockedLegs shockedLegs = new ShockedLegs();

  /**
   * What changes.
   *
   * @param factors of all marks and indexes of a root
   * @param pegs factors of the index of an asset
   * @param basis the root whose pairs move apart; absent where none do
   */
  record Shock(Map<String, Decimal> factors, Map<String, Decimal> pegs, Optional<String> basis) {
    static final Shock NONE = new Shock(Map.of(), Map.of(), Optional.empty());

    /** The roots and assets that it is about. */
    Set<String> movers() {
      if (pegs.isEmpty() && basis.isEmpty()) {
        return factors.keySet();
      }
      Set<String> movers = new LinkedHashSet<>(factors.keySet());
      movers.addAll(pegs.keySet());
      basis.ifPresent(movers::add);
      return movers;
    }

    /** Whether any price is another then. */
    boolean movesPrices() {
      return !factors.isEmpty() || !pegs.isEmpty();
    }

    /** What a price of a root is multiplied by. */
    Decimal factor(String root) {
      return factors.getOrDefault(root, Decimal.ONE);
    }

    /** What an asset is worth of what it is today, where it is or stands for a root. */
    Decimal factor(String asset, Optional<String> root) {
      return root.map(this::factor)
          .orElse(Decimal.ONE)
          .times(pegs.getOrDefault(asset, Decimal.ONE));
    }
  }

  /** Something that shocks are tried on. */
  interface Shockable {
    /** The roots and assets without which it stays as it is. */
    Set<String> movers();

    /** What is lost where nothing moves: all that is left, where it does not stand. */
    Decimal lossToday();

    /** In the quote currency; negative for a gain. */
    Decimal loss(Shock shock);
  }

  private WorstCaseLoss(List<Shock> shocks) {
    this.shocks = shocks;
  }

  /** The scenarios of an account; absent where a volatility or a price is unknown. */
  static Optional<WorstCaseLoss> of(Portfolio portfolio, Stress stress) {
    SortedSet<String> roots = new TreeSet<>();
    portfolio.legs().forEach(leg -> roots.add(leg.root()));
    Map<String, Decimal> down = new TreeMap<>();
    Map<String, Decimal> up = new TreeMap<>();
    List<Shock> shocks = new ArrayList<>();
    for (String root : roots) {
      Optional<Rate> volatility = stress.volatility(root);
      if (volatility.isEmpty()) {
        return Optional.empty();
      }
      Decimal one = Decimal.ONE;
      down.put(root, one.minus(stress.moves().extremeMove(Side.LONG, volatility.get())));
      up.put(root, one.plus(stress.moves().extremeMove(Side.SHORT, volatility.get())));
      shocks.add(roots(Map.of(root, Optional.ofNullable(down.get(root)).orElseThrow())));
      shocks.add(roots(Map.of(root, Optional.ofNullable(up.get(root)).orElseThrow())));
      shocks.add(new Shock(Map.of(), Map.of(), Optional.of(root)));
    }
    down.remove(LEADING_ROOT);
    up.remove(LEADING_ROOT);
    shocks.add(roots(down));
    shocks.add(roots(up));
    for (String stablecoin : stablecoins(portfolio)) {
      Decimal left = portfolio.riskInputs().depegStress(stablecoin).complement().fraction();
      shocks.add(new Shock(Map.of(), Map.of(stablecoin, left), Optional.empty()));
    }
    return Optional.of(new WorstCaseLoss(shocks));
  }

  private static Shock roots(Map<String, Decimal> factors) {
    return new Shock(Map.copyOf(factors), Map.of(), Optional.empty());
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
    Map<String, List<Shockable>> byMover = new HashMap<>();
    for (AccountStructure account : accounts) {
      for (Shockable each : shockable(account, stress)) {
        each.movers()
            .forEach(mover ->
                byMover.computeIfAbsent(mover, unseen -> new ArrayList<>()).add(each));
        today = today.plus(each.lossToday());
      }
    }
    Decimal worst = Decimal.ZERO;
    for (Shock shock : shocks) {
      Decimal loss = today;
      for (Shockable each : moved(shock, byMover)) {
        loss = loss.plus(each.loss(shock)).minus(each.lossToday());
      }
      worst = worst.max(loss);
    }
    return worst;
  }

  /** What a shock reaches, each once. */
  private static Collection<Shockable> moved(Shock shock, Map<String, List<Shockable>> byMover) {
    Set<String> movers = shock.movers();
    if (movers.size() == 1) {
      return byMover.getOrDefault(movers.iterator().next(), List.of());
    }
    Set<Shockable> moved = new LinkedHashSet<>();
    movers.forEach(mover -> moved.addAll(byMover.getOrDefault(mover, List.of())));
    return moved;
  }

  /** Scopes one by one, where what a leg requires follows its own mark; else the account whole. */
  private List<Shockable> shockable(AccountStructure account, Stress stress) {
    List<MarginScope> scopes = account.portfolio().account().scopes();
    boolean isBent =
        account.portfolio().account().rules().conventions().scenarioMargin().isPresent()
            || scopes.stream()
                .flatMap(scope -> scope.legs().stream())
                .anyMatch(leg -> leg.option().isPresent());
    if (isBent) {
      return List.of(new ShockedAccount(account, stress));
    }
    return scopes.stream()
        .<Shockable>map(scope -> new ShockedScope(account, scope, stress, shockedLegs))
        .toList();
  }
}
