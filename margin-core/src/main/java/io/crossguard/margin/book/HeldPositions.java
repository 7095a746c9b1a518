package io.crossguard.margin.book;

import java.util.Arrays;

/** The positions of all rows, by numbers: of each its size, and its tier before its row. */
final class HeldPositions {
  /** The row of what is no longer held. */
  static final int NO_ROW = -1;

  private static final long LOW_32 = 0xFFFF_FFFFL;

  private long[] held = new long[64 * 2];
  private int count;

  /** Those that have been added, what is no longer held included. */
  int count() {
    return count;
  }

  /** Adds a position. */
  void add(long size, int tier, int row) {
    if (2 * count == held.length) {
      held = Arrays.copyOf(held, 2 * ScopeColumns.grown(count));
    }
    held[2 * count] = size;
    place(count, tier, row);
    count++;
  }

  /** It is in another tier, or no longer held. */
  void place(int position, int tier, int row) {
    held[2 * position + 1] = ((long) tier << Integer.SIZE) | (row & LOW_32);
  }

  long size(int position) {
    return held[2 * position];
  }

  int tier(int position) {
    return tierOf(held[2 * position + 1]);
  }

  int row(int position) {
    return rowOf(held[2 * position + 1]);
  }

  /** The sizes of all, each before the place of the same position. */
  long[] sizesAndPlaces() {
    return held;
  }

  static int tierOf(long place) {
    return (int) (place >>> Integer.SIZE);
  }

  static int rowOf(long place) {
    return (int) place;
  }
}
