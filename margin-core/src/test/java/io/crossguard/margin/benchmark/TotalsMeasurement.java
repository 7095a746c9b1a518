package io.crossguard.margin.benchmark;

import io.crossguard.margin.book.RowTotals;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What the totals of one account cost, verdict included, beside the same sums in flat doubles with a
 * search for the tier: at prices that hardly move, so that the tier remembered is the right one, and
 * at prices that jump, so that most positions get into another tier and have it looked for and
 * written down.
 */
final class TotalsMeasurement {
  private static final int ACCOUNTS = 1_000;
  private static final int REPEATS = 100;

  private final MeasuredMarket market;
  private final MeasuredAccounts accounts;
  private final RowTotals totals;
  private final DoubleBook doubles;

  TotalsMeasurement(int positions) {
    Random random = new Random(1);
    this.market = new MeasuredMarket(random);
    this.accounts = new MeasuredAccounts(market, ACCOUNTS, positions, random);
    List<ResolvedAccount> resolved = new ArrayList<>();
    accounts.forEach(resolved::add);
    this.totals = new RowTotals(market.rules, resolved, market.snapshot());
    this.doubles = accounts.inDoubles();
  }

  void measure(int rounds, boolean prints) {
    Rounds remembered = new Rounds();
    Rounds searched = new Rounds();
    for (int round = -3; round < rounds; round++) {
      measure(market::walk, round >= 0 ? remembered : new Rounds());
      measure(market::jump, round >= 0 ? searched : new Rounds());
    }
    if (prints) {
      System.out.println("totals of one account, a position:");
      System.out.println("  tier remembered: " + remembered);
      System.out.println("  tier searched: " + searched);
      System.out.printf(Locale.ROOT, "  allocated: %d bytes%n", allocated());
    }
  }

  private void measure(Runnable move, Rounds rounds) {
    for (int i = 0; i < REPEATS; i++) {
      move.run();
      totals.setMarks(market.prices());
      double[] marks = market.marksInDoubles();
      long begin = ThreadMeter.time();
      totals.evaluate();
      long middle = ThreadMeter.time();
      doubles.pass(marks, 0, accounts.count());
      long end = ThreadMeter.time();
      rounds.pass(middle - begin, end - middle, accounts.positions());
    }
    rounds.end();
  }

  private long allocated() {
    long before = ThreadMeter.allocated();
    totals.evaluate();
    return ThreadMeter.allocated() - before;
  }
}
