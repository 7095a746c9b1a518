package io.crossguard.margin.book;

import java.util.Arrays;

/** Which positions are in a contract, those that are no longer held included. */
final class PositionIndex {
  private static final int[] NONE = {};

  private int[][] positions = new int[16][];
  private int[] counts = new int[16];
  private long[] largestSizes = new long[16];

  PositionIndex() {
    Arrays.fill(positions, NONE);
  }

  void add(int contract, int position, long size) {
    if (contract >= counts.length) {
      int before = counts.length;
      int length = 2 * (contract + 1);
      positions = Arrays.copyOf(positions, length);
      Arrays.fill(positions, before, length, NONE);
      counts = Arrays.copyOf(counts, length);
      largestSizes = Arrays.copyOf(largestSizes, length);
    }
    if (counts[contract] == positions[contract].length) {
      positions[contract] =
          Arrays.copyOf(positions[contract], ScopeColumns.grown(counts[contract]));
    }
    positions[contract][counts[contract]++] = position;
    largestSizes[contract] = Math.max(largestSizes[contract], Math.abs(size));
  }

  /** Numbers of positions, of which {@link #count} are meant. */
  int[] positions(int contract) {
    return contract < counts.length ? positions[contract] : NONE;
  }

  int count(int contract) {
    return contract < counts.length ? counts[contract] : 0;
  }

  /** The largest size that was added, without its sign. */
  long largestSize(int contract) {
    return contract < counts.length ? largestSizes[contract] : 0;
  }
}
