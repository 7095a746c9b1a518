package io.crossguard.server.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of a list in which each name may stand once.
 *
 * @param name what the row is about
 * @param value what it says
 * @param field where the name stands
 */
record NamedRow<T>(String name, T value, FieldPath field) {

  /** The values by name; a name that stands there twice is reported. */
  static <T> Map<String, T> byName(List<NamedRow<T>> rows) {
    Map<String, T> values = new LinkedHashMap<>();
    for (NamedRow<T> row : rows) {
      if (values.putIfAbsent(row.name(), row.value()) != null) {
        row.field().inconsistency("must not repeat '" + row.name() + "'");
      }
    }
    return values;
  }
}
