package io.crossguard.advisor;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Ten thousand seeds in blocks of a hundred, or a few of each block; a failure names its seed. */
final class Portfolios {
  private static final int OF_A_BLOCK = 100;
  private static final int BLOCKS = 100;
  private static final int SOME = 6;
  private static final int STRIDE = 17;

  private Portfolios() {}

  static LongStream blocks() {
    return LongStream.range(0, BLOCKS);
  }

  static void each(long block, LongConsumer law) {
    hold(LongStream.range(block * OF_A_BLOCK, (block + 1) * OF_A_BLOCK), law);
  }

  /** Some of the block, from all over it. */
  static void some(long block, LongConsumer law) {
    hold(
        LongStream.range(0, SOME).map(i -> block * OF_A_BLOCK + (STRIDE * i + block) % OF_A_BLOCK),
        law);
  }

  private static void hold(LongStream seeds, LongConsumer law) {
    seeds.parallel().forEach(seed -> {
      try {
        law.accept(seed);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
    });
  }
}
