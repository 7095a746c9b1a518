package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Int128;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scopes as rows and their positions in columns of whole numbers. What is computed is exact: nothing
 * is rounded, and {@link Units} keep every sum from overflowing. Nothing is allocated while prices
 * move.
 *
 * <pre>
 *   marginBalance     = base + Σ size × mark
 *   maintenanceMargin = Σ |size| × mark × rate − deduction, by the tier of |size| × mark
 * </pre>
 *
 * Sums of products are gathered in three limbs of 32, 32 and 64 bits, since a carry that is a branch
 * is mispredicted.
 */
final class ScopeColumns {
  private static final long LOW_32 = 0xFFFF_FFFFL;
  // Units of margin in a unit of deduction.
  private static final long DEDUCTION_UNIT = 100_000_000_000_000L;
  private static final int NO_ROW = -1;
  private static final int BLOCK = 64;

  /** Told of each row that has another status than before. */
  interface Changes {
    void changed(int row, ScopeStatus before, ScopeStatus after);
  }

  // What a tick reads and writes of a row lies together, in one line of the cache.
  private static final int FIGURES = 4;
  private static final int BALANCE_HIGH = 0;
  private static final int BALANCE_LOW = 1;
  private static final int MARGIN_HIGH = 2;
  private static final int MARGIN_LOW = 3;

  private final ContractTable table;
  private final VerdictLevels levels;
  private final Map<String, String> crossIds = new HashMap<>();

  private int rows;
  private long[] figures = new long[16 * FIGURES];
  private ScopeStatus[] statuses = new ScopeStatus[16];
  private long[] bases = new long[16 * 2];
  private int[] firsts = new int[16];
  private short[] counts = new short[16];
  private int[] accounts = new int[16];
  private String[] scopeIds = new String[16];

  // Of each position its size, and its tier before its row.
  private int positions;
  private long[] held = new long[64 * 2];

  private final long[] fetched = new long[BLOCK];

  private final PositionIndex index;

  ScopeColumns(ContractTable table, VerdictLevels levels) {
    this.table = table;
    this.levels = levels;
    this.index = new PositionIndex(table.size());
  }

  /** Rows that have been added, those that were removed included. */
  int rows() {
    return rows;
  }

  int positions() {
    return positions;
  }

  /** Adds a row behind the others, and computes it. */
  void add(int account, PlainScope scope) {
    int row = rows;
    int count = scope.holdings().size();
    growRows();
    growPositions(count);
    accounts[row] = account;
    scopeIds[row] = crossIds.getOrDefault(scope.scopeId(), scope.scopeId());
    if (MarginScope.isolatedPositionId(scope.scopeId()).isEmpty()) {
      crossIds.putIfAbsent(scope.scopeId(), scope.scopeId());
    }
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
    rows++;
    evaluate(row);
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
    evaluate(row);
    return count;
  }

  int account(int row) {
    return accounts[row];
  }

  String scopeId(int row) {
    return scopeIds[row];
  }

  ScopeStatus status(int row) {
    return statuses[row];
  }

  BookedScope standing(int row) {
    return new BookedScope(
        scopeIds[row],
        number(row, BALANCE_HIGH).toDecimal(Units.VALUE_DIGITS),
        number(row, MARGIN_HIGH).toDecimal(Units.MARGIN_DIGITS),
        status(row));
  }

  private Int128 number(int row, int figure) {
    return new Int128(figures[FIGURES * row + figure], figures[FIGURES * row + figure + 1]);
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
        scopeIds[row],
        new Int128(bases[2 * row], bases[2 * row + 1]),
        IntStream.range(firsts[row], firsts[row] + counts[row])
            .mapToObj(p -> new PlainScope.Holding(table.contract(tier(p)), held[2 * p]))
            .toList());
  }

  /** How many positions are, or were, in contracts. */
  long touched(Collection<Integer> contracts) {
    long touched = 0;
    for (int contract : contracts) {
      touched += index.count(contract);
    }
    return touched;
  }

  /** Whether every position of a contract fits at a mark. */
  boolean fits(int contract, long mark) {
    return PlainScope.fits(index.largestSize(contract), mark);
  }

  /** Computes the rows of a range afresh, at the marks of the table. */
  void evaluate(int from, int to, Changes changes) {
    for (int row = from; row < to; row++) {
      ScopeStatus before = statuses[row];
      evaluate(row);
      if (statuses[row] != before) {
        changes.changed(row, before, statuses[row]);
      }
    }
  }

  private void evaluate(int row) {
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
      long mark = table.mark(table.contract(tier));
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
    int balance = FIGURES * row + BALANCE_HIGH;
    int margin = FIGURES * row + MARGIN_HIGH;
    figures[balance] = bases[2 * row];
    figures[balance + 1] = bases[2 * row + 1];
    add(balance, value0, value1, value2);
    figures[margin] = 0;
    figures[margin + 1] = 0;
    add(margin, margin0, margin1, margin2);
    takeDeduction(margin, deductions);
    decide(row);
  }

  /**
   * Moves one contract to a mark, and computes what holds it by the difference.
   *
   * @param mark at which all its positions fit
   */
  void move(int contract, long mark, Changes changes) {
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
          ScopeStatus status = statuses[row];
          move(ofContract[i], row, before, mark);
          decide(row);
          if (statuses[row] != status) {
            changes.changed(row, status, statuses[row]);
          }
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
      fetched[i - from] = figures[FIGURES * Math.max(0, (int) fetched[i - from])];
    }
  }

  private void move(int p, int row, long markBefore, long mark) {
    int balance = FIGURES * row + BALANCE_HIGH;
    int margin = FIGURES * row + MARGIN_HIGH;
    long rise = mark - markBefore;
    long sign = held[2 * p] >> 63;
    long size = (held[2 * p] ^ sign) - sign;
    long risenHigh = Math.multiplyHigh(size, rise);
    long risenLow = size * rise;
    long risen0 = risenLow & LOW_32;
    long risen1 = risenLow >>> 32;
    add(balance, (risen0 ^ sign) - sign, (risen1 ^ sign) - sign, (risenHigh ^ sign) - sign);
    long high = Math.multiplyHigh(size, mark);
    long low = size * mark;
    int tier = tier(p);
    int reached = table.tier(tier, high, low);
    long rateBefore = table.rate(tier);
    add(margin, risen0 * rateBefore, risen1 * rateBefore, risenHigh * rateBefore);
    if (reached != tier) {
      // All of the new value by the difference of the rates.
      long rate = table.rate(reached) - rateBefore;
      add(margin, (low & LOW_32) * rate, (low >>> 32) * rate, high * rate);
      takeDeduction(margin, table.deduction(reached) - table.deduction(tier));
      place(p, reached, row);
    }
  }

  private void decide(int row) {
    int figure = FIGURES * row;
    statuses[row] = levels.status(
        figures[figure + BALANCE_HIGH],
        figures[figure + BALANCE_LOW],
        figures[figure + MARGIN_HIGH],
        figures[figure + MARGIN_LOW]);
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

  private void takeDeduction(int margin, long deduction) {
    long low = deduction * DEDUCTION_UNIT;
    add(margin, -(low & LOW_32), -(low >>> 32), -Math.multiplyHigh(deduction, DEDUCTION_UNIT));
  }

  /** The carry of a sum of two numbers without a sign, by logic. */
  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  private void growRows() {
    if (rows < firsts.length) {
      return;
    }
    int length = grown(rows);
    figures = Arrays.copyOf(figures, FIGURES * length);
    statuses = Arrays.copyOf(statuses, length);
    bases = Arrays.copyOf(bases, 2 * length);
    firsts = Arrays.copyOf(firsts, length);
    counts = Arrays.copyOf(counts, length);
    accounts = Arrays.copyOf(accounts, length);
    scopeIds = Arrays.copyOf(scopeIds, length);
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
