package io.crossguard.margin.benchmark;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.book.Book;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What a book of accounts in 200 instruments costs beside the same sums in flat doubles, in turn in
 * one run: a pass over all accounts, a tick of one instrument, memory. Arguments: accounts, positions
 * of each, rounds.
 */
public final class BookMeasurement {
  private static final int INSTRUMENTS = 200;
  private static final int TICKS = 200;

  private final Random random = new Random(1);
  private final long[] marks = new long[INSTRUMENTS];
  private final List<List<Tier>> tiers = new ArrayList<>();
  private final RuleSet rules;
  private final int positions;
  private final int[] firsts;
  private final int[] instruments;
  private final double[] sizes;
  private final double[] entries;
  private final double[] wallets;
  private final Book book;
  private final DoubleBook doubles;
  private final double bytes;

  private BookMeasurement(int accounts, int positions) {
    this.positions = positions;
    Map<String, Instrument> known = new LinkedHashMap<>();
    for (int i = 0; i < INSTRUMENTS; i++) {
      marks[i] = (long) (Math.exp(random.nextDouble() * Math.log(100_000_000)) * 100) + 100;
      Instrument instrument = instrument("I" + i);
      known.put(instrument.instrumentId(), instrument);
    }
    this.rules = new RuleSet(
        "book", "1", "USDT", Conventions.of(CollateralMode.SINGLE_ASSET), Map.of(), known);
    this.firsts = new int[accounts + 1];
    this.instruments = new int[accounts * positions];
    this.sizes = new double[accounts * positions];
    this.entries = new double[accounts * positions];
    this.wallets = new double[accounts];
    long before = used();
    this.book = new Book(rules, List.of());
    MarketSnapshot market = new MarketSnapshot(Optional.empty(), prices(), Map.of());
    for (int i = 0; i < accounts; i++) {
      book.put(book.fit(ResolvedAccount.of(account(i), market, rules)).orElseThrow());
    }
    this.bytes = (used() - before) / (double) accounts;
    double[] now = new double[INSTRUMENTS];
    double[][] floors = new double[INSTRUMENTS][];
    double[][] rates = new double[INSTRUMENTS][];
    double[][] deductions = new double[INSTRUMENTS][];
    for (int i = 0; i < INSTRUMENTS; i++) {
      now[i] = marks[i] / 1e4;
      floors[i] = tiers.get(i).stream()
          .mapToDouble(tier -> tier.notionalFloor().toStatistic())
          .toArray();
      rates[i] = tiers.get(i).stream()
          .mapToDouble(tier -> tier.maintenanceRate().fraction().toStatistic())
          .toArray();
      deductions[i] = tiers.get(i).stream()
          .mapToDouble(tier -> tier.maintenanceDeduction().orElseThrow().toStatistic())
          .toArray();
    }
    this.doubles = new DoubleBook(
        now, floors, rates, deductions, firsts, instruments, sizes, entries, wallets);
  }

  public static void main(String[] arguments) {
    int accounts = Integer.parseInt(arguments[0]);
    int positions = Integer.parseInt(arguments[1]);
    // What the compiler learns of accounts of one position must not slow down others.
    new BookMeasurement(2_000, 1).measure(20, false);
    new BookMeasurement(accounts, positions).measure(Integer.parseInt(arguments[2]), true);
  }

  private void measure(int rounds, boolean prints) {
    List<Double> exact = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    List<Double> ticks = new ArrayList<>();
    List<Double> plainTicks = new ArrayList<>();
    int repeats = Math.max(1, 1_000_000 / sizes.length);
    for (int round = -3; round < rounds; round++) {
      double ofOne = 0;
      double ofDoubles = 0;
      for (int i = 0; i < repeats; i++) {
        ofOne += pass();
        double[] now = walkedDoubles();
        long begin = System.nanoTime();
        doubles.pass(now, 0, wallets.length);
        ofDoubles += System.nanoTime() - begin;
      }
      double touched = 0;
      double ofTicks = 0;
      double ofDoubleTicks = 0;
      for (int i = 0; i < TICKS; i++) {
        int instrument = random.nextInt(INSTRUMENTS);
        touched += doubles.positions(instrument);
        walk(instrument);
        Map<String, Price> moved = Map.of("I" + instrument, price(instrument));
        long begin = System.nanoTime();
        book.tick(moved, Set.of());
        long middle = System.nanoTime();
        doubles.move(instrument, marks[instrument] / 1e4);
        ofTicks += middle - begin;
        ofDoubleTicks += System.nanoTime() - middle;
      }
      if (round >= 0) {
        exact.add(ofOne / repeats);
        plain.add(ofDoubles / repeats);
        ticks.add(ofTicks / touched);
        plainTicks.add(ofDoubleTicks / touched);
      }
    }
    if (prints) {
      print("a pass over %,d accounts of %d positions, one thread", wallets.length, positions);
      System.out.printf(
          Locale.ROOT,
          "  exact %.2f ms, %.1f ns a position; doubles %.2f ms; ratio %.2f%n",
          median(exact) / 1e6,
          median(exact) / sizes.length,
          median(plain) / 1e6,
          ratio(exact, plain));
      print("a tick of one of %d instruments, a touched position", INSTRUMENTS);
      System.out.printf(
          Locale.ROOT,
          "  exact %.1f ns; doubles %.1f ns; ratio %.2f%n",
          median(ticks),
          median(plainTicks),
          ratio(ticks, plainTicks));
      System.out.printf(Locale.ROOT, "memory: %.0f bytes an account%n", bytes);
      System.out.printf(Locale.ROOT, "allocated by a pass: %.3f bytes an account%n", allocated());
    }
  }

  private static void print(String text, Object... values) {
    System.out.println(String.format(Locale.ROOT, text, values) + ":");
  }

  private double pass() {
    for (int i = 0; i < INSTRUMENTS; i++) {
      walk(i);
    }
    Map<String, Price> moved = prices();
    long begin = System.nanoTime();
    book.tick(moved, Set.of());
    return System.nanoTime() - begin;
  }

  private double allocated() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Map<String, Price> moved = prices();
    long before = threads.getCurrentThreadAllocatedBytes();
    book.tick(moved, Set.of());
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) wallets.length;
  }

  private void walk(int instrument) {
    marks[instrument] += marks[instrument] * (random.nextInt(201) - 100) / 100_000;
  }

  private double[] walkedDoubles() {
    return Arrays.stream(marks).mapToDouble(mark -> mark / 1e4).toArray();
  }

  private Map<String, Price> prices() {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (int i = 0; i < INSTRUMENTS; i++) {
      prices.put("I" + i, price(i));
    }
    return prices;
  }

  private Price price(int instrument) {
    return new Price(Decimal.of(marks[instrument]).times(Decimal.parse("0.0001")));
  }

  private Instrument instrument(String instrumentId) {
    List<Tier> ofOne = new ArrayList<>();
    long floor = 0;
    int count = 5 + random.nextInt(6);
    for (int k = 0; k < count; k++) {
      // As many positions in each tier, so that no branch is easy to predict.
      floor = k == 0
          ? 0
          : Math.max(
              floor + 1, Math.round(100 * Math.pow(50_000, (k + random.nextDouble()) / count)));
      ofOne.add(Tier.ofLeverage(
          Decimal.of(floor),
          new Rate(Decimal.of(4 + 3L * k * k).times(Decimal.parse("0.001"))),
          Decimal.of(20)));
    }
    MarginalTiers schedule = new MarginalTiers(ofOne);
    tiers.add(schedule.tiers());
    return new Instrument(
        instrumentId,
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        instrumentId,
        "USDT",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        schedule);
  }

  private Account account(int number) {
    List<Position> held = new ArrayList<>();
    double needed = 0;
    for (int i = 0; i < positions; i++) {
      int p = number * positions + i;
      instruments[p] = random.nextInt(INSTRUMENTS);
      double mark = marks[instruments[p]] / 1e4;
      double notional = 100 * Math.exp(random.nextDouble() * Math.log(50_000));
      long size = Math.max(1, Math.round(notional / mark * 1e6)) * (random.nextBoolean() ? 1 : -1);
      long entry = Math.max(1, Math.round(mark * 1e4 * (0.95 + 0.1 * random.nextDouble())));
      sizes[p] = size / 1e6;
      entries[p] = entry / 1e4;
      needed += notional * 0.1;
      held.add(new Position(
          "p" + i,
          "I" + instruments[p],
          new Quantity(Decimal.of(size).times(Decimal.parse("0.000001"))),
          new Price(Decimal.of(entry).times(Decimal.parse("0.0001"))),
          Optional.empty(),
          new MarginMode.Cross()));
    }
    firsts[number + 1] = firsts[number] + positions;
    wallets[number] = Math.round(needed * 2 * random.nextDouble());
    return new Account(
        "account-" + number,
        List.of(new Balance("USDT", Decimal.of((long) wallets[number]))),
        held);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static double ratio(List<Double> subject, List<Double> reference) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < subject.size(); i++) {
      ratios.add(subject.get(i) / reference.get(i));
    }
    return median(ratios);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
