package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.value.Int128;
import java.util.Arrays;
import java.util.Collection;
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
  static final int NO_ROW = -1;

  /** Told of each row that has another status than before. */
  interface Changes {
    void changed(int row, ScopeStatus before, ScopeStatus after);
  }

  private final ContractTable table;
  private final VerdictLevels levels;

  private int rows;
  private int[] firsts = new int[16];
  private int[] accounts = new int[16];
  private short[] counts = new short[16];
  private ScopeStatus[] statuses = new ScopeStatus[16];
  private long[] baseHighs = new long[16];
  private long[] baseLows = new long[16];
  private long[] balanceHighs = new long[16];
  private long[] balanceLows = new long[16];
  private long[] marginHighs = new long[16];
  private long[] marginLows = new long[16];
  private String[] scopeIds = new String[16];

  private int positions;
  private long[] sizes = new long[64];
  private int[] tiers = new int[64];
  private int[] rowsOfPositions = new int[64];

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
    scopeIds[row] = scope.scopeId();
    baseHighs[row] = scope.base().high();
    baseLows[row] = scope.base().low();
    firsts[row] = positions;
    counts[row] = (short) count;
    for (PlainScope.Holding holding : scope.holdings()) {
      sizes[positions] = holding.size();
      tiers[positions] = table.firstTier(holding.contract());
      rowsOfPositions[positions] = row;
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
      rowsOfPositions[p] = NO_ROW;
    }
    int count = counts[row];
    counts[row] = 0;
    baseHighs[row] = 0;
    baseLows[row] = 0;
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

  ScopeStanding standing(int row) {
    return new ScopeStanding(
        scopeIds[row],
        new Int128(balanceHighs[row], balanceLows[row]).toDecimal(Units.VALUE_DIGITS),
        new Int128(marginHighs[row], marginLows[row]).toDecimal(Units.MARGIN_DIGITS),
        status(row));
  }

  /** What a row holds, to be added to other columns. */
  PlainScope scope(int row) {
    return new PlainScope(
        scopeIds[row],
        new Int128(baseHighs[row], baseLows[row]),
        IntStream.range(firsts[row], firsts[row] + counts[row])
            .mapToObj(p -> new PlainScope.Holding(table.contract(tiers[p]), sizes[p]))
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
      int tier = tiers[p];
      long mark = table.mark(table.contract(tier));
      long sign = sizes[p] >> 63;
      long size = (sizes[p] ^ sign) - sign;
      long high = Math.multiplyHigh(size, mark);
      long low = size * mark;
      int reached = table.tier(tier, high, low);
      if (reached != tier) {
        tiers[p] = reached;
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
    balanceHighs[row] = baseHighs[row];
    balanceLows[row] = baseLows[row];
    addToBalance(row, value0, value1, value2);
    marginHighs[row] = 0;
    marginLows[row] = 0;
    addToMargin(row, margin0, margin1, margin2);
    takeFromMargin(row, deductions);
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
    int[] held = index.positions(contract);
    int count = index.count(contract);
    for (int i = 0; i < count; i++) {
      int p = held[i];
      int row = rowsOfPositions[p];
      if (row != NO_ROW) {
        move(p, row, before, mark);
        ScopeStatus status = statuses[row];
        decide(row);
        if (statuses[row] != status) {
          changes.changed(row, status, statuses[row]);
        }
      }
    }
  }

  private void move(int p, int row, long markBefore, long mark) {
    long rise = mark - markBefore;
    long valueHigh = Math.multiplyHigh(sizes[p], rise);
    long valueLow = sizes[p] * rise;
    addToBalance(row, valueLow & LOW_32, valueLow >>> 32, valueHigh);
    long sign = sizes[p] >> 63;
    long size = (sizes[p] ^ sign) - sign;
    long high = Math.multiplyHigh(size, mark);
    long low = size * mark;
    int tier = tiers[p];
    int reached = table.tier(tier, high, low);
    if (reached == tier) {
      long rate = table.rate(tier);
      // The value moves by the same, with the sign of the position.
      long movedHigh = Math.multiplyHigh(size, rise);
      long movedLow = size * rise;
      addToMargin(row, (movedLow & LOW_32) * rate, (movedLow >>> 32) * rate, movedHigh * rate);
    } else {
      long rateBefore = table.rate(tier);
      long rate = table.rate(reached);
      long highBefore = Math.multiplyHigh(size, markBefore);
      long lowBefore = size * markBefore;
      addToMargin(
          row,
          (low & LOW_32) * rate - (lowBefore & LOW_32) * rateBefore,
          (low >>> 32) * rate - (lowBefore >>> 32) * rateBefore,
          high * rate - highBefore * rateBefore);
      takeFromMargin(row, table.deduction(reached) - table.deduction(tier));
      tiers[p] = reached;
    }
  }

  private void decide(int row) {
    statuses[row] =
        levels.status(balanceHighs[row], balanceLows[row], marginHighs[row], marginLows[row]);
  }

  /** Adds limb0 + limb1 × 2^32 + limb2 × 2^64, each signed. */
  private void addToBalance(int row, long limb0, long limb1, long limb2) {
    long low = limb1 << 32;
    long sum = low + limb0;
    long high = limb2 + (limb1 >> 32) + (limb0 >> 63) + carry(low, limb0, sum);
    long total = balanceLows[row] + sum;
    balanceHighs[row] += high + carry(balanceLows[row], sum, total);
    balanceLows[row] = total;
  }

  private void addToMargin(int row, long limb0, long limb1, long limb2) {
    long low = limb1 << 32;
    long sum = low + limb0;
    long high = limb2 + (limb1 >> 32) + (limb0 >> 63) + carry(low, limb0, sum);
    long total = marginLows[row] + sum;
    marginHighs[row] += high + carry(marginLows[row], sum, total);
    marginLows[row] = total;
  }

  private void takeFromMargin(int row, long deduction) {
    long low = deduction * DEDUCTION_UNIT;
    addToMargin(row, -(low & LOW_32), -(low >>> 32), -Math.multiplyHigh(deduction, DEDUCTION_UNIT));
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
    firsts = Arrays.copyOf(firsts, length);
    accounts = Arrays.copyOf(accounts, length);
    counts = Arrays.copyOf(counts, length);
    statuses = Arrays.copyOf(statuses, length);
    baseHighs = Arrays.copyOf(baseHighs, length);
    baseLows = Arrays.copyOf(baseLows, length);
    balanceHighs = Arrays.copyOf(balanceHighs, length);
    balanceLows = Arrays.copyOf(balanceLows, length);
    marginHighs = Arrays.copyOf(marginHighs, length);
    marginLows = Arrays.copyOf(marginLows, length);
    scopeIds = Arrays.copyOf(scopeIds, length);
  }

  private void growPositions(int more) {
    if (positions + more <= sizes.length) {
      return;
    }
    int length = grown(positions + more);
    sizes = Arrays.copyOf(sizes, length);
    tiers = Arrays.copyOf(tiers, length);
    rowsOfPositions = Arrays.copyOf(rowsOfPositions, length);
  }

  /** By a quarter: memory counts for more than copies. */
  static int grown(int needed) {
    return Math.addExact(needed, (needed >> 2) + 16);
  }
}
