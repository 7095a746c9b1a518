package io.crossguard.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator's page has every setting as it is. */
class ReadmeSettingsTest {

  @Test
  void readme_tableOfSettings_hasAllInTheirOrder() throws IOException {
    List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
        .dropWhile(line -> !line.startsWith("| key | "))
        .skip(2)
        .takeWhile(line -> line.startsWith("| "))
        .toList();

    assertThat(rows)
        .isEqualTo(Stream.of(Setting.values()).map(ReadmeSettingsTest::row).toList());
  }

  private static String row(Setting setting) {
    String text = setting.textIfUnset().isEmpty() ? "" : "`" + setting.textIfUnset() + "`";
    return "| `%s` | %s | %s |".formatted(setting.key(), setting.meaning(), text);
  }
}
