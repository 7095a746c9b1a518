package io.crossguard.margin;

import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** A hundred random accounts from one seed; a failure names the seed and shows the account. */
final class RandomBlock {
  static final int ACCOUNTS = 100;
  private static final int BLOCKS = 100;

  private RandomBlock() {}

  /** The seeds of a law: ten thousand accounts in blocks. */
  static LongStream seeds() {
    return LongStream.range(0, BLOCKS);
  }

  /** Checks a law on accounts of every kind; what else it draws comes from the same seed. */
  static void check(long seed, BiConsumer<RandomAccount, Random> law) {
    Random random = new Random(seed);
    for (int i = 0; i < ACCOUNTS; i++) {
      RandomAccount account = RandomAccount.next(random);
      named(seed, i, account::toString, () -> law.accept(account, random));
    }
  }

  /** Runs one check of a block; a failure says which. */
  static void named(long seed, int number, Supplier<String> input, Runnable check) {
    try {
      check.run();
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(
          "seed " + seed + ", number " + number + ": " + failure.getMessage() + "\n" + input.get(),
          failure);
    }
  }
}
