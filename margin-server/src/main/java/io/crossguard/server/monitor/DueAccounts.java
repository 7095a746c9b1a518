package io.crossguard.server.monitor;

import io.crossguard.margin.evaluation.ScopeStatus;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts that wait to be told of, each once: alerts first, those with the worst verdict since the
 * answer before first among them; of equal ones those that have waited longest.
 */
final class DueAccounts {
  private static final List<ScopeStatus> WORST_FIRST = List.of(
      ScopeStatus.BANKRUPT, ScopeStatus.LIQUIDATABLE, ScopeStatus.WARNING, ScopeStatus.HEALTHY);

  private final Map<ScopeStatus, Set<String>> alerts = new EnumMap<>(ScopeStatus.class);
  private final Set<String> others = new LinkedHashSet<>();

  DueAccounts() {
    WORST_FIRST.forEach(status -> alerts.put(status, new LinkedHashSet<>()));
  }

  /** An account is due; where it waits already, and its verdict has not become worse, it keeps its place. */
  void add(WatchedAccount account) {
    if (account.untold().isAlert()) {
      String accountId = account.accountId();
      ScopeStatus worst = account.untold().worst();
      alerts.forEach((status, waiting) -> {
        if (status == worst) {
          waiting.add(accountId);
        } else {
          waiting.remove(accountId);
        }
      });
    } else if (account.untold().isDue()) {
      others.add(account.accountId());
    }
  }

  void remove(String accountId) {
    alerts.values().forEach(waiting -> waiting.remove(accountId));
    others.remove(accountId);
  }

  /** The account to tell of next; absent where none is due. */
  Optional<String> next() {
    for (ScopeStatus status : WORST_FIRST) {
      Optional<String> first = first(alerts.getOrDefault(status, Set.of()));
      if (first.isPresent()) {
        return first;
      }
    }
    return first(others);
  }

  private static Optional<String> first(Set<String> waiting) {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.iterator().next());
  }
}
