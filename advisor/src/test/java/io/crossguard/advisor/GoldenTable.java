package io.crossguard.advisor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A golden file: one row a line, values by the names in the first one, no quoting. */
final class GoldenTable {
  private final List<Row> rows = new ArrayList<>();

  /** One line. */
  record Row(Map<String, String> values) {
    String get(String column) {
      return Optional.ofNullable(values.get(column)).orElseThrow();
    }

    /** A value that a line may leave empty. */
    Optional<String> find(String column) {
      return Optional.of(get(column)).filter(value -> !value.isEmpty());
    }
  }

  static GoldenTable of(String name) {
    String path = "/golden/" + name + ".csv";
    try (InputStream in = GoldenTable.class.getResourceAsStream(path)) {
      GoldenTable table = new GoldenTable();
      String text =
          new String(Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      String[] columns = lines.get(0).split(",", -1);
      for (String line : lines.subList(1, lines.size())) {
        String[] values = line.split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < columns.length; i++) {
          row.put(columns[i], values[i]);
        }
        table.rows.add(new Row(row));
      }
      return table;
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }

  List<Row> rows() {
    return rows;
  }

  List<Row> rows(String name) {
    return rows.stream().filter(row -> row.get("case").equals(name)).toList();
  }
}
