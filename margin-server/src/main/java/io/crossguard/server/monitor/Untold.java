package io.crossguard.server.monitor;

import io.crossguard.margin.book.ScopeChange;
import io.crossguard.margin.book.Standing;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has happened to one account since it was last told of. It grows with the scopes of then and
 * now, not with how much happens.
 */
final class Untold {
  private final Set<Cause> causes = EnumSet.noneOf(Cause.class);
  private final Map<String, ScopeHistory> scopes = new LinkedHashMap<>();
  private ScopeStatus worst;
  private int updates;
  private int folded;

  Untold(ScopeStatus worst) {
    this.worst = worst;
  }

  /** What has happened to one scope. */
  private static final class ScopeHistory {
    private final Optional<ScopeStatus> before;
    private final int[] crossings;
    private ScopeStatus worst;
    private int changes;

    ScopeHistory(Optional<ScopeStatus> before, ScopeStatus worst, int levels) {
      this.before = before;
      this.worst = worst;
      this.crossings = new int[levels];
    }
  }

  boolean isDue() {
    return !causes.isEmpty();
  }

  boolean isAlert() {
    return causes.stream().anyMatch(Cause::isAlert);
  }

  /** The worst verdict of all scopes since it was last told of, both ends included. */
  ScopeStatus worst() {
    return worst;
  }

  /** It is to be told for these causes; what has been due before is folded into it. */
  void add(Set<Cause> added) {
    if (added.isEmpty()) {
      return;
    }
    folded += isDue() ? 1 : 0;
    causes.addAll(added);
  }

  /** Messages have changed prices of it, and nothing else has been heard of them. */
  void addUpdates(int more) {
    updates += more;
  }

  /**
   * Takes note of a message that has changed it, or a price of it.
   *
   * @param levels how many levels are watched
   * @return the causes to tell it
   */
  Set<Cause> observe(Standings before, Standings after, int levels) {
    updates++;
    worst = worst.worse(after.status());
    Set<Cause> found = EnumSet.noneOf(Cause.class);
    before.scopes().forEach((scopeId, standing) -> {
      if (!after.scopes().containsKey(scopeId)) {
        ScopeHistory history = history(scopeId, Optional.of(standing.status()), levels);
        history.changes++;
        found.add(Cause.STATUS_CHANGED);
        if (history.before.isEmpty()) {
          // The reader never heard of it; kept, such scopes would have no end.
          scopes.remove(scopeId);
        }
      }
    });
    after
        .scopes()
        .forEach((scopeId, standing) -> found.addAll(
            observe(scopeId, Optional.ofNullable(before.scopes().get(scopeId)), standing, levels)));
    return found;
  }

  /**
   * Takes note of one scope that stands elsewhere.
   *
   * @param levels how many levels are watched
   * @return the causes to tell it
   */
  Set<Cause> observe(ScopeChange change, int levels) {
    worst = worst.worse(change.after().status());
    return observe(change.scopeId(), Optional.of(change.before()), change.after(), levels);
  }

  private Set<Cause> observe(
      String scopeId, Optional<Standing> before, Standing after, int levels) {
    Set<Cause> found = EnumSet.noneOf(Cause.class);
    Optional<ScopeStatus> statusBefore = before.map(Standing::status);
    int reachedBefore = before.map(Standing::levelsReached).orElse(0);
    if (!statusBefore.equals(Optional.of(after.status()))) {
      ScopeHistory history = history(scopeId, statusBefore, levels);
      history.changes++;
      history.worst = history.worst.worse(after.status());
      found.add(Cause.STATUS_CHANGED);
    }
    if (reachedBefore != after.levelsReached()) {
      ScopeHistory history = history(scopeId, statusBefore, levels);
      int from = Math.min(reachedBefore, after.levelsReached());
      int to = Math.max(reachedBefore, after.levelsReached());
      for (int level = from; level < to; level++) {
        history.crossings[level]++;
      }
      found.add(Cause.LEVEL_CROSSED);
    }
    return found;
  }

  private ScopeHistory history(String scopeId, Optional<ScopeStatus> before, int levels) {
    return scopes.computeIfAbsent(
        scopeId, id -> new ScopeHistory(before, before.orElse(ScopeStatus.HEALTHY), levels));
  }

  /**
   * Tells it, and starts anew.
   *
   * @param account the account with the prices of now
   * @param levels the margin ratios that are watched, ascending
   */
  AccountAnswer tell(ResolvedAccount account, Standings now, List<Decimal> levels) {
    List<StatusChange> statusChanges = new ArrayList<>();
    List<LevelCrossing> crossings = new ArrayList<>();
    scopes.forEach((scopeId, history) -> {
      Optional<Standing> standing = Optional.ofNullable(now.scopes().get(scopeId));
      if (history.changes > 0) {
        statusChanges.add(new StatusChange(
            scopeId,
            history.before,
            history.worst,
            standing.map(Standing::status),
            history.changes));
      }
      standing.ifPresent(scope -> addCrossings(scopeId, scope, history, levels, crossings));
    });
    AccountAnswer answer = new AccountAnswer(
        account, EnumSet.copyOf(causes), statusChanges, crossings, worst, updates, folded);
    causes.clear();
    scopes.clear();
    worst = now.status();
    updates = 0;
    folded = 0;
    return answer;
  }

  private static void addCrossings(
      String scopeId,
      Standing scope,
      ScopeHistory history,
      List<Decimal> levels,
      List<LevelCrossing> crossings) {
    for (int level = 0; level < levels.size(); level++) {
      if (history.crossings[level] > 0) {
        crossings.add(new LevelCrossing(
            scopeId, levels.get(level), level < scope.levelsReached(), history.crossings[level]));
      }
    }
  }
}
