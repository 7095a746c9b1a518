package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
  private final StandingLevels levels;
  private final ContractTable table;
  private final AccountNumbers accounts = new AccountNumbers();
  private final WalletIndex wallets = new WalletIndex();
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
    this.levels = new StandingLevels(rules.conventions(), levels);
    this.table = new ContractTable(rules);
    this.columns = new ScopeColumns(table, this.levels);
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
    return BookedAccount.of(account, rules, table);
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
    int number = accounts.add(account.accountId(), firstRow);
    account.scopes().forEach(scope -> columns.add(number, firstRow, scope));
    wallets.add(number, account.assets());
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
    accounts.number(accountId).ifPresent(this::remove);
  }

  private void remove(int number) {
    int firstRow = accounts.firstRow(number);
    int endRow = columns.rows().endRow(firstRow);
    for (int row = firstRow; row < endRow; row++) {
      removed += 1 + columns.remove(row);
    }
    accounts.remove(number);
    wallets.remove(number);
    if (removed > Math.max(CLEARING_MIN, (columns.rows().count() + columns.positions()) / 2)) {
      clearRemoved();
    }
  }

  /** The same rows in columns of their own. */
  private void clearRemoved() {
    ScopeColumns before = columns;
    columns = new ScopeColumns(table, levels);
    removed = 0;
    accounts.forEach(number -> {
      int from = accounts.firstRow(number);
      int end = before.rows().endRow(from);
      int firstRow = columns.rows().count();
      for (int row = from; row < end; row++) {
        columns.add(number, firstRow, before.scope(row));
      }
      columns.rows().takeTouches(firstRow, before.rows(), from);
      accounts.moveTo(number, firstRow);
    });
  }

  /**
   * Where the scopes of an account stand, in the order of {@link ResolvedAccount#scopes}; absent
   * where there is no account of that id.
   */
  public Optional<List<BookedScope>> scopes(String accountId) {
    OptionalInt number = accounts.number(accountId);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    int firstRow = accounts.firstRow(number.getAsInt());
    return Optional.of(IntStream.range(firstRow, columns.rows().endRow(firstRow))
        .mapToObj(columns.rows()::scope)
        .toList());
  }

  /**
   * How many ticks have touched an account since it was put in: those that had a mark of what it
   * holds or has ordered, or an index that its figures in the quote currency depend on.
   */
  public int touches(String accountId) {
    OptionalInt number = accounts.number(accountId);
    return number.isEmpty() ? 0 : columns.rows().touches(accounts.firstRow(number.getAsInt()));
  }

  /** How many positions marks of these instruments move, as far as that is known without a search. */
  public int positionsIn(Set<String> instrumentIds) {
    int positions = 0;
    for (String instrumentId : instrumentIds) {
      for (int contract : table.numbers(instrumentId)) {
        positions += columns.touched(contract);
      }
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
    Moves moves = moves(marks);
    columns.startTick();
    Map<Integer, Integer> before = new TreeMap<>();
    ScopeRows.Changes changes = before::putIfAbsent;
    if (touched(moves) > columns.positions() / 4) {
      boolean[] isMoved = new boolean[table.size()];
      for (int i = 0; i < moves.count(); i++) {
        table.setMark(moves.contract(i), moves.mark(i));
        isMoved[moves.contract(i)] = true;
      }
      columns.evaluate(isMoved, changes);
    } else {
      for (int i = 0; i < moves.count(); i++) {
        columns.move(moves.contract(i), moves.mark(i), changes);
      }
    }
    indexes.forEach(this::touch);
    return changes(before);
  }

  /**
   * Marks of contracts; of those that nobody holds, the ones that have another number of digits are
   * left out.
   */
  private Moves moves(Map<String, Price> marks) {
    Moves moves = new Moves();
    marks.forEach((instrumentId, mark) -> {
      for (int contract : table.numbers(instrumentId)) {
        OptionalLong price = table.contract(contract).price(mark);
        if (price.isEmpty()
            ? columns.isHeld(contract)
            : !columns.fits(contract, price.getAsLong())) {
          requireNoMisfits(marks);
        }
        price.ifPresent(units -> moves.add(contract, units));
      }
    });
    return moves;
  }

  /** Not everything that was held once still is. */
  private void requireNoMisfits(Map<String, Price> marks) {
    Set<String> misfits = misfits(marks);
    if (!misfits.isEmpty()) {
      throw new IllegalArgumentException("marks must fit what these accounts hold: " + misfits);
    }
  }

  private int touched(Moves moves) {
    int touched = 0;
    for (int i = 0; i < moves.count(); i++) {
      touched += columns.touched(moves.contract(i));
    }
    return touched;
  }

  private void touch(String asset) {
    if (asset.equals(rules.quoteCurrency())) {
      return;
    }
    table.numbersOfAsset(asset).forEach(contract -> columns.holding(contract, columns::touch));
    wallets.having(asset, number -> columns.touch(accounts.firstRow(number)));
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
