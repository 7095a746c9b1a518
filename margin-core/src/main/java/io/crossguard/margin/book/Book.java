package io.crossguard.margin.book;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Many accounts under one rule set, kept evaluated while prices move: where each scope stands is,
 * to the last digit, what {@link ResolvedAccount} says of it at the same prices.
 *
 * <p>Scopes of plain contracts lie in flat columns of whole numbers, some hundreds of bytes an
 * account of ten positions; a tick costs some nanoseconds for each position that it touches. Accounts
 * of anything else, such as options, inverse contracts or haircuts, do not fit.
 *
 * <p>It is for one thread at a time.
 */
public final class Book {
  private static final int CLEARING_MIN = 4_096;

  private final RuleSet rules;
  private final boolean isPlain;
  private final StandingLevels levels;
  private final ContractTable table;
  private final AccountNumbers accounts = new AccountNumbers();
  private final Map<String, Set<Integer>> wallets = new HashMap<>();
  private final Map<Integer, Set<String>> walletsOfAccounts = new HashMap<>();
  private ScopeColumns columns;
  private int removed;

  /**
   * A book without accounts.
   *
   * @param rules the rules of all accounts
   * @param levels margin ratios whose crossing is told; positive and ascending
   */
  public Book(RuleSet rules, List<Decimal> levels) {
    this.rules = rules;
    this.isPlain = isPlain(rules.conventions());
    this.levels = new StandingLevels(rules.conventions(), levels);
    this.table = new ContractTable(rules);
    this.columns = new ScopeColumns(table, this.levels);
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
    return accounts.size();
  }

  /** Whether it has an account of that id. */
  public boolean has(String accountId) {
    return accounts.number(accountId).isPresent();
  }

  /**
   * An account as the book can hold it; absent where it can't.
   *
   * @param account at prices that the book has, or will have when the account is put in
   */
  public Optional<BookedAccount> fit(ResolvedAccount account) {
    if (!isPlain || account.scopes().isEmpty()) {
      return Optional.empty();
    }
    List<PlainScope> scopes = new ArrayList<>(account.scopes().size());
    for (MarginScope scope : account.scopes()) {
      Optional<PlainScope> plain = PlainScope.of(scope, table);
      if (plain.isEmpty()) {
        return Optional.empty();
      }
      scopes.add(plain.get());
    }
    return Optional.of(
        new BookedAccount(account.account().accountId(), assets(account.account()), scopes));
  }

  private Set<String> assets(Account account) {
    Set<String> assets = new HashSet<>();
    for (Balance balance : account.balances()) {
      assets.add(balance.asset());
      assets.add(rules.root(balance.asset()));
    }
    assets.remove(rules.quoteCurrency());
    return assets;
  }

  /**
   * Adds an account, or replaces the one of the same id.
   *
   * @throws IllegalArgumentException if it is at another mark than the accounts that hold the same;
   *     then nothing has changed
   */
  public void put(BookedAccount account) {
    List<PlainScope.Holding> holdings =
        account.scopes().stream().flatMap(scope -> scope.holdings().stream()).toList();
    holdings.forEach(this::requireSameMark);
    remove(account.accountId());
    holdings.forEach(holding -> table.setMark(holding.contract(), holding.mark()));
    int firstRow = columns.rows().count();
    int number = accounts.add(account.accountId(), firstRow, account.scopes().size());
    account.scopes().forEach(scope -> columns.add(number, firstRow, scope));
    if (!account.assets().isEmpty()) {
      walletsOfAccounts.put(number, account.assets());
      account
          .assets()
          .forEach(asset ->
              wallets.computeIfAbsent(asset, name -> new LinkedHashSet<>()).add(number));
    }
  }

  private void requireSameMark(PlainScope.Holding holding) {
    if (columns.isHeld(holding.contract()) && table.mark(holding.contract()) != holding.mark()) {
      throw new IllegalArgumentException("account must be at the marks of the book: '"
          + table.contract(holding.contract()).instrument().instrumentId()
          + "' is not");
    }
  }

  /** Takes an account out; without effect where it has none of that id. */
  public void remove(String accountId) {
    accounts.number(accountId).ifPresent(number -> {
      for (int row = accounts.firstRow(number); row < accounts.endRow(number); row++) {
        removed += 1 + columns.remove(row);
      }
      accounts.remove(number);
      Optional.ofNullable(walletsOfAccounts.remove(number)).orElse(Set.of()).forEach(asset -> {
        Set<Integer> ofAsset = wallets.getOrDefault(asset, new HashSet<>());
        ofAsset.remove(number);
        if (ofAsset.isEmpty()) {
          wallets.remove(asset);
        }
      });
      if (removed > Math.max(CLEARING_MIN, (columns.rows().count() + columns.positions()) / 2)) {
        clearRemoved();
      }
    });
  }

  /** The same rows in columns of their own. */
  private void clearRemoved() {
    ScopeColumns before = columns;
    columns = new ScopeColumns(table, levels);
    removed = 0;
    for (int number : accounts.all()) {
      int from = accounts.firstRow(number);
      int firstRow = columns.rows().count();
      for (int row = from; row < accounts.endRow(number); row++) {
        columns.add(number, firstRow, before.scope(row));
      }
      columns.rows().takeTouches(firstRow, before.rows(), from);
      accounts.moveTo(number, firstRow);
    }
  }

  /**
   * Where the scopes of an account stand, in the order of {@link ResolvedAccount#scopes}; absent
   * where there is no account of that id.
   */
  public Optional<List<BookedScope>> scopes(String accountId) {
    return accounts
        .number(accountId)
        .map(number -> IntStream.range(accounts.firstRow(number), accounts.endRow(number))
            .mapToObj(columns.rows()::scope)
            .toList());
  }

  /**
   * How many ticks have touched an account since it was put in: those that had a mark of what it
   * holds or has ordered, or an index that its figures in the quote currency depend on.
   */
  public int touches(String accountId) {
    return accounts
        .number(accountId)
        .map(number -> columns.rows().touches(accounts.firstRow(number)))
        .orElse(0);
  }

  /** How many positions marks of these instruments move, as far as that is known without a search. */
  public int positionsIn(Set<String> instrumentIds) {
    int positions = 0;
    for (String instrumentId : instrumentIds) {
      positions += columns.touched(table.numbers(instrumentId));
    }
    return positions;
  }

  /** The accounts that columns can't hold at other marks; the book can't take these while it has them. */
  public Set<String> misfits(Map<String, Price> marks) {
    Set<String> misfits = new LinkedHashSet<>();
    IntConsumer row = misfit -> misfits.add(accounts.accountId(columns.rows().account(misfit)));
    marks.forEach((instrumentId, mark) -> {
      for (int contract : table.numbers(instrumentId)) {
        table
            .contract(contract)
            .price(mark)
            .ifPresentOrElse(
                price -> columns.tooLarge(contract, price, row),
                () -> columns.holding(contract, row));
      }
    });
    return misfits;
  }

  /**
   * Moves prices, all at once, and evaluates what they touch.
   *
   * @param marks new marks by instrument; those that no account holds have no effect
   * @param indexes assets that have a new index price; it changes no standing of what a book holds
   * @return what now stands elsewhere, each scope once, an account's in the order of its scopes
   * @throws IllegalArgumentException if {@link #misfits} names an account; then nothing has changed
   */
  public List<ScopeChange> tick(Map<String, Price> marks, Set<String> indexes) {
    Set<String> misfits = misfits(marks);
    if (!misfits.isEmpty()) {
      throw new IllegalArgumentException("marks must fit what these accounts hold: " + misfits);
    }
    Map<Integer, Long> contracts = contracts(marks);
    columns.startTick();
    Map<Integer, Integer> before = new TreeMap<>();
    ScopeRows.Changes changes = before::putIfAbsent;
    if (columns.touched(contracts.keySet()) > columns.positions() / 4) {
      boolean[] isMoved = new boolean[table.size()];
      contracts.forEach((contract, mark) -> {
        table.setMark(contract, mark);
        isMoved[contract] = true;
      });
      columns.evaluate(isMoved, changes);
    } else {
      contracts.forEach((contract, mark) -> columns.move(contract, mark, changes));
    }
    indexes.forEach(this::touch);
    return changes(before);
  }

  private Map<Integer, Long> contracts(Map<String, Price> marks) {
    Map<Integer, Long> contracts = new LinkedHashMap<>();
    marks.forEach((instrumentId, mark) -> {
      for (int contract : table.numbers(instrumentId)) {
        OptionalLong price = table.contract(contract).price(mark);
        if (price.isPresent()) {
          contracts.put(contract, price.getAsLong());
        }
      }
    });
    return contracts;
  }

  private void touch(String asset) {
    if (asset.equals(rules.quoteCurrency())) {
      return;
    }
    table.numbersOfAsset(asset).forEach(contract -> columns.holding(contract, columns::touch));
    wallets
        .getOrDefault(asset, Set.of())
        .forEach(number -> columns.touch(accounts.firstRow(number)));
  }

  private List<ScopeChange> changes(Map<Integer, Integer> before) {
    List<ScopeChange> changes = new ArrayList<>();
    ScopeRows rows = columns.rows();
    before.forEach((row, was) -> {
      if (rows.standing(row) != was) {
        changes.add(new ScopeChange(
            accounts.accountId(rows.account(row)),
            rows.scopeId(row),
            StandingLevels.standing(was),
            StandingLevels.standing(rows.standing(row))));
      }
    });
    return changes;
  }
}
