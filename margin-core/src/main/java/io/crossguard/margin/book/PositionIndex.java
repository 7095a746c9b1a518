package io.crossguard.margin.book;

import java.util.Arrays;

/** Which positions are in a contract, those that are no longer held included. */
final class PositionIndex {
  private final int[][] positions;
  private final int[] counts;
  private final long[] largestSizes;

  PositionIndex(int contracts) {
    this.positions = new int[contracts][0];
    this.counts = new int[contracts];
    this.largestSizes = new long[contracts];
  }

  void add(int contract, int position, long size) {
    if (counts[contract] == positions[contract].length) {
      positions[contract] =
          Arrays.copyOf(positions[contract], ScopeColumns.grown(counts[contract]));
    }
    positions[contract][counts[contract]++] = position;
    largestSizes[contract] = Math.max(largestSizes[contract], Math.abs(size));
  }

  /** Numbers of positions, of which {@link #count} are meant. */
  int[] positions(int contract) {
    return positions[contract];
  }

  int count(int contract) {
    return counts[contract];
  }

  /** The largest size that was added, without its sign. */
  long largestSize(int contract) {
    return largestSizes[contract];
  }
}
