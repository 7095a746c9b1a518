package io.crossguard.margin.book;

import java.util.Arrays;

/** Contracts with the marks that they move to, in their units. */
final class Moves {
  private int[] contracts = new int[16];
  private long[] marks = new long[16];
  private int count;

  void add(int contract, long mark) {
    if (count == contracts.length) {
      contracts = Arrays.copyOf(contracts, 2 * count);
      marks = Arrays.copyOf(marks, 2 * count);
    }
    contracts[count] = contract;
    marks[count] = mark;
    count++;
  }

  int count() {
    return count;
  }

  int contract(int move) {
    return contracts[move];
  }

  long mark(int move) {
    return marks[move];
  }
}
