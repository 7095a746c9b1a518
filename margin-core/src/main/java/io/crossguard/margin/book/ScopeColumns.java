package io.crossguard.margin.book;

import io.crossguard.margin.value.Int128;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The positions of scopes in columns of whole numbers. What is computed is exact: nothing is rounded,
 * and {@link Units} keep every sum from overflowing. Nothing is allocated while prices move.
 *
 * <pre>
 *   marginBalance     = base + Σ size × mark
 *   maintenanceMargin = Σ |size| × mark × rate − deduction, by the tier of |size| × mark
 * </pre>
 */
final class ScopeColumns {
  private static final long LOW_32 = ScopeRows.LOW_32;
  private static final int NO_ROW = -1;
  private static final int BLOCK = 64;
  private static final ScopeRows.Changes UNHEARD = (row, before) -> {};

  private final ContractTable table;
  private final ScopeRows rows;
  private final PositionIndex index = new PositionIndex();

  private long[] bases = new long[16 * 2];
  private int[] firsts = new int[16];
  private short[] counts = new short[16];

  // Of each position its size, and its tier before its row.
  private int positions;
  private long[] held = new long[64 * 2];

  private final long[] fetched = new long[BLOCK];
  private int tick;

  ScopeColumns(ContractTable table, StandingLevels levels) {
    this.table = table;
    this.rows = new ScopeRows(levels);
  }

  ScopeRows rows() {
    return rows;
  }

  /** Positions that have been added, those that were removed included. */
  int positions() {
    return positions;
  }

  /**
   * Adds a row, at the marks of the table.
   *
   * @param firstRow the first of the same account
   */
  void add(int account, int firstRow, PlainScope scope) {
    int row = rows.add(account, firstRow, scope.scopeId());
    int count = scope.holdings().size();
    growRows(row);
    growPositions(count);
    bases[2 * row] = scope.base().high();
    bases[2 * row + 1] = scope.base().low();
    firsts[row] = positions;
    counts[row] = (short) count;
    for (PlainScope.Holding holding : scope.holdings()) {
      held[2 * positions] = holding.size();
      place(positions, table.firstTier(holding.contract()), row);
      index.add(holding.contract(), positions, holding.size());
      positions++;
    }
    evaluate(row, UNHEARD);
  }

  /**
   * Takes a row out; its place is not used again.
   *
   * @return how many positions it had
   */
  int remove(int row) {
    for (int p = firsts[row]; p < firsts[row] + counts[row]; p++) {
      place(p, tier(p), NO_ROW);
    }
    int count = counts[row];
    counts[row] = 0;
    bases[2 * row] = 0;
    bases[2 * row + 1] = 0;
    evaluate(row, UNHEARD);
    return count;
  }

  private int tier(int p) {
    return (int) (held[2 * p + 1] >>> 32);
  }

  private int row(int p) {
    return (int) held[2 * p + 1];
  }

  private void place(int p, int tier, int row) {
    held[2 * p + 1] = ((long) tier << 32) | (row & LOW_32);
  }

  /** What a row holds, to be added to other columns. */
  PlainScope scope(int row) {
    return new PlainScope(
        rows.scopeId(row),
        new Int128(bases[2 * row], bases[2 * row + 1]),
        IntStream.range(firsts[row], firsts[row] + counts[row])
            .mapToObj(p -> {
              int contract = table.contractOfTier(tier(p));
              return new PlainScope.Holding(contract, held[2 * p], table.mark(contract));
            })
            .toList());
  }

  /** How many positions are, or were, in contracts. */
  int touched(Collection<Integer> contracts) {
    int touched = 0;
    for (int contract : contracts) {
      touched += index.count(contract);
    }
    return touched;
  }

  /** Whether a row holds a contract, or has held it. */
  boolean isHeld(int contract) {
    return index.count(contract) > 0;
  }

  /** The rows that hold a contract. */
  void holding(int contract, IntConsumer row) {
    int[] ofContract = index.positions(contract);
    for (int i = 0; i < index.count(contract); i++) {
      if (row(ofContract[i]) != NO_ROW) {
        row.accept(row(ofContract[i]));
      }
    }
  }

  /** The rows whose positions in a contract are too large at a mark. */
  void tooLarge(int contract, long mark, IntConsumer row) {
    if (PlainScope.fits(index.largestSize(contract), mark)) {
      return;
    }
    int[] ofContract = index.positions(contract);
    for (int i = 0; i < index.count(contract); i++) {
      if (row(ofContract[i]) != NO_ROW && !PlainScope.fits(held[2 * ofContract[i]], mark)) {
        row.accept(row(ofContract[i]));
      }
    }
  }

  /** What follows, till the next call of this, touches every account once. */
  void startTick() {
    tick++;
  }

  /** Touches the account of a row. */
  void touch(int row) {
    rows.touch(row, tick);
  }

  /**
   * Computes every row afresh, at the marks of the table.
   *
   * @param isMoved by contract, whether whoever holds it is touched
   */
  void evaluate(boolean[] isMoved, ScopeRows.Changes changes) {
    for (int row = 0; row < rows.count(); row++) {
      evaluate(row, changes);
      for (int p = firsts[row]; p < firsts[row] + counts[row]; p++) {
        if (isMoved[table.contractOfTier(tier(p))]) {
          touch(row);
          break;
        }
      }
    }
  }

  private void evaluate(int row, ScopeRows.Changes changes) {
    long value0 = 0;
    long value1 = 0;
    long value2 = 0;
    long margin0 = 0;
    long margin1 = 0;
    long margin2 = 0;
    long deductions = 0;
    int first = firsts[row];
    int end = first + counts[row];
    for (int p = first; p < end; p++) {
      int tier = tier(p);
      long mark = table.mark(table.contractOfTier(tier));
      long sign = held[2 * p] >> 63;
      long size = (held[2 * p] ^ sign) - sign;
      long high = Math.multiplyHigh(size, mark);
      long low = size * mark;
      int reached = table.tier(tier, high, low);
      if (reached != tier) {
        place(p, reached, row);
        tier = reached;
      }
      long low0 = low & LOW_32;
      long low1 = low >>> 32;
      value0 += (low0 ^ sign) - sign;
      value1 += (low1 ^ sign) - sign;
      value2 += (high ^ sign) - sign;
      long rate = table.rate(tier);
      margin0 += low0 * rate;
      margin1 += low1 * rate;
      margin2 += high * rate;
      deductions += table.deduction(tier);
    }
    rows.set(row, bases[2 * row], bases[2 * row + 1]);
    rows.addBalance(row, value0, value1, value2);
    rows.addMargin(row, margin0, margin1, margin2);
    rows.takeDeduction(row, deductions);
    rows.decide(row, changes);
  }

  /**
   * Moves one contract to a mark, and computes what holds it by the difference.
   *
   * @param mark at which all its positions fit
   */
  void move(int contract, long mark, ScopeRows.Changes changes) {
    long before = table.mark(contract);
    table.setMark(contract, mark);
    int[] ofContract = index.positions(contract);
    int count = index.count(contract);
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      fetch(ofContract, from, to);
      for (int i = from; i < to; i++) {
        int row = row(ofContract[i]);
        if (row != NO_ROW) {
          move(ofContract[i], row, before, mark);
          touch(row);
          rows.decide(row, changes);
        }
      }
    }
  }

  /** Reads what is about to be changed: reads that wait for nothing wait together. */
  private void fetch(int[] ofContract, int from, int to) {
    for (int i = from; i < to; i++) {
      fetched[i - from] = held[2 * ofContract[i] + 1];
    }
    for (int i = from; i < to; i++) {
      fetched[i - from] = rows.fetch(Math.max(0, (int) fetched[i - from]));
    }
  }

  private void move(int p, int row, long markBefore, long mark) {
    long rise = mark - markBefore;
    long sign = held[2 * p] >> 63;
    long size = (held[2 * p] ^ sign) - sign;
    long risenHigh = Math.multiplyHigh(size, rise);
    long risenLow = size * rise;
    long risen0 = risenLow & LOW_32;
    long risen1 = risenLow >>> 32;
    rows.addBalance(row, (risen0 ^ sign) - sign, (risen1 ^ sign) - sign, (risenHigh ^ sign) - sign);
    long high = Math.multiplyHigh(size, mark);
    long low = size * mark;
    int tier = tier(p);
    int reached = table.tier(tier, high, low);
    long rateBefore = table.rate(tier);
    rows.addMargin(row, risen0 * rateBefore, risen1 * rateBefore, risenHigh * rateBefore);
    if (reached != tier) {
      // All of the new value by the difference of the rates.
      long rate = table.rate(reached) - rateBefore;
      rows.addMargin(row, (low & LOW_32) * rate, (low >>> 32) * rate, high * rate);
      rows.takeDeduction(row, table.deduction(reached) - table.deduction(tier));
      place(p, reached, row);
    }
  }

  private void growRows(int row) {
    if (row == firsts.length) {
      int length = grown(row);
      bases = Arrays.copyOf(bases, 2 * length);
      firsts = Arrays.copyOf(firsts, length);
      counts = Arrays.copyOf(counts, length);
    }
  }

  private void growPositions(int more) {
    if (2 * (positions + more) > held.length) {
      held = Arrays.copyOf(held, 2 * grown(positions + more));
    }
  }

  /** By an eighth: memory counts for more than copies. */
  static int grown(int needed) {
    return Math.addExact(needed, (needed >> 3) + 16);
  }
}
