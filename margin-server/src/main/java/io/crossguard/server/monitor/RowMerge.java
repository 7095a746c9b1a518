package io.crossguard.server.monitor;

import io.crossguard.margin.evaluation.Inconsistency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Rows of an account after some of them have changed: those that take the place of others keep
 * their order, new ones follow.
 *
 * @param rows the rows after it
 * @param places where in the message each row stands; absent for those that it leaves alone
 */
record RowMerge<T>(List<T> rows, List<Optional<String>> places) {

  RowMerge {
    rows = List.copyOf(rows);
    places = List.copyOf(places);
  }

  /**
   * What a message says of rows.
   *
   * @param changed rows as they are now
   * @param removed names of rows that are gone
   * @param path where the changed rows stand in the message
   * @param removedPath where the names of those that are gone stand
   * @param nameField the field of a row that has its name
   */
  record Rows<T>(
      List<T> changed, List<String> removed, String path, String removedPath, String nameField) {}

  /**
   * Merges, and reports names that stand there twice, or are to be removed and unknown.
   *
   * @param name the name of a row
   */
  static <T> RowMerge<T> of(
      List<T> before, Rows<T> message, Function<T, String> name, List<Inconsistency> found) {
    Map<String, T> rows = new LinkedHashMap<>();
    before.forEach(row -> rows.put(name.apply(row), row));
    Map<String, String> places = new LinkedHashMap<>();
    for (int i = 0; i < message.changed().size(); i++) {
      T row = message.changed().get(i);
      String place = message.path() + "[" + i + "]";
      if (places.putIfAbsent(name.apply(row), place) != null) {
        found.add(repeated(place + "." + message.nameField(), name.apply(row)));
      }
    }
    Set<String> gone = new HashSet<>();
    for (int i = 0; i < message.removed().size(); i++) {
      String removed = message.removed().get(i);
      String place = message.removedPath() + "[" + i + "]";
      if (places.containsKey(removed) || !gone.add(removed)) {
        found.add(repeated(place, removed));
      } else if (rows.remove(removed) == null) {
        found.add(new Inconsistency(place, "must be in the account: '" + removed + "' is not"));
      }
    }
    message.changed().forEach(row -> rows.put(name.apply(row), row));
    return new RowMerge<>(
        List.copyOf(rows.values()),
        rows.keySet().stream().map(key -> Optional.ofNullable(places.get(key))).toList());
  }

  private static Inconsistency repeated(String path, String name) {
    return new Inconsistency(path, "must not repeat '" + name + "'");
  }

  /** Where a row stands in the message. */
  Optional<String> place(int row) {
    return places.get(row);
  }
}
