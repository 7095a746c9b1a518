package io.crossguard.margin.stress;

import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.stress.Scenario.RootFactor;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Scenarios by the grid. Each is named by what moves in it: {@code BTC 0.9, ETH 1.1}. */
public final class ScenarioGrid {
  private ScenarioGrid() {}

  /** One root moves; a scenario for each factor. */
  public static List<Scenario> ofOneRoot(String root, List<Decimal> factors) {
    return ofAllRoots(List.of(root), factors);
  }

  /** All roots move together; a scenario for each factor. */
  public static List<Scenario> ofAllRoots(List<String> roots, List<Decimal> factors) {
    return factors.stream()
        .map(factor ->
            scenario(roots.stream().map(root -> new RootFactor(root, factor)).toList()))
        .toList();
  }

  /**
   * Two roots move, each by every factor; a scenario for each two roots and each two factors, in
   * the order of the lists.
   */
  public static List<Scenario> ofPairs(List<String> roots, List<Decimal> factors) {
    List<Scenario> scenarios = new ArrayList<>();
    for (int first = 0; first < roots.size(); first++) {
      for (int second = first + 1; second < roots.size(); second++) {
        for (Decimal firstFactor : factors) {
          for (Decimal secondFactor : factors) {
            scenarios.add(scenario(List.of(
                new RootFactor(roots.get(first), firstFactor),
                new RootFactor(roots.get(second), secondFactor))));
          }
        }
      }
    }
    return scenarios;
  }

  /**
   * The roots that an account can be moved by, in alphabetical order: those of its positions and of
   * the assets in its scopes, but for the quote currency.
   */
  public static List<String> roots(ResolvedAccount account) {
    SortedSet<String> roots = new TreeSet<>();
    for (MarginScope scope : account.scopes()) {
      for (ScopeAsset asset : scope.assets()) {
        roots.add(asset.root());
        asset.legs().forEach(leg -> roots.add(leg.instrument().root()));
      }
    }
    roots.remove(account.rules().quoteCurrency());
    return List.copyOf(roots);
  }

  private static Scenario scenario(List<RootFactor> factors) {
    return new Scenario(name(factors), factors);
  }

  /** One factor for many roots is named once, so that a name stays short. */
  private static String name(List<RootFactor> factors) {
    boolean isCommon = factors.size() > 2;
    return isCommon
        ? "all " + factors.get(0).factor()
        : String.join(
            ", ", factors.stream().map(f -> f.root() + " " + f.factor()).toList());
  }
}
