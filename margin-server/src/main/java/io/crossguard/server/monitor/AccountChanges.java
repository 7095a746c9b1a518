package io.crossguard.server.monitor;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ConsistencyCheck;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a message makes of the accounts of a stream, before anything of it holds. */
final class AccountChanges {

  /** Marks of a stream, and likewise its indexes. */
  static final int PRICES_MAX = 10_000;

  private static final String SNAPSHOT = "snapshot";
  private static final Account NOTHING = new Account("nothing", List.of(), List.of());

  private final WatchedAccounts watched;
  private final MarketSnapshot news;
  private final String message;
  private final Map<String, ChangedAccount> changed = new LinkedHashMap<>();
  private final Set<String> removed = new HashSet<>();
  private final List<Inconsistency> found = new ArrayList<>();

  /**
   * @param message what paths start with
   */
  private AccountChanges(WatchedAccounts watched, MarketSnapshot news, String message) {
    this.watched = watched;
    this.news = news;
    this.message = message;
  }

  static AccountChanges ofSnapshot(
      List<Account> accounts, MarketSnapshot market, WatchedAccounts empty) {
    AccountChanges changes = new AccountChanges(empty, market, SNAPSHOT);
    changes.addAccounts(accounts);
    changes.checkMarket();
    changes.checkLimits();
    return changes;
  }

  static AccountChanges ofUpdate(MonitorUpdate update, WatchedAccounts watched) {
    AccountChanges changes = new AccountChanges(watched, update.prices(), "update");
    changes.addAccounts(update.accounts());
    changes.addRemoved(update.removedAccountIds());
    changes.addDeltas(update.deltas());
    changes.checkMarket();
    watched.index().touched(update.prices(), watched.prices()).forEach(changes::addAtOtherPrices);
    watched.book().misfits(watched.prices().marksThatDiffer(update.prices())).stream()
        .flatMap(accountId -> watched.find(accountId).stream())
        .forEach(changes::addAtOtherPrices);
    changes.checkLimits();
    return changes;
  }

  private void addAccounts(List<Account> accounts) {
    for (int i = 0; i < accounts.size(); i++) {
      String path = message + ".accounts[" + i + "]";
      Account account = accounts.get(i);
      add(ChangedAccount.whole(account, path, message + ".market"), path + ".accountId");
    }
  }

  private void add(ChangedAccount account, String path) {
    String accountId = account.account().accountId();
    if (removed.contains(accountId) || changed.putIfAbsent(accountId, account) != null) {
      found.add(new Inconsistency(path, "must not repeat the account '" + accountId + "'"));
    }
  }

  private void addAtOtherPrices(WatchedAccount account) {
    if (!removed.contains(account.accountId())) {
      changed.putIfAbsent(
          account.accountId(), ChangedAccount.atOtherPrices(account.account(), "update.market"));
    }
  }

  private void addRemoved(List<String> accountIds) {
    for (int i = 0; i < accountIds.size(); i++) {
      String path = "update.removedAccountIds[" + i + "]";
      String accountId = accountIds.get(i);
      if (watched.find(accountId).isEmpty()) {
        found.add(unknown(path, accountId));
      }
      if (changed.containsKey(accountId) || !removed.add(accountId)) {
        found.add(new Inconsistency(path, "must not repeat the account '" + accountId + "'"));
      }
    }
  }

  private void addDeltas(List<AccountDelta> deltas) {
    for (int i = 0; i < deltas.size(); i++) {
      String path = "update.deltas[" + i + "]";
      AccountDelta delta = deltas.get(i);
      watched
          .find(delta.accountId())
          .ifPresentOrElse(
              account -> add(
                  ChangedAccount.merged(account.account(), delta, path, found),
                  path + ".accountId"),
              () -> found.add(unknown(path + ".accountId", delta.accountId())));
    }
  }

  static Inconsistency unknown(String path, String accountId) {
    return new Inconsistency(path, "must be an account of the stream: '" + accountId + "' is not");
  }

  /** What is wrong with the prices whatever an account holds. */
  private void checkMarket() {
    ConsistencyCheck.inconsistencies(NOTHING, news, watched.terms().rules()).stream()
        .map(inconsistency ->
            new Inconsistency(message + "." + inconsistency.path(), inconsistency.rule()))
        .forEach(found::add);
    watched.terms().advice().ifPresent(advice -> checkAdvice(advice));
  }

  /** What is wrong with the inputs of advice, whatever an account holds. */
  private void checkAdvice(AdviceTerms advice) {
    MarketSnapshot time = new MarketSnapshot(watched.prices().asOfWith(news), Map.of(), Map.of());
    ResolvedAccount nothing = ResolvedAccount.of(NOTHING, time, watched.terms().rules());
    try {
      advice.request(nothing, Map.of());
    } catch (InconsistentInputException e) {
      e.inconsistencies().stream().map(this::adviceInMessage).forEach(found::add);
    }
  }

  /** Inputs come with the snapshot; with an update only the time can go wrong. */
  private Inconsistency adviceInMessage(Inconsistency inconsistency) {
    if (message.equals(SNAPSHOT)) {
      String under = inconsistency.path().startsWith("market.") ? "snapshot." : "snapshot.advice.";
      return new Inconsistency(under + inconsistency.path(), inconsistency.rule());
    }
    return new Inconsistency(
        "update.market.asOf",
        "must fit advice." + inconsistency.path() + " of the snapshot: " + inconsistency.rule());
  }

  /** How many rows there are more, or fewer, after it. */
  int addedRows() {
    return rowsAfter() - watched.rows();
  }

  private int rowsAfter() {
    int rows = watched.rows();
    for (String accountId : removed) {
      rows -= watched.find(accountId).map(WatchedAccount::rows).orElse(0);
    }
    for (ChangedAccount account : changed.values()) {
      rows += EvaluatedAccount.rows(account.account());
      rows -=
          watched.find(account.account().accountId()).map(WatchedAccount::rows).orElse(0);
    }
    return rows;
  }

  private void checkLimits() {
    int accounts = watched.size() - removed.size();
    for (String accountId : changed.keySet()) {
      accounts += watched.find(accountId).isPresent() ? 0 : 1;
    }
    StreamLimits limits = watched.terms().limits();
    requireAtMost(message + ".accounts", limits.accounts(), accounts);
    requireAtMost(message + ".accounts", limits.rows(), rowsAfter());
    requireAtMost(message + ".market.markPrices", PRICES_MAX, watched.prices().marksWith(news));
    requireAtMost(message + ".market.indexPrices", PRICES_MAX, watched.prices().indexesWith(news));
  }

  private static void requireAtMost(String path, int limit, int count) {
    if (count > limit) {
      throw new MonitorLimitException(path, limit, count);
    }
  }

  /**
   * Evaluates every account that changes.
   *
   * @throws InconsistentInputException with everything that does not fit together
   */
  Map<String, ChangedStanding> evaluated(Runnable betweenAccounts) {
    Map<String, ChangedStanding> evaluated = new LinkedHashMap<>();
    changed.forEach((accountId, account) -> {
      betweenAccounts.run();
      try {
        evaluated.put(accountId, standing(account));
      } catch (InconsistentInputException e) {
        e.inconsistencies().stream().map(account.inMessage()).forEach(found::add);
      }
    });
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    checkWholeRows(evaluated);
    return evaluated;
  }

  private ChangedStanding standing(ChangedAccount account) {
    Optional<WatchedAccount> before = watched.find(account.account().accountId());
    EvaluatedAccount evaluated = evaluated(account.account(), before);
    // What did not fit at one price is not tried again at the next.
    boolean staysWhole = before
        .filter(one -> one.whole().isPresent() && one.account().equals(account.account()))
        .isPresent();
    return new ChangedStanding(
        evaluated,
        staysWhole || watched.terms().advice().isPresent()
            ? Optional.empty()
            : watched.book().fit(evaluated.resolved()));
  }

  private EvaluatedAccount evaluated(Account account, Optional<WatchedAccount> before) {
    WatchTerms terms = watched.terms();
    MarketSnapshot seen = watched.prices().seenBy(PriceNeeds.of(account, terms.rules()), news);
    return before
        .flatMap(WatchedAccount::whole)
        .map(WatchedAccount.Whole::evaluated)
        .filter(known -> known.seen().equals(seen))
        .map(known -> known.with(account, terms.levels()))
        .orElseGet(() -> EvaluatedAccount.of(account, seen, terms.rules(), terms.levels()));
  }

  private void checkWholeRows(Map<String, ChangedStanding> evaluated) {
    int rows = watched.wholeRows();
    for (String accountId : removed) {
      rows -= wholeRows(accountId);
    }
    for (Map.Entry<String, ChangedStanding> entry : evaluated.entrySet()) {
      rows += entry.getValue().wholeRows() - wholeRows(entry.getKey());
    }
    requireAtMost(message + ".accounts", watched.terms().limits().wholeRows(), rows);
  }

  private int wholeRows(String accountId) {
    return watched
        .find(accountId)
        .filter(account -> account.whole().isPresent())
        .map(WatchedAccount::rows)
        .orElse(0);
  }

  MarketSnapshot news() {
    return news;
  }

  Set<String> removed() {
    return removed;
  }

  boolean isStart(String accountId) {
    ChangedAccount account = changed.get(accountId);
    return account != null && account.isStart();
  }
}
