package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends with status 2 and with a message that names the place; nothing goes to out. */
class BadInputTest {
  @TempDir
  private Path folder;

  @Test
  void file_missing_isNamed() {
    assertRefused(CommandRun.of("evaluate", "no-such.json"), "no-such.json: no such file");
  }

  @Test
  void file_directory_isNamed() {
    assertRefused(CommandRun.of("evaluate", folder.toString()), folder + ": is a directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t"})
  void file_empty_isNamed(String text) throws IOException {
    Path file = file(text);

    assertRefused(CommandRun.of("advise", file.toString()), file + ": is empty");
  }

  @Test
  void file_notUtf8_isNamed() throws IOException {
    Path file = Files.write(folder.resolve("latin.json"), new byte[] {'{', (byte) 0xe4, '}'});

    assertRefused(CommandRun.of("evaluate", file.toString()), file + ": is not text in UTF-8");
  }

  @Test
  void file_truncated_namesWhereItEnds() throws IOException {
    Path file = file("{\"account\": {\"accountId\": \"x\",\n \"balances\": [");

    assertRefused(
        CommandRun.of("evaluate", file.toString()),
        file + ": line 2, column 15: the text ends here, where a JSON value is expected");
  }

  @Test
  void file_notJson_namesThePlace() {
    assertRefused(
        CommandRun.withInput("hello", "classify", "-"),
        "standard input: line 1, column 1: a JSON object is expected");
  }

  @Test
  void file_twoObjects_isRefusedAtTheSecond() {
    assertRefused(
        CommandRun.withInput("{}\n{}", "evaluate", "-"),
        "standard input: line 2, column 1: something follows the JSON object");
  }

  @Test
  void file_fieldTwice_isRefusedAtTheSecond() {
    assertRefused(
        CommandRun.withInput("{\"view\": \"BASIC\", \"view\": \"FULL\"}", "evaluate", "-"),
        "standard input: line 1, column 19: the field view is there twice");
  }

  @Test
  void file_unknownField_namesFieldAndLine() {
    assertRefused(
        CommandRun.withInput("{\"account\": {\n  \"acountId\": \"x\"}}", "evaluate", "-"),
        "standard input: line 2, column 3: Account has no field acountId");
  }

  @Test
  void file_ofAnotherCommand_namesThatCommand() {
    String advice = CommandRun.EXAMPLES.resolve("basis-book-and-a-bet.json").toString();

    CommandRun run = CommandRun.of("evaluate", advice);

    assertThat(run.err())
        .startsWith(advice + ": line ")
        .contains("EvaluateMarginRequest has no field riskInputs: is the file for the command");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void file_wrongEnum_isExplained() {
    CommandRun run = CommandRun.withInput("{\"view\": \"LARGE\"}", "evaluate", "-");

    assertThat(run.err()).startsWith("standard input: line 1, column 10: view has no value LARGE");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void request_withViolations_hasOneLineForEach() {
    CommandRun run = CommandRun.withInput(
        "{\"account\": {\"balances\": [{\"asset\": \"BTC\", \"quantity\": \"1e5\"}]}}",
        "evaluate",
        "-");

    assertThat(run.err().lines())
        .anySatisfy(line -> assertThat(line).startsWith("account.accountId: "))
        .anySatisfy(line -> assertThat(line).startsWith("account.balances[0].quantity: "))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void request_megabyteOfDigits_isRefusedAtOnce() {
    String request =
        "{\"account\": {\"accountId\": \"x\", \"balances\": [{\"asset\": \"BTC\", \"quantity\": \""
            + "9".repeat(1_000_000)
            + "\"}]}, \"ruleSetId\": \"example-coin-margined\"}";

    CommandRun run =
        assertTimeout(Duration.ofSeconds(5), () -> CommandRun.withInput(request, "evaluate", "-"));

    assertThat(run.err()).startsWith("account.balances[0].quantity: ");
    assertThat(run.err().length()).isLessThan(1000);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void request_megabyteOfDigitsForAnEnum_isRefusedAtOnce() {
    String request = "{\"view\": " + "9".repeat(1_000_000) + "}";

    CommandRun run =
        assertTimeout(Duration.ofSeconds(5), () -> CommandRun.withInput(request, "evaluate", "-"));

    assertThat(run.err().length()).isLessThan(1000);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void request_unknownRuleSet_namesItAndWhereToLook() {
    CommandRun run = CommandRun.withInput(
        "{\"account\": {\"accountId\": \"x\"}, \"ruleSetId\": \"nowhere\"}", "evaluate", "-");

    assertThat(run.err()).contains("nowhere", "crossguard rules lists the rule sets");
    assertThat(run.status()).isEqualTo(2);
  }

  @ParameterizedTest(name = "crossguard {0}")
  @CsvSource({
    "''",
    "levitate",
    "evaluate",
    "evaluate a.json b.json",
    "evaluate --output yaml a.json",
    "evaluate --deadline 0 -",
    "evaluate --fail-on sometimes a.json",
    "rules a b",
    "serve --port 65536",
    "serve --port many"
  })
  void commandLine_wrong_isRefused(String commandLine) {
    String[] arguments = commandLine.isEmpty() ? new String[0] : commandLine.split(" ", -1);

    CommandRun run = CommandRun.withInput("{}", arguments);

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isNotEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  private Path file(String text) throws IOException {
    return Files.write(folder.resolve("request.json"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(CommandRun run, String message) {
    assertThat(run.err()).isEqualTo(message + System.lineSeparator());
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }
}
