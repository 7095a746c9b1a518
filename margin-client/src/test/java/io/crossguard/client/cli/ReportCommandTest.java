package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a file, whole or not at all. */
class ReportCommandTest {
  private static final String EXAMPLE =
      CommandRun.EXAMPLES.resolve("basis-book-and-a-bet.json").toString();

  @TempDir
  private Path directory = Path.of("");

  @Test
  void report_toAFile_isWhatItPrintsWithoutOne() throws IOException {
    Path page = directory.resolve("report.html");

    CommandRun toFile = CommandRun.of("report", EXAMPLE, "-o", page.toString());
    CommandRun printed = CommandRun.of("report", EXAMPLE);

    assertThat(Files.readString(page)).isEqualTo(printed.out()).startsWith("<!DOCTYPE html>");
    assertThat(toFile).isEqualTo(new CommandRun(0, "", ""));
    assertThat(printed.status()).isZero();
    assertThat(files()).containsExactly("report.html");
  }

  @Test
  void report_ofABadAccount_namesTheViolationsAndKeepsThePage() throws IOException {
    Path page = Files.writeString(directory.resolve("report.html"), "the page of yesterday");
    String bad = CommandRun.text(Path.of(EXAMPLE)).replace("\"-10\"", "\"0\"");

    CommandRun run = CommandRun.withInput(bad, "report", "-", "-o", page.toString());

    assertThat(run.err()).contains("account.positions[0].quantity: ");
    assertThat(run.status()).isEqualTo(2);
    assertThat(Files.readString(page)).isEqualTo("the page of yesterday");
    assertThat(files()).containsExactly("report.html");
  }

  @Test
  void report_overAPage_replacesIt() throws IOException {
    Path page = Files.writeString(directory.resolve("report.html"), "the page of yesterday");
    Path link = Files.createSymbolicLink(directory.resolve("link.html"), page);

    assertThat(CommandRun.of("report", EXAMPLE, "-o", link.toString()).status()).isZero();

    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void report_intoADirectoryThatDoesNotExist_saysSo() throws IOException {
    Path page = directory.resolve("none").resolve("report.html");

    CommandRun run = CommandRun.of("report", EXAMPLE, "-o", page.toString());

    assertThat(run)
        .isEqualTo(new CommandRun(
            2, "", "-o: " + page + ": its directory does not exist" + System.lineSeparator()));
    assertThat(files()).isEmpty();
  }

  @Test
  void report_ontoADirectory_saysSo() {
    CommandRun run = CommandRun.of("report", EXAMPLE, "-o", directory.toString());

    assertThat(run.err())
        .isEqualTo("-o: " + directory + ": is a directory" + System.lineSeparator());
    assertThat(run.status()).isEqualTo(2);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
