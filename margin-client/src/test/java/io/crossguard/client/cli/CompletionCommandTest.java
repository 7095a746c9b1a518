package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script is tried by the shell itself. */
@Timeout(60)
class CompletionCommandTest {
  // What bash does when the tab key is pressed behind the words.
  private static final String TAB = """
      compopt() { :; }
      source "$1"
      shift
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      COMP_TYPE=9
      _complete_crossguard
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir
  private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crossguard ev | evaluate",
        "crossguard advise | advise advise-order",
        "crossguard import bi | binance-coinm binance-usdm",
        "crossguard evaluate --fail | --fail-on",
        "crossguard evaluate --output '' | json table",
        "crossguard evaluate --fail-on li | liquidatable",
        "crossguard serve --print | --print-config",
        "crossguard unknown --outp | ''"
      })
  void tab_behindWords_completesThem(String words, String completions) throws Exception {
    assertThat(tab(words.replace("''", "").split(" ", -1)))
        .containsExactlyInAnyOrder(completions.replace("''", "").split(" "));
  }

  @Test
  void script_isAllThatIsPrinted() {
    CommandRun run = CommandRun.of("completion");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("#!/usr/bin/env bash\n").contains("_complete_crossguard");
  }

  @Test
  void script_inTheReadme_isSourcedAsShown() {
    assertThat(CommandRun.text(Path.of("README.md")))
        .contains("source <(margin-client/bin/crossguard completion)");
  }

  private List<String> tab(String... words) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
    Path script = Files.writeString(
        directory.resolve("completion"), CommandRun.of("completion").out());
    ProcessBuilder bash =
        new ProcessBuilder("/bin/bash", "--norc", "-c", TAB, "bash", script.toString());
    bash.command().addAll(List.of(words));
    Process process = bash.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().map(String::strip).toList();
  }
}
