package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help and version. */
class HelpTest {
  // Those that every command line has need no explanation.
  private static final Pattern OPTION = Pattern.compile("--(?!help|version)[a-z-]+");

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
            "watch",
            "report",
            "import",
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
        "watch",
        "report",
        "import",
        "import ccxt",
        "import binance-usdm",
        "import binance-coinm",
        "import bybit",
        "import okx",
        "import hyperliquid",
        "rules",
        "backtest",
        "serve"
      })
  void help_ofACommand_hasAnExample(String command) {
    CommandRun run = CommandRun.of((command + " --help").split(" ", -1));

    assertThat(run.out()).contains("Example:", "  crossguard " + command);
    assertThat(run.status()).isZero();
  }

  @Test
  void options_ofEvaluate_areInTheReadme() {
    String readme = CommandRun.text(Path.of("README.md"));

    List<String> options = OPTION
        .matcher(CommandRun.of("evaluate", "--help").out())
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();

    assertThat(options).contains("--target", "--trust", "--token-file");
    assertThat(options).filteredOn(option -> !readme.contains(option)).isEmpty();
  }

  @Test
  void statuses_areInTheReadme() {
    String readme = CommandRun.text(Path.of("README.md"));

    assertThat(ExitStatus.values())
        .allSatisfy(status -> assertThat(readme).contains("\n| " + status.code() + " | "));
  }

  @Test
  void version_isThatOfTheBuild() {
    assertThat(CommandRun.of("--version").out())
        .matches("crossguard [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
  }
}
