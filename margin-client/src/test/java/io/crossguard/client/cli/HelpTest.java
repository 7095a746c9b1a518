package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help and version. */
class HelpTest {

  @Test
  void help_ofAll_namesEveryCommandAndStatus() {
    CommandRun run = CommandRun.of("--help");

    assertThat(run.out())
        .contains(
            "evaluate",
            "preview",
            "liquidate",
            "stress",
            "classify",
            "advise",
            "advise-order",
            "rules",
            "backtest",
            "serve",
            "Exit status: 0 done",
            "Example:");
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate",
        "preview",
        "liquidate",
        "stress",
        "classify",
        "advise",
        "advise-order",
        "rules",
        "backtest",
        "serve"
      })
  void help_ofACommand_hasAnExample(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.out()).contains("Example:", "  crossguard " + command);
    assertThat(run.status()).isZero();
  }

  @Test
  void version_isThatOfTheBuild() {
    assertThat(CommandRun.of("--version").out())
        .matches("crossguard [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
  }
}
