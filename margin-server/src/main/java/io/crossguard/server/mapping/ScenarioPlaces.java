package io.crossguard.server.mapping;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.stress.Scenario;
import io.crossguard.margin.stress.Scenario.Basis;
import io.crossguard.margin.stress.Scenario.Peg;
import io.crossguard.margin.stress.Scenario.RootFactor;
import io.crossguard.margin.stress.Scenario.VolatilityFactor;
import io.crossguard.margin.stress.StressTest;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the scenarios of a request name something. The core looks at each name once, in one scenario
 * of all names; what it does not know is reported wherever it stands.
 */
final class ScenarioPlaces {
  private final Map<String, List<FieldPath>> roots = new LinkedHashMap<>();
  private final Map<String, List<FieldPath>> assets = new LinkedHashMap<>();
  private final Map<String, List<FieldPath>> instruments = new LinkedHashMap<>();
  private final Map<String, List<FieldPath>> volatileRoots = new LinkedHashMap<>();
  private final Set<String> scenarioIds = new HashSet<>();

  /** A scenario of the request. */
  void add(Scenario scenario, FieldPath field) {
    addId(scenario, field.child("scenarioId"));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < scenario.rootFactors().size(); i++) {
      FieldPath place = field.child("rootFactors").at(i).child("root");
      add(scenario.rootFactors().get(i).root(), place, roots, seen);
    }
    seen.clear();
    for (int i = 0; i < scenario.pegs().size(); i++) {
      FieldPath place = field.child("pegs").at(i).child("asset");
      add(scenario.pegs().get(i).asset(), place, assets, seen);
    }
    seen.clear();
    for (int i = 0; i < scenario.bases().size(); i++) {
      FieldPath place = field.child("bases").at(i).child("instrumentId");
      add(scenario.bases().get(i).instrumentId(), place, instruments, seen);
    }
    seen.clear();
    for (int i = 0; i < scenario.volatilityFactors().size(); i++) {
      FieldPath place = field.child("volatilityFactors").at(i).child("root");
      add(scenario.volatilityFactors().get(i).root(), place, volatileRoots, seen);
    }
  }

  /** The roots that a grid of the request names. */
  void add(GridReading grid) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < grid.roots().size(); i++) {
      add(grid.roots().get(i), grid.field().child("roots").at(i), roots, seen);
    }
  }

  /** A name that a scenario may have only once in the request. */
  void addId(Scenario scenario, FieldPath place) {
    if (!scenarioIds.add(scenario.scenarioId())) {
      place.inconsistency("must not repeat '" + scenario.scenarioId() + "'");
    }
  }

  private static void add(
      String name, FieldPath place, Map<String, List<FieldPath>> places, Set<String> seen) {
    if (seen.add(name)) {
      places.computeIfAbsent(name, unseen -> new ArrayList<>()).add(place);
    } else {
      place.inconsistency("must not repeat '" + name + "'");
    }
  }

  /** Reports every name that the rules and the market of an account don't know. */
  void requireKnown(ResolvedAccount account) {
    Scenario names = new Scenario(
        "names",
        roots.keySet().stream().map(root -> new RootFactor(root, Decimal.ONE)).toList(),
        assets.keySet().stream().map(asset -> new Peg(asset, Decimal.ONE)).toList(),
        instruments.keySet().stream().map(id -> new Basis(id, Decimal.ONE)).toList(),
        volatileRoots.keySet().stream()
            .map(root -> new VolatilityFactor(root, Decimal.ONE))
            .toList());
    Account nothing = new Account("nothing", List.of(), List.of());
    ResolvedAccount empty = ResolvedAccount.of(nothing, account.market(), account.rules());
    try {
      new StressTest().run(empty, List.of(names), Optional.empty());
    } catch (InconsistentInputException e) {
      e.inconsistencies().forEach(this::report);
    }
  }

  private void report(Inconsistency inconsistency) {
    String path = inconsistency.path();
    int index = Integer.parseInt(path.substring(path.lastIndexOf('[') + 1, path.lastIndexOf(']')));
    List.copyOf(places(path).values())
        .get(index)
        .forEach(place -> place.inconsistency(inconsistency.rule()));
  }

  private Map<String, List<FieldPath>> places(String path) {
    if (path.contains(".rootFactors[")) {
      return roots;
    }
    if (path.contains(".volatilityFactors[")) {
      return volatileRoots;
    }
    return path.contains(".pegs[") ? assets : instruments;
  }
}
