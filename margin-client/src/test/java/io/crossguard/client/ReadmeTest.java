package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is code that runs here, and output that the golden files hold. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path TESTS = Path.of("src", "test", "java", "io", "crossguard", "client");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void javaSnippets_areTheCodeOfTests() throws IOException {
    String code = flat(Files.readString(TESTS.resolve("HedgedBookExampleTest.java"))
        + Files.readString(TESTS.resolve("ConnectExampleTest.java"))
        + Files.readString(TESTS.resolve("MonitorExampleTest.java"))
        + Files.readString(TESTS.resolve("AsyncMarginClientTest.java")));
    List<String> snippets = snippets();

    assertThat(snippets).hasSize(5);
    // The first one names a port and a file: JavaExamplesTest runs it with others.
    assertThat(snippets.subList(1, 5))
        .allSatisfy(snippet -> assertThat(code).contains(flat(snippet)));
  }

  @Test
  void output_isThatOfTheGoldenFile() throws IOException {
    String golden = Files.readString(GOLDEN.resolve("binance-usdm-account.txt"));
    String tables = golden.substring(golden.indexOf("Totals in"));

    assertThat(Files.readString(README))
        .contains(tables)
        .contains(Files.readString(GOLDEN.resolve("watched-bet.txt")).strip());
  }

  private static List<String> snippets() throws IOException {
    List<String> snippets = new ArrayList<>();
    Matcher matcher = JAVA.matcher(Files.readString(README));
    while (matcher.find()) {
      snippets.add(matcher.group(1));
    }
    return snippets;
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
