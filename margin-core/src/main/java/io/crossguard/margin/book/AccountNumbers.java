package io.crossguard.margin.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts by numbers, and which rows are theirs. */
final class AccountNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> accountIds = new ArrayList<>();
  private final Deque<Integer> unused = new ArrayDeque<>();
  private int[] firstRows = new int[16];
  private int[] rowCounts = new int[16];

  /** Gives an account a number. */
  int add(String accountId, int firstRow, int rowCount) {
    int number;
    if (unused.isEmpty()) {
      number = accountIds.size();
      accountIds.add(accountId);
      if (number == firstRows.length) {
        firstRows = Arrays.copyOf(firstRows, ScopeColumns.grown(number));
        rowCounts = Arrays.copyOf(rowCounts, firstRows.length);
      }
    } else {
      number = unused.pop();
      accountIds.set(number, accountId);
    }
    numbers.put(accountId, number);
    firstRows[number] = firstRow;
    rowCounts[number] = rowCount;
    return number;
  }

  void remove(int number) {
    numbers.remove(accountIds.get(number));
    unused.push(number);
  }

  Optional<Integer> number(String accountId) {
    return Optional.ofNullable(numbers.get(accountId));
  }

  String accountId(int number) {
    return accountIds.get(number);
  }

  int firstRow(int number) {
    return firstRows[number];
  }

  /** The row behind its last. */
  int endRow(int number) {
    return firstRows[number] + rowCounts[number];
  }

  void moveTo(int number, int firstRow) {
    firstRows[number] = firstRow;
  }

  /** Those in use. */
  Collection<Integer> all() {
    return numbers.values();
  }

  int size() {
    return numbers.size();
  }
}
