package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.PegDefaults;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
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
  private final ShockedLegs shockedLegs;

  /** Which way roots go. */
  enum Way {
    DOWN,
    UP
  }

  /**
   * What all marks and indexes of a root are multiplied by at its rarest moves.
   *
   * @param down from 0 to 1
   * @param up at least 1
   */
  record Extremes(Decimal down, Decimal up) {
    Decimal factor(Way way) {
      return way == Way.DOWN ? down : up;
    }
  }

  /**
   * What changes.
   *
   * @param roots those that move, with how far they may
   * @param way where they go
   * @param pegs factors of the index of an asset
   * @param basis the root whose pairs move apart; absent where none do
   */
  record Shock(
      Map<String, Extremes> roots, Way way, Map<String, Decimal> pegs, Optional<String> basis) {
    static final Shock NONE = new Shock(Map.of(), Way.DOWN, Map.of(), Optional.empty());

    /** The roots and assets that it is about. */
    Set<String> movers() {
      return basis.map(Set::of).orElse(pegs.isEmpty() ? roots.keySet() : pegs.keySet());
    }

    /** Whether any price is another then. */
    boolean movesPrices() {
      return !roots.isEmpty() || !pegs.isEmpty();
    }

    /** What a price of a root is multiplied by. */
    Decimal factor(String root) {
      Extremes extremes = roots.get(root);
      return extremes == null ? Decimal.ONE : extremes.factor(way);
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

  private WorstCaseLoss(Map<String, Extremes> extremes, List<Shock> shocks) {
    this.shocks = shocks;
    this.shockedLegs = new ShockedLegs(extremes);
  }

  /** The scenarios of an account; absent where a volatility or a price is unknown. */
  static Optional<WorstCaseLoss> of(Portfolio portfolio, Stress stress) {
    Map<String, Extremes> extremes = new HashMap<>();
    for (ExposureLeg leg : portfolio.legs()) {
      Optional<Rate> volatility = stress.volatility(leg.root());
      if (volatility.isEmpty()) {
        return Optional.empty();
      }
      extremes.computeIfAbsent(leg.root(), root -> extremes(volatility.get(), stress));
    }
    List<Shock> shocks = new ArrayList<>();
    extremes.forEach((root, extreme) -> {
      addBothWays(Map.of(root, extreme), shocks);
      shocks.add(new Shock(Map.of(), Way.DOWN, Map.of(), Optional.of(root)));
    });
    Map<String, Extremes> others = new HashMap<>(extremes);
    others.remove(LEADING_ROOT);
    if (others.size() > 1) {
      addBothWays(others, shocks);
    }
    for (String stablecoin : stablecoins(portfolio)) {
      Decimal left = portfolio.riskInputs().depegStress(stablecoin).complement().fraction();
      shocks.add(new Shock(Map.of(), Way.DOWN, Map.of(stablecoin, left), Optional.empty()));
    }
    return Optional.of(new WorstCaseLoss(extremes, shocks));
  }

  private static Extremes extremes(Rate volatility, Stress stress) {
    return new Extremes(
        Decimal.ONE.minus(stress.moves().extremeMove(Side.LONG, volatility)),
        Decimal.ONE.plus(stress.moves().extremeMove(Side.SHORT, volatility)));
  }

  private static void addBothWays(Map<String, Extremes> roots, List<Shock> shocks) {
    for (Way way : Way.values()) {
      shocks.add(new Shock(roots, way, Map.of(), Optional.empty()));
    }
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
    List<Shockable> all = accounts.stream()
        .flatMap(account -> shockable(account, stress).stream())
        .toList();
    Decimal today = Decimal.ZERO;
    Map<String, List<Shockable>> byMover = new HashMap<>();
    for (Shockable each : all) {
      for (String mover : each.movers()) {
        byMover.computeIfAbsent(mover, unseen -> new ArrayList<>()).add(each);
      }
      today = today.plus(each.lossToday());
    }
    Decimal worst = today.max(Decimal.ZERO);
    for (Shock shock : shocks) {
      Decimal loss = today;
      for (Shockable each : reached(shock, all, byMover)) {
        loss = loss.plus(each.loss(shock)).minus(each.lossToday());
      }
      worst = worst.max(loss);
    }
    return worst;
  }

  /** What a shock may reach: nearly everything where it is about several roots. */
  private static List<Shockable> reached(
      Shock shock, List<Shockable> all, Map<String, List<Shockable>> byMover) {
    Set<String> movers = shock.movers();
    return movers.size() == 1 ? byMover.getOrDefault(movers.iterator().next(), List.of()) : all;
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
