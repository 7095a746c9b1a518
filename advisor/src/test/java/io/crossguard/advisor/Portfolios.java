package io.crossguard.advisor;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Ten thousand seeds in blocks of a hundred; a failure names its seed. */
final class Portfolios {
  private static final int OF_A_BLOCK = 100;
  private static final int BLOCKS = 100;

  private Portfolios() {}

  static LongStream blocks() {
    return LongStream.range(0, BLOCKS);
  }

  static void each(long block, LongConsumer law) {
    LongStream.range(block * OF_A_BLOCK, (block + 1) * OF_A_BLOCK).parallel().forEach(seed -> {
      try {
        law.accept(seed);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
    });
  }
}
