package io.crossguard.margin.benchmark;

import io.crossguard.margin.book.BookTrial;
import io.crossguard.margin.evaluation.ScopeStatus;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Random ticks and changes of random accounts for some minutes; at checkpoints every account of the
 * book is compared with its evaluation, to the last digit. It ends with an error at the first
 * difference, which the seed shows again. Arguments: minutes, seed.
 */
public final class BookSoak {
  private static final int ACCOUNTS = 500;
  private static final int STEPS_OF_A_CHECKPOINT = 1_000;
  private static final int CHECKPOINTS_OF_A_MARKET = 10;

  private BookSoak() {}

  public static void main(String[] arguments) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.parseLong(arguments[0]));
    Random random = new Random(Long.parseLong(arguments[1]));
    Set<ScopeStatus> seen = new TreeSet<>();
    long checkpoints = 0;
    long markets = 0;
    while (System.nanoTime() < end) {
      BookTrial trial = new BookTrial(random, ACCOUNTS);
      for (int i = 0; i < CHECKPOINTS_OF_A_MARKET && System.nanoTime() < end; i++) {
        for (int step = 0; step < STEPS_OF_A_CHECKPOINT; step++) {
          trial.step();
        }
        trial.compare();
        checkpoints++;
      }
      seen.addAll(trial.seen());
      markets++;
    }
    System.out.println(String.format(
        Locale.ROOT,
        "%,d steps in %,d markets: at %,d checkpoints every account was as evaluated; verdicts %s",
        checkpoints * STEPS_OF_A_CHECKPOINT,
        markets,
        checkpoints,
        seen));
  }
}
