package io.crossguard.margin.benchmark;

import io.crossguard.margin.book.Book;
import io.crossguard.margin.value.Price;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** How much sooner two threads are through with a pass over two books than one thread is. */
final class ThreadsMeasurement {
  private final Random random = new Random(1);
  private final MeasuredMarket market = new MeasuredMarket(random);
  private final List<Book> books;

  /**
   * @param count accounts of both books
   */
  ThreadsMeasurement(int count, int positions) {
    this.books = Stream.generate(() -> book(count / 2, positions)).limit(2).toList();
  }

  private Book book(int count, int positions) {
    Book book = new Book(market.rules, List.of());
    new MeasuredAccounts(market, count, positions, random)
        .forEach(account -> book.put(book.fit(account).orElseThrow()));
    return book;
  }

  void measure(int rounds) throws InterruptedException, ExecutionException {
    ExecutorService one = Executors.newFixedThreadPool(1);
    ExecutorService two = Executors.newFixedThreadPool(2);
    Rounds passes = new Rounds();
    for (int round = -3; round < rounds; round++) {
      double ofOne = pass(one);
      double ofTwo = pass(two);
      if (round >= 0) {
        passes.add(ofOne, ofTwo);
      }
    }
    one.shutdown();
    two.shutdown();
    System.out.printf(
        Locale.ROOT, "two threads with a book each: %.2f times one%n", passes.ratio());
  }

  private double pass(ExecutorService threads) throws InterruptedException, ExecutionException {
    market.walk();
    Map<String, Price> moved = market.prices();
    List<Callable<Integer>> ticks =
        books.stream().<Callable<Integer>>map(book -> () -> tick(book, moved)).toList();
    long begin = System.nanoTime();
    for (Future<Integer> tick : threads.invokeAll(ticks)) {
      tick.get();
    }
    return System.nanoTime() - begin;
  }

  private static int tick(Book book, Map<String, Price> moved) {
    return book.tick(moved, Set.of()).size();
  }
}
