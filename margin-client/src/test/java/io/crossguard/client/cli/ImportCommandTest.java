package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code import}, and its output as the input of other commands. */
class ImportCommandTest {
  private static final String RESPONSES =
      CommandRun.EXAMPLES.resolve("binance-usdm-responses.json").toString();

  @TempDir
  private Path folder;

  @Test
  void import_pipedIntoEvaluate_showsWhatTheReadmeShows() {
    CommandRun imported = CommandRun.of("import", "binance-usdm", RESPONSES);
    CommandRun evaluated = CommandRun.withInput(imported.out(), "evaluate", "-");

    assertThat(imported.err()).isEmpty();
    assertThat(imported.status()).isZero();
    assertThat(evaluated.out()).isEqualTo(CommandRun.golden("binance-usdm-responses.txt"));
    String tables = evaluated.out().substring(evaluated.out().indexOf("Totals in"));
    assertThat(CommandRun.text(Path.of("README.md"))).contains(tables.strip());
  }

  @Test
  void import_forAdvise_isARequestForAdvice() {
    CommandRun imported = CommandRun.of(
        "import", "binance-usdm", RESPONSES, "--for", "advise", "--account-id", "desk");
    CommandRun advised = CommandRun.withInput(imported.out(), "advise", "-");

    assertThat(advised.out()).startsWith("Account desk: 2 positions");
    assertThat(advised.status()).isZero();
  }

  @Test
  void import_standardInput_isReadForDash() {
    CommandRun run =
        CommandRun.withInput(CommandRun.text(Path.of(RESPONSES)), "import", "binance-usdm", "-");

    assertThat(run.out())
        .isEqualTo(CommandRun.of("import", "binance-usdm", RESPONSES).out());
  }

  @Test
  void import_filesOfTheirOwn_areReadByTheirOptions() throws IOException {
    Path account = file("account.json", """
        {"totalWalletBalance": "1", "brandNew": 0.5, "assets": [
          {"asset": "USDT", "crossWalletBalance": 0.30000000000000004},
          {"asset": "BNB", "crossWalletBalance": "2"}]}
        """);
    Path positions = file("positions.json", "[]");

    CommandRun run = CommandRun.of(
        "import",
        "binance-usdm",
        "--account=" + account,
        "--position-risk=" + positions,
        "--index",
        "BNB=600.5",
        "--ignore",
        "brandNew",
        "--round-floats",
        "--rules",
        "my-own");

    assertThat(run.out())
        .contains("\"quantity\": \"0.3\"", "\"price\": \"600.5\"", "\"ruleSetId\": \"my-own\"");
    assertThat(run.status()).isZero();
  }

  @Test
  void import_responseThatIsNotUnderstood_isRefusedByFileAndPath() throws IOException {
    Path account = file("account.json", "{\"assets\": [{\"asset\": \"USDT\"}]}");

    CommandRun run = CommandRun.of(
        "import",
        "binance-usdm",
        "--account",
        account.toString(),
        "--position-risk",
        file("positions.json", "[]").toString());

    assertThat(run.err())
        .isEqualTo(account + ": assets[0]: has no crossWalletBalance" + System.lineSeparator());
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void import_responseThatIsMissing_isNamed() {
    assertRefused(
        "binance-usdm: the response account is missing", CommandRun.of("import", "binance-usdm"));
  }

  @Test
  void import_responseOfAnotherName_isRefused() {
    assertRefused(
        "standard input: accounts: is no response that binance-usdm reads; those are account,",
        CommandRun.withInput("{\"accounts\": {}}", "import", "binance-usdm", "-"));
  }

  @Test
  void import_commandLineThatIsWrong_isRefused() {
    assertRefused("a format is missing", CommandRun.of("import"));
    assertRefused("Missing required option: '--exchange=NAME'", CommandRun.of("import", "ccxt"));
    assertRefused(
        "--index BNB must be a positive decimal",
        CommandRun.of("import", "binance-usdm", "--index", "BNB=0"));
    assertRefused(
        "--index BNB must be a positive decimal of plain digits, is 1e3",
        CommandRun.of("import", "binance-usdm", "--index", "BNB=1e3"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void assertRefused(String message, CommandRun run) {
    assertThat(run.err()).startsWith(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }
}
