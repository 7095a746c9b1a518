package io.crossguard.margin.benchmark;

/**
 * The same sums as a book, in plain loops over flat arrays of doubles, with a search for the tier:
 * the yardstick of what exactness costs. It is no more than that: its sums are rounded.
 */
final class DoubleBook {
  private final double[] marks;
  private final double[][] floors;
  private final double[][] rates;
  private final double[][] deductions;
  private final int[] firsts;
  private final int[] instruments;
  private final double[] sizes;
  private final double[] entries;
  private final double[] wallets;
  private final double[] balances;
  private final double[] margins;
  private final byte[] statuses;
  private final int[][] positionsOf;
  private final int[] accountsOf;

  DoubleBook(
      double[] marks,
      double[][] floors,
      double[][] rates,
      double[][] deductions,
      int[] firsts,
      int[] instruments,
      double[] sizes,
      double[] entries,
      double[] wallets) {
    this.marks = marks;
    this.floors = floors;
    this.rates = rates;
    this.deductions = deductions;
    this.firsts = firsts;
    this.instruments = instruments;
    this.sizes = sizes;
    this.entries = entries;
    this.wallets = wallets;
    this.balances = new double[wallets.length];
    this.margins = new double[wallets.length];
    this.statuses = new byte[wallets.length];
    this.accountsOf = new int[sizes.length];
    int[] counts = new int[marks.length];
    for (int instrument : instruments) {
      counts[instrument]++;
    }
    this.positionsOf = new int[marks.length][];
    for (int i = 0; i < marks.length; i++) {
      positionsOf[i] = new int[counts[i]];
    }
    for (int account = 0; account < wallets.length; account++) {
      for (int p = firsts[account]; p < firsts[account + 1]; p++) {
        accountsOf[p] = account;
        int instrument = instruments[p];
        positionsOf[instrument][positionsOf[instrument].length - counts[instrument]--] = p;
      }
    }
  }

  void pass(double[] newMarks, int from, int to) {
    System.arraycopy(newMarks, 0, marks, 0, marks.length);
    for (int account = from; account < to; account++) {
      double balance = wallets[account];
      double margin = 0;
      for (int p = firsts[account]; p < firsts[account + 1]; p++) {
        double mark = marks[instruments[p]];
        balance += sizes[p] * (mark - entries[p]);
        margin += margin(instruments[p], Math.abs(sizes[p]) * mark);
      }
      balances[account] = balance;
      margins[account] = margin;
      decide(account);
    }
  }

  void move(int instrument, double mark) {
    double before = marks[instrument];
    marks[instrument] = mark;
    for (int p : positionsOf[instrument]) {
      int account = accountsOf[p];
      double size = Math.abs(sizes[p]);
      balances[account] += sizes[p] * (mark - before);
      margins[account] += margin(instrument, size * mark) - margin(instrument, size * before);
      decide(account);
    }
  }

  int positions(int instrument) {
    return positionsOf[instrument].length;
  }

  double mark(int instrument) {
    return marks[instrument];
  }

  /** How many accounts stand. */
  int standing() {
    int count = 0;
    for (byte status : statuses) {
      count += status < 2 ? 1 : 0;
    }
    return count;
  }

  private double margin(int instrument, double notional) {
    double[] tiers = floors[instrument];
    int tier = 0;
    while (tier + 1 < tiers.length && tiers[tier + 1] <= notional) {
      tier++;
    }
    return notional * rates[instrument][tier] - deductions[instrument][tier];
  }

  private void decide(int account) {
    double balance = balances[account];
    double margin = margins[account];
    if (balance < 0) {
      statuses[account] = 3;
    } else if (balance < margin) {
      statuses[account] = 2;
    } else {
      statuses[account] = (byte) (margin >= 0.8 * balance ? 1 : 0);
    }
  }
}
