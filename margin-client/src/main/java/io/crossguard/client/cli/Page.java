package io.crossguard.client.cli;

import java.util.ArrayList;
import java.util.List;

/** What a report consists of: sections with an empty line between them. Empty sections vanish. */
final class Page {
  private final List<String> sections = new ArrayList<>();

  Page add(TextTable table) {
    return add(table.lines());
  }

  Page add(List<String> lines) {
    if (!lines.isEmpty()) {
      sections.add(String.join("\n", lines));
    }
    return this;
  }

  String text() {
    return String.join("\n\n", sections);
  }

  /**
   * Breaks a sentence at its spaces so that it fits the width of a page.
   *
   * @param head what the first line starts with; further lines are indented
   */
  static List<String> paragraph(String head, String sentence) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    for (String word : sentence.split(" ", -1)) {
      if (line.length() + word.length() + 1 > TextTable.WIDTH_MAX) {
        lines.add(line.toString());
        line = new StringBuilder("   ");
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
