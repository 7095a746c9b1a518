package io.crossguard.margin.stress;

import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries an account along a path of prices: where does its ratio cross a level, and how fast. */
public final class PathReplay {
  private final StressTest stressTest = new StressTest();

  /**
   * @param account with the prices from which losses are counted
   * @throws InconsistentInputException if a snapshot lacks a price that the account needs
   */
  public PathResult run(ResolvedAccount account, Path path) {
    return run(account, path, () -> {});
  }

  /**
   * @param beforeEach runs before each snapshot; what it throws ends the replay
   * @see #run(ResolvedAccount, Path)
   */
  public PathResult run(ResolvedAccount account, Path path, Runnable beforeEach) {
    Money today = stressTest.equity(account);
    List<StressResult> results = new ArrayList<>(path.snapshots().size());
    Crossings crossings = new Crossings();
    for (int i = 0; i < path.snapshots().size(); i++) {
      beforeEach.run();
      StressResult result = result(account, path, i, today);
      results.add(result);
      crossings.add(Path.asOf(path.snapshots().get(i)), result.scopes());
    }
    return new PathResult(results, crossings.found);
  }

  private StressResult result(ResolvedAccount account, Path path, int place, Money today) {
    MarketSnapshot snapshot = path.snapshots().get(place);
    try {
      return stressTest.result(
          Path.asOf(snapshot).toString(), account, snapshot, today, Optional.empty(), () -> {});
    } catch (InconsistentInputException e) {
      throw new InconsistentInputException(e.inconsistencies().stream()
          .map(found -> new Inconsistency("path.snapshots[" + place + "]", sentence(found)))
          .toList());
    }
  }

  private static String sentence(Inconsistency found) {
    return "must fit the account: " + found.path() + " " + found.rule();
  }

  /** The crossings met so far, and what is needed to see the next. */
  private static final class Crossings {
    private final List<Crossing> found = new ArrayList<>();
    private final Map<String, ScopeStatus> before = new HashMap<>();
    private final Map<String, Instant> lastHealthy = new HashMap<>();

    void add(Instant asOf, List<ScopeMargin> scopes) {
      for (ScopeMargin scope : scopes) {
        ScopeStatus last = before.getOrDefault(scope.scopeId(), ScopeStatus.HEALTHY);
        boolean warns = scope.status() != ScopeStatus.HEALTHY;
        if (warns && last == ScopeStatus.HEALTHY) {
          add(scope, Crossing.Level.WARNING, asOf);
        }
        if (!scope.status().stands() && last.stands()) {
          add(scope, Crossing.Level.TRIGGER, asOf);
        }
        if (!warns) {
          lastHealthy.put(scope.scopeId(), asOf);
        }
        before.put(scope.scopeId(), scope.status());
      }
    }

    private void add(ScopeMargin scope, Crossing.Level level, Instant asOf) {
      Optional<Duration> sinceHealthy = Optional.ofNullable(lastHealthy.get(scope.scopeId()))
          .map(healthy -> Duration.between(healthy, asOf));
      found.add(new Crossing(scope.scopeId(), level, asOf, sinceHealthy));
    }
  }
}
