package io.crossguard.client.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for people: a title, a line of headings, and rows whose columns are aligned and two spaces
 * apart. Where the rows are wider than {@value #WIDTH_MAX} columns, the widest texts are shortened;
 * figures and names never are.
 */
final class TextTable {
  static final int WIDTH_MAX = 100;

  private static final String GAP = "  ";
  private static final int TEXT_WIDTH_MIN = 8;

  private final String title;
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private enum Kind {
    TEXT,
    NAME,
    FIGURE
  }

  /** A heading and what stands below it. Figures are aligned to the right, all else to the left. */
  record Column(String heading, Kind kind) {
    static Column text(String heading) {
      return new Column(heading, Kind.TEXT);
    }

    /** For what is typed in again, such as an id. */
    static Column name(String heading) {
      return new Column(heading, Kind.NAME);
    }

    static Column figure(String heading) {
      return new Column(heading, Kind.FIGURE);
    }
  }

  TextTable(String title, Column... columns) {
    this.title = title;
    this.columns = List.of(columns);
  }

  /** Adds a row: a cell for each column. */
  TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The lines of the table, the title first; no lines where there is no row. */
  List<String> lines() {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add(line(columns.stream().map(Column::heading).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] widths() {
    int[] widths = IntStream.range(0, columns.size())
        .map(column -> Math.max(
            columns.get(column).heading().length(),
            rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)))
        .toArray();
    int excess = GAP.length()
        + IntStream.of(widths).map(width -> width + GAP.length()).sum()
        - GAP.length()
        - WIDTH_MAX;
    while (excess > 0) {
      int widest = widestText(widths);
      if (widths[widest] <= TEXT_WIDTH_MIN) {
        break;
      }
      widths[widest]--;
      excess--;
    }
    return widths;
  }

  private int widestText(int[] widths) {
    return IntStream.range(0, widths.length)
        .filter(column -> columns.get(column).kind() == Kind.TEXT)
        .reduce((a, b) -> widths[b] > widths[a] ? b : a)
        .orElseThrow();
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = shortened(cells.get(i), widths[i]);
      String padding = " ".repeat(widths[i] - cell.length());
      boolean left = columns.get(i).kind() != Kind.FIGURE;
      line.append(GAP).append(left ? cell + padding : padding + cell);
    }
    return line.toString().stripTrailing();
  }

  private static String shortened(String cell, int width) {
    return cell.length() <= width ? cell : cell.substring(0, width - 1) + "…";
  }
}
