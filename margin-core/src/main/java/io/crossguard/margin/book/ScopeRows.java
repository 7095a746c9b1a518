package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.value.Int128;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Scopes as rows: the figures of each, exact, where it stands, and how often its account was
 * touched.
 *
 * <p>Sums of products are gathered in three limbs of 32, 32 and 64 bits, since a carry that is a
 * branch is mispredicted.
 */
final class ScopeRows {
  static final long LOW_32 = 0xFFFF_FFFFL;
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
    int touches = FIGURES * (int) (figures[FIGURES * row + STATE] >>> 32) + TOUCHES;
    long before = figures[touches];
    if ((int) (before >>> 32) != tick) {
      figures[touches] = ((long) tick << 32) | (int) before + 1;
    }
  }

  /** How often the account of a first row was touched. */
  int touches(int firstRow) {
    return (int) figures[FIGURES * firstRow + TOUCHES];
  }

  /** Takes over how often the account of a first row was touched. */
  void takeTouches(int firstRow, ScopeRows from, int fromRow) {
    figures[FIGURES * firstRow + TOUCHES] = from.figures[FIGURES * fromRow + TOUCHES];
  }

  /** Starts the figures of a row afresh. */
  void set(int row, long balanceHigh, long balanceLow) {
    int figure = FIGURES * row;
    figures[figure + BALANCE] = balanceHigh;
    figures[figure + BALANCE + 1] = balanceLow;
    figures[figure + MARGIN] = 0;
    figures[figure + MARGIN + 1] = 0;
  }

  void addBalance(int row, long limb0, long limb1, long limb2) {
    add(FIGURES * row + BALANCE, limb0, limb1, limb2);
  }

  void addMargin(int row, long limb0, long limb1, long limb2) {
    add(FIGURES * row + MARGIN, limb0, limb1, limb2);
  }

  void takeDeduction(int row, long deduction) {
    long low = deduction * DEDUCTION_UNIT;
    addMargin(row, -(low & LOW_32), -(low >>> 32), -Math.multiplyHigh(deduction, DEDUCTION_UNIT));
  }

  /** Adds limb0 + limb1 × 2^32 + limb2 × 2^64, each signed, to the figure whose upper part is there. */
  private void add(int figure, long limb0, long limb1, long limb2) {
    long low = limb1 << 32;
    long sum = low + limb0;
    long high = limb2 + (limb1 >> 32) + (limb0 >> 63) + carry(low, limb0, sum);
    long before = figures[figure + 1];
    long after = before + sum;
    figures[figure] += high + carry(before, sum, after);
    figures[figure + 1] = after;
  }

  /** The carry of a sum of two numbers without a sign, by logic. */
  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
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
