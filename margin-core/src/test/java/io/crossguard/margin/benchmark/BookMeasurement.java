package io.crossguard.margin.benchmark;

import io.crossguard.margin.book.Book;
import io.crossguard.margin.value.Price;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What a book of accounts in 200 instruments costs beside the same sums in flat doubles, in turn in
 * one run: the totals of one account, a pass over all accounts, a tick of one instrument, memory.
 * Times are those of the processor, but for what two threads take.
 * Arguments: accounts, positions of each, rounds, and positions of the accounts of the warm-up.
 */
public final class BookMeasurement {
  private static final int TICKS = 200;

  private final Random random = new Random(1);
  private final MeasuredMarket market = new MeasuredMarket(random);
  private final MeasuredAccounts accounts;
  private final Book book;
  private final DoubleBook doubles;
  private final double bytes;

  private BookMeasurement(int count, int positions) {
    this.accounts = new MeasuredAccounts(market, count, positions, random);
    long before = used();
    this.book = new Book(market.rules, List.of());
    accounts.forEach(account -> book.put(book.fit(account).orElseThrow()));
    this.bytes = (used() - before) / (double) count;
    this.doubles = accounts.inDoubles();
  }

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    int positions = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    // What the compiler learns of accounts of one position must not slow down others.
    int ofWarmUp = Integer.parseInt(arguments[3]);
    new TotalsMeasurement(ofWarmUp).measure(20, false);
    new BookMeasurement(2_000, ofWarmUp).measure(20, false);
    System.out.printf(Locale.ROOT, "after a warm-up with accounts of %d positions%n", ofWarmUp);
    new TotalsMeasurement(positions).measure(rounds, true);
    new BookMeasurement(count, positions).measure(rounds, true);
    new ThreadsMeasurement(count, positions).measure(rounds);
  }

  private void measure(int rounds, boolean prints) {
    Rounds passes = new Rounds();
    Rounds ticks = new Rounds();
    for (int round = -3; round < rounds; round++) {
      pass(round >= 0 ? passes : new Rounds());
      tick(round >= 0 ? ticks : new Rounds());
    }
    if (prints) {
      System.out.printf(
          Locale.ROOT,
          "a pass over %,d accounts of %d positions, one thread, a position:%n  %s: %.2f ms%n",
          accounts.count(),
          accounts.positions() / accounts.count(),
          passes,
          passes.ofSubject() * accounts.positions() / 1e6);
      System.out.printf(
          Locale.ROOT,
          "a tick of one of %d instruments, a touched position:%n  %s%n",
          MeasuredMarket.INSTRUMENTS,
          ticks);
      System.out.printf(Locale.ROOT, "memory: %.0f bytes an account%n", bytes);
      System.out.printf(Locale.ROOT, "allocated by a pass: %.3f bytes an account%n", allocated());
    }
  }

  private void pass(Rounds passes) {
    int repeats = Math.max(1, 1_000_000 / accounts.positions());
    for (int i = 0; i < repeats; i++) {
      market.walk();
      Map<String, Price> moved = market.prices();
      double[] marks = market.marksInDoubles();
      long begin = ThreadMeter.time();
      book.tick(moved, Set.of());
      long middle = ThreadMeter.time();
      doubles.pass(marks, 0, accounts.count());
      long end = ThreadMeter.time();
      passes.pass(middle - begin, end - middle, accounts.positions());
    }
    passes.end();
  }

  private void tick(Rounds ticks) {
    for (int i = 0; i < TICKS; i++) {
      int instrument = random.nextInt(MeasuredMarket.INSTRUMENTS);
      market.walk(instrument);
      Map<String, Price> moved = Map.of(MeasuredMarket.id(instrument), market.price(instrument));
      long begin = ThreadMeter.time();
      book.tick(moved, Set.of());
      long middle = ThreadMeter.time();
      doubles.move(instrument, market.mark(instrument));
      long end = ThreadMeter.time();
      ticks.pass(middle - begin, end - middle, doubles.positions(instrument));
    }
    ticks.end();
  }

  private double allocated() {
    market.walk();
    Map<String, Price> moved = market.prices();
    long before = ThreadMeter.allocated();
    book.tick(moved, Set.of());
    return (ThreadMeter.allocated() - before) / (double) accounts.count();
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
