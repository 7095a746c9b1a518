package io.crossguard.server.monitor;

import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.book.Book;
import io.crossguard.margin.book.ScopeChange;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts of a stream, their prices, and what has not been told of them yet. A message changes
 * all that it is about, or fails and changes nothing. Not for several threads at once.
 *
 * <p>A book holds the accounts that it can, and finds which of them new prices move; others, and all
 * where there is advice, which looks at every price anyway, are evaluated whole.
 */
public final class WatchedAccounts {
  private static final int BOOKED_POSITIONS_OF_A_ROW = 50;

  private final WatchTerms terms;
  private final RowSpace space;
  private final WatchedPrices prices;
  private final Map<String, WatchedAccount> accounts = new LinkedHashMap<>();
  private final Book book;
  private final AccountIndex index = new AccountIndex();
  private final DueAccounts due = new DueAccounts();
  private final Set<String> unadvised = new LinkedHashSet<>();
  private int rows;
  private int wholeRows;

  private WatchedAccounts(WatchTerms terms, MarketSnapshot market, RowSpace space) {
    this.terms = terms;
    this.space = space;
    this.prices = new WatchedPrices(market);
    this.book = new Book(terms.rules(), terms.levels());
  }

  /**
   * Starts with accounts as a message has them.
   *
   * @param space what all streams share; {@link #end} gives back what they take of it
   * @param betweenAccounts called before each account, to end work that nobody waits for
   * @throws InconsistentInputException with everything that does not fit together, with its place
   *     in the message
   * @throws MonitorLimitException if it is too much for a stream
   * @throws NoRowSpaceException if it is too much for the server
   */
  public static WatchedAccounts start(
      List<Account> accounts,
      MarketSnapshot market,
      WatchTerms terms,
      RowSpace space,
      Runnable betweenAccounts) {
    WatchedAccounts started =
        new WatchedAccounts(terms, new MarketSnapshot(market.asOf(), Map.of(), Map.of()), space);
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
   * @throws NoRowSpaceException if it is too much for the server
   */
  public void apply(MonitorUpdate update, Runnable betweenAccounts) {
    commit(AccountChanges.ofUpdate(update, this), betweenAccounts);
  }

  /**
   * About how many balances, positions and orders a change would have to be evaluated for, a position
   * of the book being a small part of one.
   */
  public int rowsTouchedBy(MonitorUpdate update) {
    Set<String> touched = new LinkedHashSet<>();
    int touchedRows =
        book.positionsIn(update.prices().markPrices().keySet()) / BOOKED_POSITIONS_OF_A_ROW;
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
    Map<String, ChangedStanding> changed = changes.evaluated(betweenAccounts);
    if (!space.take(changes.addedRows())) {
      throw new NoRowSpaceException();
    }
    // From here on nothing fails.
    changes.removed().forEach(this::remove);
    Map<String, Standings> before = new HashMap<>();
    changed
        .keySet()
        .forEach(accountId ->
            find(accountId).ifPresent(account -> before.put(accountId, takenOut(account))));
    Map<String, List<ScopeChange>> moved = new LinkedHashMap<>();
    book.tick(prices.marksThatDiffer(changes.news()), prices.assetsThatDiffer(changes.news()))
        .forEach(change ->
            moved.computeIfAbsent(change.accountId(), id -> new ArrayList<>(1)).add(change));
    prices.apply(changes.news());
    changed.forEach((accountId, after) ->
        put(after, Optional.ofNullable(before.get(accountId)), changes.isStart(accountId)));
    moved.forEach((accountId, ofAccount) -> {
      WatchedAccount account = watched(accountId);
      account.move(ofAccount, terms.levels().size());
      due.add(account);
    });
  }

  /** Takes an account from where its standings are kept, and tells them. */
  private Standings takenOut(WatchedAccount account) {
    rows -= account.rows();
    Optional<WatchedAccount.Whole> whole = account.whole();
    if (whole.isPresent()) {
      wholeRows -= account.rows();
      index.remove(account, whole.get().needs());
      return whole.get().evaluated().standings();
    }
    String accountId = account.accountId();
    Standings standings = Standings.of(book.scopes(accountId).orElseThrow());
    account.touched(book.touches(accountId));
    book.remove(accountId);
    return standings;
  }

  private void remove(String accountId) {
    WatchedAccount account = accounts.remove(accountId);
    if (account != null) {
      takenOut(account);
      due.remove(accountId);
      unadvised.remove(accountId);
    }
  }

  private void put(ChangedStanding after, Optional<Standings> before, boolean isStart) {
    EvaluatedAccount evaluated = after.evaluated();
    String accountId = evaluated.account().accountId();
    WatchedAccount account = accounts.computeIfAbsent(
        accountId,
        id -> new WatchedAccount(
            evaluated.account(), evaluated.standings().status(), classesFromBefore(id)));
    before.ifPresent(standings ->
        account.move(standings, evaluated.standings(), isStart, terms.levels().size()));
    if (after.booked().isPresent()) {
      book.put(after.booked().get());
      account.isBooked(evaluated.account());
    } else {
      PriceNeeds needs = PriceNeeds.of(evaluated.account(), terms.rules());
      account.isWhole(new WatchedAccount.Whole(evaluated, needs));
      index.add(account, needs);
      wholeRows += account.rows();
    }
    rows += account.rows();
    due.add(account);
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
    due.add(account);
  }

  /**
   * The account to tell of next: alerts first, of these the worst verdict since the answer before,
   * and of equal ones the first; absent where none is due.
   */
  public Optional<String> nextDue() {
    return due.next();
  }

  /** Balances, positions and orders of an account that is watched. */
  public int rows(String accountId) {
    return watched(accountId).rows();
  }

  /** Tells of an account that is due. */
  public AccountAnswer tell(String accountId) {
    due.remove(accountId);
    WatchedAccount account = watched(accountId);
    if (account.whole().isEmpty()) {
      account.touched(book.touches(accountId));
    }
    ResolvedAccount now = account
        .whole()
        .map(whole -> whole.evaluated().resolved())
        .orElseGet(() -> evaluated(account));
    return account.untold().tell(now, Standings.of(now, terms.levels()), terms.levels());
  }

  /** The book knows what decides, and what is told is more than that. */
  private ResolvedAccount evaluated(WatchedAccount account) {
    PriceNeeds needs = PriceNeeds.of(account.account(), terms.rules());
    return ResolvedAccount.of(account.account(), prices.seenBy(needs), terms.rules());
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
        account.account(),
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

  /** Nothing is watched any more. */
  public void end() {
    space.take(-rows);
    rows = 0;
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

  /** Rows of the accounts that are evaluated whole. */
  int wholeRows() {
    return wholeRows;
  }

  Book book() {
    return book;
  }

  private WatchedAccount watched(String accountId) {
    return find(accountId).orElseThrow();
  }
}
