package io.crossguard.margin.book;

import io.crossguard.margin.value.Int128;
import java.util.Arrays;
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
 *
 * <p>A product keeps the sign of its size; in a margin the rate gets the same sign, which gives the
 * same as no sign at both and takes less.
 */
final class ScopeColumns {
  private static final int NO_ROW = HeldPositions.NO_ROW;
  private static final int BLOCK = 64;
  private static final ScopeRows.Changes UNHEARD = (row, before) -> {};

  private final ContractTable table;
  private final ScopeRows rows;
  private final HeldPositions positions = new HeldPositions();
  private final PositionIndex index = new PositionIndex();

  private long[] bases = new long[16 * 2];
  private int[] firsts = new int[16];
  private short[] counts = new short[16];

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
    return positions.count();
  }

  /**
   * Adds a row, at the marks of the table.
   *
   * @param firstRow the first of the same account
   */
  void add(int account, int firstRow, PlainScope scope) {
    int row = rows.add(account, firstRow, scope.scopeId());
    growRows(row);
    bases[2 * row] = scope.base().high();
    bases[2 * row + 1] = scope.base().low();
    firsts[row] = positions.count();
    counts[row] = (short) scope.holdings().size();
    for (PlainScope.Holding holding : scope.holdings()) {
      index.add(holding.contract(), positions.count(), holding.size());
      positions.add(holding.size(), table.firstTier(holding.contract()), row);
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
      positions.place(p, positions.tier(p), NO_ROW);
    }
    int count = counts[row];
    counts[row] = 0;
    bases[2 * row] = 0;
    bases[2 * row + 1] = 0;
    evaluate(row, UNHEARD);
    return count;
  }

  /** What a row holds, to be added to other columns. */
  PlainScope scope(int row) {
    return new PlainScope(
        rows.scopeId(row),
        new Int128(bases[2 * row], bases[2 * row + 1]),
        IntStream.range(firsts[row], firsts[row] + counts[row])
            .mapToObj(p -> {
              int contract = table.contractOfTier(positions.tier(p));
              return new PlainScope.Holding(contract, positions.size(p), table.mark(contract));
            })
            .toList());
  }

  /** How many positions are, or were, in a contract. */
  int touched(int contract) {
    return index.count(contract);
  }

  /** Whether a row holds a contract, or has held it. */
  boolean isHeld(int contract) {
    return index.count(contract) > 0;
  }

  /** The rows that hold a contract. */
  void holding(int contract, IntConsumer row) {
    int[] ofContract = index.positions(contract);
    for (int i = 0; i < index.count(contract); i++) {
      if (positions.row(ofContract[i]) != NO_ROW) {
        row.accept(positions.row(ofContract[i]));
      }
    }
  }

  /** Whether all positions in a contract fit at a mark. */
  boolean fits(int contract, long mark) {
    return PlainScope.fits(index.largestSize(contract), mark);
  }

  /** The rows whose positions in a contract are too large at a mark. */
  void tooLarge(int contract, long mark, IntConsumer row) {
    if (fits(contract, mark)) {
      return;
    }
    int[] ofContract = index.positions(contract);
    for (int i = 0; i < index.count(contract); i++) {
      int held = positions.row(ofContract[i]);
      if (held != NO_ROW && !PlainScope.fits(positions.size(ofContract[i]), mark)) {
        row.accept(held);
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
        if (isMoved[table.contractOfTier(positions.tier(p))]) {
          touch(row);
          break;
        }
      }
    }
  }

  /** Computes a row afresh, at the marks of the table. */
  void evaluate(int row, ScopeRows.Changes changes) {
    // What the loop reads does not change while it runs; fields would be read again and again.
    long[] held = positions.sizesAndPlaces();
    long[] tiers = table.tiers();
    long value0 = 0;
    long value1 = 0;
    long value2 = 0;
    long margin0 = 0;
    long margin1 = 0;
    long margin2 = 0;
    long deductions = 0;
    int end = firsts[row] + counts[row];
    for (int p = firsts[row]; p < end; p++) {
      long size = held[2 * p];
      int tier = HeldPositions.tierOf(held[2 * p + 1]);
      long sign = size >> 63;
      long mark = tiers[tier + ContractTable.MARK];
      long high = Math.multiplyHigh(size, mark);
      long low = size * mark;
      if (!ContractTable.isWithin(tiers, tier, ContractTable.top(high, low) ^ sign)) {
        tier = reach(p, tier, size, mark);
      }
      long low0 = Limbs.limb0(low);
      long low1 = Limbs.limb1(low);
      value0 += low0;
      value1 += low1;
      value2 += high;
      long rate = (tiers[tier + ContractTable.RATE] ^ sign) - sign;
      margin0 += low0 * rate;
      margin1 += low1 * rate;
      margin2 += high * rate;
      deductions += tiers[tier + ContractTable.DEDUCTION];
    }
    rows.setBalance(row, bases[2 * row], bases[2 * row + 1], value0, value1, value2);
    rows.setMargin(row, deductions, margin0, margin1, margin2);
    rows.decide(row, changes);
  }

  /** Looks for the tier of a position, and keeps it in mind. */
  private int reach(int p, int near, long size, long mark) {
    long amount = Math.abs(size);
    int reached = table.tier(near, Math.multiplyHigh(amount, mark), amount * mark);
    if (reached != near) {
      positions.place(p, reached, positions.row(p));
    }
    return reached;
  }

  /**
   * Moves one contract to a mark, and computes what holds it by the difference.
   *
   * @param mark at which all its positions fit
   */
  void move(int contract, long mark, ScopeRows.Changes changes) {
    long rise = mark - table.mark(contract);
    table.setMark(contract, mark);
    int[] ofContract = index.positions(contract);
    int count = index.count(contract);
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      fetch(ofContract, from, to);
      for (int i = from; i < to; i++) {
        int row = positions.row(ofContract[i]);
        if (row != NO_ROW) {
          move(ofContract[i], row, rise, mark);
          touch(row);
          rows.decide(row, changes);
        }
      }
    }
  }

  /** Reads what is about to be changed: reads that wait for nothing wait together. */
  private void fetch(int[] ofContract, int from, int to) {
    for (int i = from; i < to; i++) {
      fetched[i - from] = positions.row(ofContract[i]);
    }
    for (int i = from; i < to; i++) {
      fetched[i - from] = rows.fetch(Math.max(0, (int) fetched[i - from]));
    }
  }

  private void move(int p, int row, long rise, long mark) {
    long[] tiers = table.tiers();
    long size = positions.size(p);
    long sign = size >> 63;
    int tier = positions.tier(p);
    long rateBefore = (tiers[tier + ContractTable.RATE] ^ sign) - sign;
    long risenHigh = Math.multiplyHigh(size, rise);
    long risen0 = Limbs.limb0(size * rise);
    long risen1 = Limbs.limb1(size * rise);
    rows.addBalance(row, risen0, risen1, risenHigh);
    rows.addMargin(row, risen0 * rateBefore, risen1 * rateBefore, risenHigh * rateBefore);
    long high = Math.multiplyHigh(size, mark);
    long low = size * mark;
    if (ContractTable.isWithin(tiers, tier, ContractTable.top(high, low) ^ sign)) {
      return;
    }
    int reached = reach(p, tier, size, mark);
    if (reached != tier) {
      // All of the new value by the difference of the rates.
      long rate = ((tiers[reached + ContractTable.RATE] ^ sign) - sign) - rateBefore;
      rows.addMargin(row, Limbs.limb0(low) * rate, Limbs.limb1(low) * rate, high * rate);
      rows.takeDeduction(
          row, tiers[reached + ContractTable.DEDUCTION] - tiers[tier + ContractTable.DEDUCTION]);
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

  /** By a sixteenth: memory counts for more than copies. */
  static int grown(int needed) {
    return Math.addExact(needed, (needed >> 4) + 16);
  }
}
