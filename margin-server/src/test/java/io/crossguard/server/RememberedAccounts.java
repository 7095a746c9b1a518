package io.crossguard.server;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.server.monitor.AccountAnswer;
import io.crossguard.server.monitor.Cause;
import io.crossguard.server.monitor.LevelCrossing;
import io.crossguard.server.monitor.StatusChange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be told of watched accounts by a second method: every account is evaluated at all prices
 * after every message, all of it is remembered, and an answer is read off what is remembered.
 */
final class RememberedAccounts {
  private final RuleSet rules;
  private final List<Decimal> levels;
  private final Map<String, Memory> memories = new LinkedHashMap<>();

  RememberedAccounts(RuleSet rules, List<Decimal> levels) {
    this.rules = rules;
    this.levels = levels;
  }

  /** Where each scope of an account stood, at the answer before and after each message since. */
  private static final class Memory {
    private final List<Map<String, ScopeMargin>> seen = new ArrayList<>();
    private final Set<Cause> causes = EnumSet.of(Cause.STARTED);
    private ResolvedAccount account;
    private MarketSnapshot market;
    private int updates;
    private int answers = 1;

    Memory(ResolvedAccount account, MarketSnapshot market) {
      this.account = account;
      this.market = market;
    }
  }

  /**
   * A message has been applied.
   *
   * @param started accounts that it has as a whole
   * @param changed accounts that it has parts of
   */
  void message(
      List<Account> accounts, MarketSnapshot market, Set<String> started, Set<String> changed) {
    memories.keySet().retainAll(accounts.stream().map(Account::accountId).toList());
    for (Account account : accounts) {
      ResolvedAccount now = ResolvedAccount.of(account, market, rules);
      Memory memory = memories.get(account.accountId());
      if (memory == null) {
        memory = new Memory(now, market);
        memory.seen.add(scopes(now));
        memories.put(account.accountId(), memory);
        continue;
      }
      boolean isStarted = started.contains(account.accountId());
      boolean isTouched =
          isStarted || changed.contains(account.accountId()) || priceDiffers(memory, now, market);
      memory.account = now;
      memory.market = market;
      if (isTouched) {
        memory.updates++;
        memory.seen.add(scopes(now));
        Set<Cause> causes = causes(memory.seen);
        if (isStarted) {
          causes.add(Cause.STARTED);
        }
        memory.answers += causes.isEmpty() ? 0 : 1;
        memory.causes.addAll(causes);
      }
    }
  }

  private static Map<String, ScopeMargin> scopes(ResolvedAccount account) {
    Map<String, ScopeMargin> scopes = new LinkedHashMap<>();
    account.margins().forEach(scope -> scopes.put(scope.scopeId(), scope));
    return scopes;
  }

  private boolean priceDiffers(Memory before, ResolvedAccount now, MarketSnapshot market) {
    Set<String> instruments = new LinkedHashSet<>();
    now.account().positions().stream().map(Position::instrumentId).forEach(instruments::add);
    now.account().orders().stream().map(Order::instrumentId).forEach(instruments::add);
    Set<String> assets = new LinkedHashSet<>();
    now.account().balances().forEach(balance -> assets.add(balance.asset()));
    Set<String> roots = new LinkedHashSet<>();
    boolean differs = false;
    for (String instrumentId : instruments) {
      Instrument instrument = rules.instrument(instrumentId).orElseThrow();
      assets.add(instrument.settlementAsset());
      roots.add(instrument.root());
      differs |= instrument.option().isPresent() && !market.asOf().equals(before.market.asOf());
      differs |= !market.markPrice(instrumentId).equals(before.market.markPrice(instrumentId));
      differs |= !Objects.equals(
          market.optionQuotes().get(instrumentId), before.market.optionQuotes().get(instrumentId));
    }
    assets.forEach(asset -> roots.add(rules.root(asset)));
    roots.addAll(assets);
    roots.remove(rules.quoteCurrency());
    return differs
        || roots.stream()
            .anyMatch(asset -> !market.indexPrice(asset).equals(before.market.indexPrice(asset)));
  }

  /** Why the last of them is told. */
  private Set<Cause> causes(List<Map<String, ScopeMargin>> seen) {
    Map<String, ScopeMargin> before = seen.get(seen.size() - 2);
    Map<String, ScopeMargin> now = seen.get(seen.size() - 1);
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    Set<String> scopeIds = new LinkedHashSet<>(before.keySet());
    scopeIds.addAll(now.keySet());
    for (String scopeId : scopeIds) {
      Optional<ScopeMargin> was = Optional.ofNullable(before.get(scopeId));
      Optional<ScopeMargin> is = Optional.ofNullable(now.get(scopeId));
      if (!was.map(ScopeMargin::status).equals(is.map(ScopeMargin::status))) {
        causes.add(Cause.STATUS_CHANGED);
      }
      if (is.isPresent()
          && levels.stream().anyMatch(level -> isReached(was, level) != isReached(is, level))) {
        causes.add(Cause.LEVEL_CROSSED);
      }
    }
    return causes;
  }

  /** By the quotient. */
  private static boolean isReached(Optional<ScopeMargin> scope, Decimal level) {
    return scope.isPresent()
        && scope
            .get()
            .marginRatio()
            .map(ratio -> !ratio.isLessThan(level))
            .orElseGet(() -> scope.get().marginBalance().amount().isNegative()
                || !scope.get().maintenanceMargin().amount().isZero());
  }

  /** Whether there is something to tell of an account. */
  boolean isDue(String accountId) {
    return !memories.get(accountId).causes.isEmpty();
  }

  Set<String> accountIds() {
    return memories.keySet();
  }

  /** What is told of an account, and then forgotten. */
  AccountAnswer tell(String accountId) {
    Memory memory = memories.get(accountId);
    Map<String, StatusChange> statusChanges = new LinkedHashMap<>();
    List<LevelCrossing> crossings = new ArrayList<>();
    Set<String> scopeIds = new LinkedHashSet<>();
    memory.seen.forEach(scopes -> scopeIds.addAll(scopes.keySet()));
    for (String scopeId : scopeIds) {
      List<Optional<ScopeMargin>> scope = heardOf(memory.seen.stream()
          .map(scopes -> Optional.ofNullable(scopes.get(scopeId)))
          .toList());
      statusChange(scopeId, scope).ifPresent(change -> statusChanges.put(scopeId, change));
      for (Decimal level : levels) {
        crossing(scopeId, scope, level).ifPresent(crossings::add);
      }
    }
    AccountAnswer answer = new AccountAnswer(
        memory.account,
        memory.causes,
        List.copyOf(statusChanges.values()),
        crossings,
        memory.seen.stream()
            .flatMap(scopes -> scopes.values().stream())
            .map(ScopeMargin::status)
            .reduce(ScopeStatus.HEALTHY, ScopeStatus::worse),
        memory.updates,
        memory.answers - 1);
    memory.causes.clear();
    memory.seen.subList(0, memory.seen.size() - 1).clear();
    memory.updates = 0;
    memory.answers = 0;
    return answer;
  }

  /** A scope that came and went between two answers was never heard of. */
  private static List<Optional<ScopeMargin>> heardOf(List<Optional<ScopeMargin>> scope) {
    int gone = scope.get(0).isPresent() ? -1 : scope.lastIndexOf(Optional.<ScopeMargin>empty());
    return scope.subList(Math.max(0, gone), scope.size());
  }

  private static Optional<StatusChange> statusChange(
      String scopeId, List<Optional<ScopeMargin>> scope) {
    List<Optional<ScopeStatus>> statuses =
        scope.stream().map(margin -> margin.map(ScopeMargin::status)).toList();
    int changes = 0;
    for (int i = 1; i < statuses.size(); i++) {
      changes += statuses.get(i).equals(statuses.get(i - 1)) ? 0 : 1;
    }
    ScopeStatus worst =
        statuses.stream().flatMap(Optional::stream).reduce(ScopeStatus.HEALTHY, ScopeStatus::worse);
    return changes == 0
        ? Optional.empty()
        : Optional.of(new StatusChange(
            scopeId, statuses.get(0), worst, statuses.get(statuses.size() - 1), changes));
  }

  private static Optional<LevelCrossing> crossing(
      String scopeId, List<Optional<ScopeMargin>> scope, Decimal level) {
    int crossings = 0;
    for (int i = 1; i < scope.size(); i++) {
      boolean isCrossed = isReached(scope.get(i), level) != isReached(scope.get(i - 1), level);
      crossings += scope.get(i).isPresent() && isCrossed ? 1 : 0;
    }
    Optional<ScopeMargin> now = scope.get(scope.size() - 1);
    return crossings == 0 || now.isEmpty()
        ? Optional.empty()
        : Optional.of(new LevelCrossing(scopeId, level, isReached(now, level), crossings));
  }
}
