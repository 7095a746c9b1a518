package io.crossguard.margin.book;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * Accounts by numbers, and which rows are theirs. A name is looked up in a table of numbers, some
 * eight bytes an account where a map of objects takes fifty. It is no more than half full, and what
 * shares a place goes to the next free one.
 */
final class AccountNumbers {
  private static final int FREE = -1;
  // 2^32 over the golden ratio: names that differ in their last digits lie far apart.
  private static final int SPREAD = 0x9E37_79B9;

  private final Deque<Integer> unused = new ArrayDeque<>();
  private int[] table = table(32);
  private String[] accountIds = new String[16];
  private int[] firstRows = new int[16];
  private int given;

  private static int[] table(int length) {
    int[] table = new int[length];
    Arrays.fill(table, FREE);
    return table;
  }

  /** Gives an account a number; it must not have one. */
  int add(String accountId, int firstRow) {
    int number = unused.isEmpty() ? given++ : unused.pop();
    if (number == accountIds.length) {
      int length = ScopeColumns.grown(number);
      accountIds = Arrays.copyOf(accountIds, length);
      firstRows = Arrays.copyOf(firstRows, length);
    }
    accountIds[number] = accountId;
    firstRows[number] = firstRow;
    if (2 * size() > table.length) {
      grow();
    }
    table[place(accountId)] = number;
    return number;
  }

  private void grow() {
    int[] before = table;
    table = table(Math.multiplyExact(2, before.length));
    for (int number : before) {
      if (number != FREE) {
        table[place(accountIds[number])] = number;
      }
    }
  }

  void remove(int number) {
    unused.push(number);
    int free = place(accountIds[number]);
    // What went on because that place was taken moves back, if only as far as where it belongs.
    for (int i = next(free); table[i] != FREE; i = next(i)) {
      if (distance(home(accountIds[table[i]]), i) >= distance(free, i)) {
        table[free] = table[i];
        free = i;
      }
    }
    table[free] = FREE;
  }

  /** The number of an account; absent where it has none. */
  OptionalInt number(String accountId) {
    int number = table[place(accountId)];
    return number == FREE ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Where a name is, or would be put. */
  private int place(String accountId) {
    int place = home(accountId);
    while (table[place] != FREE && !accountIds[table[place]].equals(accountId)) {
      place = next(place);
    }
    return place;
  }

  /** Where a name is unless others were there before. */
  private int home(String accountId) {
    return (accountId.hashCode() * SPREAD) >>> Integer.numberOfLeadingZeros(table.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (table.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (table.length - 1);
  }

  String accountId(int number) {
    return accountIds[number];
  }

  int firstRow(int number) {
    return firstRows[number];
  }

  void moveTo(int number, int firstRow) {
    firstRows[number] = firstRow;
  }

  /** Those in use. */
  void forEach(IntConsumer account) {
    for (int number : table) {
      if (number != FREE) {
        account.accept(number);
      }
    }
  }

  int size() {
    return given - unused.size();
  }
}
