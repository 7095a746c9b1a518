package io.crossguard.server.monitor;

import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.market.MarketSnapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts of a stream, their prices, and what has not been told of them yet. A message changes
 * all that it is about, or fails and changes nothing. Not for several threads at once.
 */
public final class WatchedAccounts {
  private final WatchTerms terms;
  private final WatchedPrices prices;
  private final Map<String, WatchedAccount> accounts = new LinkedHashMap<>();
  private final AccountIndex index = new AccountIndex();
  private final Set<String> due = new LinkedHashSet<>();
  private final Set<String> alerts = new LinkedHashSet<>();
  private final Set<String> unadvised = new LinkedHashSet<>();
  private int rows;

  private WatchedAccounts(WatchTerms terms, MarketSnapshot market) {
    this.terms = terms;
    this.prices = new WatchedPrices(market);
  }

  /**
   * Starts with accounts as a message has them.
   *
   * @param betweenAccounts called before each account, to end work that nobody waits for
   * @throws InconsistentInputException with everything that does not fit together, with its place
   *     in the message
   * @throws MonitorLimitException if it is too much for a stream
   */
  public static WatchedAccounts start(
      List<Account> accounts, MarketSnapshot market, WatchTerms terms, Runnable betweenAccounts) {
    WatchedAccounts started =
        new WatchedAccounts(terms, new MarketSnapshot(market.asOf(), Map.of(), Map.of()));
    AccountChanges changes = AccountChanges.ofSnapshot(accounts, market, started);
    started.commit(changes, betweenAccounts);
    return started;
  }

  /**
   * Applies what has changed.
   *
   * @param betweenAccounts called before each account, to end work that nobody waits for
   * @throws InconsistentInputException with everything that does not fit together, with its place
   *     in the message
   * @throws MonitorLimitException if it is too much for a stream
   */
  public void apply(MonitorUpdate update, Runnable betweenAccounts) {
    commit(AccountChanges.ofUpdate(update, this), betweenAccounts);
  }

  /** How many balances, positions and orders a change would have to be evaluated for. */
  public int rowsTouchedBy(MonitorUpdate update) {
    Set<String> touched = new LinkedHashSet<>();
    int touchedRows = 0;
    for (WatchedAccount account : index.touched(update.prices(), prices)) {
      touched.add(account.accountId());
      touchedRows += account.rows();
    }
    for (AccountDelta delta : update.deltas()) {
      WatchedAccount account = accounts.get(delta.accountId());
      if (account != null && touched.add(delta.accountId())) {
        touchedRows += account.rows();
      }
    }
    for (Account account : update.accounts()) {
      touchedRows += EvaluatedAccount.rows(account);
    }
    return touchedRows;
  }

  private void commit(AccountChanges changes, Runnable betweenAccounts) {
    Map<String, EvaluatedAccount> evaluated = changes.evaluated(betweenAccounts);
    // From here on nothing fails.
    changes.removed().forEach(this::remove);
    prices.apply(changes.news());
    evaluated.forEach((accountId, after) -> put(after, changes.isStart(accountId)));
  }

  private void remove(String accountId) {
    WatchedAccount account = accounts.remove(accountId);
    if (account != null) {
      rows -= account.rows();
      index.remove(account);
      due.remove(accountId);
      alerts.remove(accountId);
      unadvised.remove(accountId);
    }
  }

  private void put(EvaluatedAccount after, boolean isStart) {
    String accountId = after.account().accountId();
    PriceNeeds needs = PriceNeeds.of(after.account(), terms.rules());
    WatchedAccount account = accounts.get(accountId);
    if (account == null) {
      account = new WatchedAccount(after, needs, classesFromBefore(accountId));
      accounts.put(accountId, account);
    } else {
      rows -= account.rows();
      index.remove(account);
      account.move(after, needs, isStart, terms.levels().size());
    }
    rows += account.rows();
    index.add(account);
    enqueue(account);
    if (terms.advice().isPresent()) {
      unadvised.add(accountId);
    }
  }

  private AdviceMemory classesFromBefore(String accountId) {
    return AdviceMemory.before(terms
        .advice()
        .map(AdviceTerms::previousClasses)
        .map(classes -> classes.get(accountId))
        .orElse(Map.of()));
  }

  private void enqueue(WatchedAccount account) {
    if (account.untold().isAlert()) {
      alerts.add(account.accountId());
    } else if (account.untold().isDue()) {
      due.add(account.accountId());
    }
  }

  /** All accounts are to be told of. */
  public void ask(Cause cause) {
    accounts.values().forEach(account -> ask(account, cause));
  }

  /**
   * These accounts are to be told of.
   *
   * @param accountIds their names; empty: all
   * @param path where their names stand in the message
   * @throws InconsistentInputException if one is not watched
   */
  public void ask(List<String> accountIds, Cause cause, String path) {
    List<Inconsistency> found = new ArrayList<>();
    for (int i = 0; i < accountIds.size(); i++) {
      if (!accounts.containsKey(accountIds.get(i))) {
        found.add(AccountChanges.unknown(path + "[" + i + "]", accountIds.get(i)));
      }
    }
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    if (accountIds.isEmpty()) {
      ask(cause);
    }
    new LinkedHashSet<>(accountIds).forEach(accountId -> ask(watched(accountId), cause));
  }

  private void ask(WatchedAccount account, Cause cause) {
    account.untold().add(EnumSet.of(cause));
    enqueue(account);
  }

  /** The account to tell of next, those first of which there is an alert; absent where none is due. */
  public Optional<String> nextDue() {
    return alerts.stream().findFirst().or(() -> due.stream().findFirst());
  }

  /** Balances, positions and orders of an account that is watched. */
  public int rows(String accountId) {
    return watched(accountId).rows();
  }

  /** Tells of an account that is due. */
  public AccountAnswer tell(String accountId) {
    alerts.remove(accountId);
    due.remove(accountId);
    return watched(accountId).tell(terms.levels());
  }

  /** Whether an account has changed since advice on it was last looked for. */
  public boolean areUnadvised() {
    return !unadvised.isEmpty();
  }

  /** What to ask the advisor next; there has to be something. */
  public AdviceQuestion nextQuestion() {
    String accountId = unadvised.iterator().next();
    unadvised.remove(accountId);
    WatchedAccount account = watched(accountId);
    return new AdviceQuestion(
        account.evaluated().account(),
        prices.all(),
        terms.rules(),
        terms.advice().orElseThrow(),
        account.advised().classes());
  }

  /**
   * Takes note of advice. Where it is news, the account is due with it.
   *
   * @return whether it is news; not where the account is no longer watched
   */
  public boolean advised(MarginModeAdvice advice) {
    Optional<WatchedAccount> account =
        find(advice.accountId()).filter(watched -> watched.remember(AdviceMemory.of(advice)));
    account.ifPresent(watched -> ask(watched, Cause.ADVICE_CHANGED));
    return account.isPresent();
  }

  /** How many accounts are watched. */
  public int size() {
    return accounts.size();
  }

  WatchTerms terms() {
    return terms;
  }

  WatchedPrices prices() {
    return prices;
  }

  AccountIndex index() {
    return index;
  }

  Optional<WatchedAccount> find(String accountId) {
    return Optional.ofNullable(accounts.get(accountId));
  }

  int rows() {
    return rows;
  }

  private WatchedAccount watched(String accountId) {
    return find(accountId).orElseThrow();
  }
}
