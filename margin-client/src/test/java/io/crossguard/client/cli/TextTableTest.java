package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void lines_alignTextsLeftAndFiguresRight() {
    TextTable table = new TextTable("Title", text("name"), figure("amount"), text("note"));

    assertThat(table.row("a", "1.00", "x").row("longer", "-1,000.00", "y").lines())
        .containsExactly(
            "Title",
            "  name       amount  note",
            "  a            1.00  x",
            "  longer  -1,000.00  y");
  }

  @Test
  void lines_withoutRows_areNone() {
    assertThat(new TextTable("Title", text("name")).lines()).isEmpty();
  }

  @Test
  void lines_exactlyAtTheWidth_areNotShortened() {
    TextTable table = new TextTable("Title", text("name"));

    assertThat(table.row("n".repeat(98)).lines().get(2)).isEqualTo("  " + "n".repeat(98));
  }

  @Test
  void lines_beyondTheWidth_shortenTheWidestText() {
    TextTable table = new TextTable("Title", text("name"), text("short"), figure("amount"));

    String line = table.row("n".repeat(128), "text", "12.00").lines().get(2);

    assertThat(line).hasSize(100).contains("n…").endsWith("text    12.00");
  }
}
