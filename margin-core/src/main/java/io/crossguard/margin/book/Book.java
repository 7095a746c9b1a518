package io.crossguard.margin.book;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Many accounts under one rule set, kept evaluated while prices move: where each scope stands is,
 * to the last digit, what {@link ResolvedAccount} says of it at the same prices.
 *
 * <p>Scopes of plain contracts lie in flat columns of whole numbers, some four hundred bytes an
 * account of ten positions; a tick costs some nanoseconds for each position that it touches. Accounts
 * of anything else, such as options, inverse contracts or haircuts, are kept and evaluated whole.
 *
 * <p>It is for one thread at a time.
 */
public final class Book {
  // Fewer rows are done before threads have started.
  private static final int ROWS_OF_A_CHUNK = 16_384;
  private static final int CLEARING_MIN = 4_096;

  private final RuleSet rules;
  private final ContractTable table;
  private final Optional<VerdictLevels> levels;
  private final OtherAccounts others;
  private final AccountNumbers accounts = new AccountNumbers();
  private final Map<String, Price> marks;
  private final Map<String, Price> indexes;
  private Optional<MarketSnapshot> market;
  private final MarketSnapshot first;
  private ScopeColumns columns;
  private long removed;

  /**
   * A book without accounts.
   *
   * @param market the prices that it starts with; accounts can be put in that hold what it prices
   * @param rules the rules of all accounts
   */
  public Book(MarketSnapshot market, RuleSet rules) {
    this.rules = rules;
    this.first = market;
    this.market = Optional.of(market);
    this.marks = new HashMap<>(market.markPrices());
    this.indexes = new HashMap<>(market.indexPrices());
    this.table = new ContractTable(rules, market);
    this.levels = Optional.of(rules.conventions()).filter(Book::isPlain).flatMap(VerdictLevels::of);
    this.others = new OtherAccounts();
    this.columns = columns();
  }

  /** Whether each position requires by itself, at the mark. */
  private static boolean isPlain(Conventions conventions) {
    return conventions.netting() == Netting.GROSS
        && conventions.scenarioMargin().isEmpty()
        && conventions.bases().crossMaintenance() == RequirementBasis.MARK
        && conventions.bases().isolatedMaintenance() == RequirementBasis.MARK;
  }

  /** How many accounts it has. */
  public int size() {
    return accounts.size() + others.size();
  }

  /**
   * Adds an account, or replaces the one of the same id.
   *
   * @throws InconsistentInputException with everything that does not fit rules and prices; then
   *     nothing has changed
   */
  public void put(Account account) {
    ResolvedAccount resolved = ResolvedAccount.of(account, market(), rules);
    Optional<List<PlainScope>> plain = plain(resolved);
    remove(account.accountId());
    if (plain.isEmpty()) {
      others.put(resolved);
      return;
    }
    int number = accounts.add(account.accountId(), columns.rows(), plain.get().size());
    plain.get().forEach(scope -> columns.add(number, scope));
  }

  private Optional<List<PlainScope>> plain(ResolvedAccount account) {
    List<PlainScope> plain = new ArrayList<>();
    for (MarginScope scope : account.scopes()) {
      Optional<PlainScope> row = levels.flatMap(any -> PlainScope.of(scope, table));
      if (row.isEmpty()) {
        return Optional.empty();
      }
      plain.add(row.get());
    }
    return Optional.of(plain);
  }

  /** Takes an account out; without effect where it has none of that id. */
  public void remove(String accountId) {
    others.remove(accountId);
    accounts.number(accountId).ifPresent(number -> {
      for (int row = accounts.firstRow(number); row < accounts.endRow(number); row++) {
        removed += 1 + columns.remove(row);
      }
      accounts.remove(number);
      if (removed > Math.max(CLEARING_MIN, (columns.rows() + columns.positions()) / 2)) {
        clearRemoved();
      }
    });
  }

  /** The same rows in columns of their own. */
  private void clearRemoved() {
    ScopeColumns before = columns;
    columns = columns();
    removed = 0;
    for (int number : accounts.all()) {
      int firstRow = columns.rows();
      for (int row = accounts.firstRow(number); row < accounts.endRow(number); row++) {
        columns.add(number, before.scope(row));
      }
      accounts.moveTo(number, firstRow);
    }
  }

  private ScopeColumns columns() {
    return new ScopeColumns(table, levels.orElse(VerdictLevels.DEFAULT));
  }

  /**
   * Where the scopes of an account stand, in the order of {@link ResolvedAccount#scopes}; absent
   * where there is no account of that id.
   */
  public Optional<List<BookedScope>> standings(String accountId) {
    return accounts
        .number(accountId)
        .map(number -> IntStream.range(accounts.firstRow(number), accounts.endRow(number))
            .mapToObj(columns::standing)
            .toList())
        .or(() -> others.standings(accountId));
  }

  /**
   * Moves marks, and evaluates what they touch.
   *
   * @param moved new marks by instrument
   * @return what now has another status, each scope once
   * @throws IllegalArgumentException if an instrument has no mark so far, or a mark has too many
   *     digits or makes a position too large for the columns; then nothing has changed
   */
  public List<VerdictChange> marks(Map<String, Price> moved) {
    Map<Integer, Long> contracts = new LinkedHashMap<>();
    moved.forEach((instrumentId, mark) -> {
      if (!marks.containsKey(instrumentId)) {
        throw new IllegalArgumentException("'" + instrumentId + "' must have a mark in the book");
      }
      table
          .number(instrumentId)
          .ifPresent(contract -> contracts.put(contract, price(instrumentId, contract, mark)));
    });
    marks.putAll(moved);
    market = Optional.empty();
    List<VerdictChange> changes = new ArrayList<>(
        columns.touched(contracts.keySet()) > columns.positions() / 4
            ? pass(contracts)
            : ticks(contracts));
    changes.addAll(others.evaluate(moved.keySet(), this::market, rules));
    return changes;
  }

  private long price(String instrumentId, int contract, Price mark) {
    long price = table.price(contract, mark);
    if (!columns.fits(contract, price)) {
      throw new IllegalArgumentException("mark of '"
          + instrumentId
          + "' must not make a position larger than sixty billion: "
          + mark.value());
    }
    return price;
  }

  /**
   * Moves index prices, and evaluates what they touch.
   *
   * @param moved new prices by asset
   * @return what now has another status, each scope once
   * @throws IllegalArgumentException if an asset has no price so far; then nothing has changed
   */
  public List<VerdictChange> indexes(Map<String, Price> moved) {
    moved.keySet().forEach(asset -> {
      if (!indexes.containsKey(asset)) {
        throw new IllegalArgumentException("'" + asset + "' must have an index price in the book");
      }
    });
    indexes.putAll(moved);
    market = Optional.empty();
    return others.evaluateAll(this::market, rules);
  }

  /** Each contract by the difference: what is touched twice is reported by what comes of it. */
  private List<VerdictChange> ticks(Map<Integer, Long> contracts) {
    Map<Integer, ScopeStatus> before = new LinkedHashMap<>();
    contracts.forEach((contract, mark) ->
        columns.move(contract, mark, (row, was, is) -> before.putIfAbsent(row, was)));
    List<VerdictChange> changes = new ArrayList<>();
    before.forEach((row, was) -> {
      if (columns.status(row) != was) {
        changes.add(change(row, was, columns.status(row)));
      }
    });
    return changes;
  }

  /** Every row afresh. */
  private List<VerdictChange> pass(Map<Integer, Long> contracts) {
    contracts.forEach(table::setMark);
    int rows = columns.rows();
    return IntStream.rangeClosed(0, rows / ROWS_OF_A_CHUNK)
        .parallel()
        .mapToObj(chunk -> {
          List<VerdictChange> changes = new ArrayList<>();
          columns.evaluate(
              chunk * ROWS_OF_A_CHUNK,
              Math.min(rows, (chunk + 1) * ROWS_OF_A_CHUNK),
              (row, was, is) -> changes.add(change(row, was, is)));
          return changes;
        })
        .flatMap(List::stream)
        .toList();
  }

  private VerdictChange change(int row, ScopeStatus before, ScopeStatus after) {
    return new VerdictChange(
        accounts.accountId(columns.account(row)), columns.scopeId(row), before, after);
  }

  private MarketSnapshot market() {
    if (market.isEmpty()) {
      market = Optional.of(new MarketSnapshot(first.asOf(), marks, indexes, first.optionQuotes()));
    }
    return market.get();
  }
}
