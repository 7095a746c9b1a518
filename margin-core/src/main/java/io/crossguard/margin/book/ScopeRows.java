package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.value.Int128;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Scopes as rows: the figures of each, exact, where it stands, and how often its account was
 * touched. Rows of one account follow each other.
 */
final class ScopeRows {
  // Units of margin in a unit of deduction.
  private static final long DEDUCTION_UNIT = 10_000_000_000_000_000L;

  // What a tick reads and writes of a row lies together.
  private static final int FIGURES = 6;
  private static final int BALANCE = 0;
  private static final int MARGIN = 2;
  // The first row of the account before where this one stands.
  private static final int STATE = 4;
  // Of the first row of an account: the last tick that touched it before how many have.
  private static final int TOUCHES = 5;

  /** Told of each row that stands elsewhere than before. */
  interface Changes {
    void changed(int row, int standingBefore);
  }

  private final StandingLevels levels;
  private final Map<String, String> crossIds = new HashMap<>();
  private int rows;
  private long[] figures = new long[16 * FIGURES];
  private int[] accounts = new int[16];
  private String[] scopeIds = new String[16];

  ScopeRows(StandingLevels levels) {
    this.levels = levels;
  }

  /**
   * Adds a row without figures.
   *
   * @param firstRow the first of the same account
   */
  int add(int account, int firstRow, String scopeId) {
    if (rows == accounts.length) {
      int length = ScopeColumns.grown(rows);
      figures = Arrays.copyOf(figures, FIGURES * length);
      accounts = Arrays.copyOf(accounts, length);
      scopeIds = Arrays.copyOf(scopeIds, length);
    }
    accounts[rows] = account;
    scopeIds[rows] = crossIds.getOrDefault(scopeId, scopeId);
    if (MarginScope.isolatedPositionId(scopeId).isEmpty()) {
      crossIds.putIfAbsent(scopeId, scopeId);
    }
    figures[FIGURES * rows + STATE] = (long) firstRow << 32;
    return rows++;
  }

  /** Those that have been added, whether they are still in use or not. */
  int count() {
    return rows;
  }

  int account(int row) {
    return accounts[row];
  }

  /** The row behind the last of the account of a first row. */
  int endRow(int firstRow) {
    int row = firstRow + 1;
    while (row < rows && firstRow(row) == firstRow) {
      row++;
    }
    return row;
  }

  private int firstRow(int row) {
    return (int) (figures[FIGURES * row + STATE] >>> 32);
  }

  String scopeId(int row) {
    return scopeIds[row];
  }

  int standing(int row) {
    return (int) figures[FIGURES * row + STATE];
  }

  BookedScope scope(int row) {
    return new BookedScope(
        scopeIds[row],
        figure(row, BALANCE).toDecimal(Units.VALUE_DIGITS),
        figure(row, MARGIN).toDecimal(Units.MARGIN_DIGITS),
        StandingLevels.standing(standing(row)));
  }

  private Int128 figure(int row, int figure) {
    return new Int128(figures[FIGURES * row + figure], figures[FIGURES * row + figure + 1]);
  }

  /** Reads what a tick will change, so that reads that wait for nothing wait together. */
  long fetch(int row) {
    return figures[FIGURES * row];
  }

  /** Its account is touched by a tick, which counts once. */
  void touch(int row, int tick) {
    int touches = FIGURES * firstRow(row) + TOUCHES;
    long before = figures[touches];
    if ((int) (before >>> 32) != tick) {
      figures[touches] = ((long) tick << 32) | (int) before + 1;
    }
  }

  /** How often the account of a first row was touched. */
  int touches(int firstRow) {
    return (int) figures[FIGURES * firstRow + TOUCHES];
  }

  /** Takes over how often the account of a first row was touched, in ticks of other numbers. */
  void takeTouches(int firstRow, ScopeRows from, int fromRow) {
    figures[FIGURES * firstRow + TOUCHES] = from.touches(fromRow);
  }

  /** The balance of a row is what this base and {@link Limbs} come to. */
  void setBalance(int row, long baseHigh, long baseLow, long limb0, long limb1, long limb2) {
    set(FIGURES * row + BALANCE, baseHigh, baseLow, limb0, limb1, limb2);
  }

  /** The margin of a row is what {@link Limbs} come to, less a deduction. */
  void setMargin(int row, long deduction, long limb0, long limb1, long limb2) {
    set(
        FIGURES * row + MARGIN,
        Math.multiplyHigh(deduction, -DEDUCTION_UNIT),
        deduction * -DEDUCTION_UNIT,
        limb0,
        limb1,
        limb2);
  }

  void addBalance(int row, long limb0, long limb1, long limb2) {
    add(FIGURES * row + BALANCE, limb0, limb1, limb2);
  }

  void addMargin(int row, long limb0, long limb1, long limb2) {
    add(FIGURES * row + MARGIN, limb0, limb1, limb2);
  }

  void takeDeduction(int row, long deduction) {
    long low = deduction * -DEDUCTION_UNIT;
    addMargin(
        row, Limbs.limb0(low), Limbs.limb1(low), Math.multiplyHigh(deduction, -DEDUCTION_UNIT));
  }

  private void add(int figure, long limb0, long limb1, long limb2) {
    set(figure, figures[figure], figures[figure + 1], limb0, limb1, limb2);
  }

  /** The figure whose upper part is there is the sum of two. */
  private void set(int figure, long high, long low, long limb0, long limb1, long limb2) {
    long added = Limbs.low(limb0, limb1);
    long sum = low + added;
    figures[figure] = high + Limbs.high(limb0, limb1, limb2) + Limbs.carry(low, added, sum);
    figures[figure + 1] = sum;
  }

  /** Decides where a row stands by its figures. */
  void decide(int row, Changes changes) {
    int figure = FIGURES * row;
    long state = figures[figure + STATE];
    int before = (int) state;
    int after = levels.decide(
        figures[figure + BALANCE],
        figures[figure + BALANCE + 1],
        figures[figure + MARGIN],
        figures[figure + MARGIN + 1],
        before);
    if (after != before) {
      figures[figure + STATE] = state - before + after;
      changes.changed(row, before);
    }
  }
}
