package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service that a command without a target starts, as the environment of its process says. */
class EmbeddedServiceTest {
  private static final String RULES_DIRECTORY = "CROSSGUARD_SERVER_RULES_DIRECTORY";
  private static final String HOUSE_RULES = """
      {
        "ruleSetId": "house", "version": "7", "quoteCurrency": "USDT",
        "instruments": [{
          "instrumentId": "BTC-PERP", "kind": "PERPETUAL", "payoff": "LINEAR", "root": "BTC",
          "settlementAsset": "USDT", "multiplier": "1",
          "requirement": {"marginalTiers": {"tiers": [
            {"notionalFloor": "0", "maintenanceRate": "0.005", "initialRate": "0.02"}]}}
        }]
      }
      """;
  private static final String ACCOUNT = """
      {
        "account": {
          "accountId": "one long", "balances": [{"asset": "USDT", "quantity": "1000"}],
          "positions": [{"positionId": "long", "instrumentId": "BTC-PERP", "quantity": "1",
            "entryPrice": "60000", "cross": {}}]
        },
        "market": {
          "markPrices": [{"instrumentId": "BTC-PERP", "price": "60000"}],
          "indexPrices": [{"asset": "BTC", "price": "60000"}]
        },
        "ruleSetId": "house"
      }
      """;

  @Test
  void evaluate_withoutTarget_knowsTheRuleSetsOfTheDirectory(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path rules = Files.createDirectory(directory.resolve("rules"));
    Files.writeString(rules.resolve("house.json"), HOUSE_RULES);
    Path account = Files.writeString(directory.resolve("account.json"), ACCOUNT);

    Ended ended = run(Map.of(RULES_DIRECTORY, rules.toString()), "evaluate", account.toString());

    // 60,000 × 0.5 %
    assertThat(ended.output()).contains("house version 7", "300.00");
    assertThat(ended.status()).isZero();
  }

  @Test
  void rules_withoutTargetOrDirectory_areTheShippedOnes() throws IOException, InterruptedException {
    Ended ended = run(Map.of(), "rules", "house");

    assertThat(ended.output()).contains("there is no rule set 'house'");
    assertThat(ended.status()).isEqualTo(2);
  }

  @Test
  void rules_badFileInTheDirectory_isNamed(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("venue.json"), "{\"version\": \"1\"}");

    Ended ended = run(Map.of(RULES_DIRECTORY, directory.toString()), "rules");

    assertThat(ended.output()).contains(file + ": ruleSetId must not be empty");
    assertThat(ended.status()).isEqualTo(2);
  }

  @Test
  void rules_misspeltVariable_isNamed() throws IOException, InterruptedException {
    Ended ended = run(Map.of("CROSSGUARD_SERVER_RULES", "here"), "rules");

    assertThat(ended.output())
        .contains("no setting has the environment variable CROSSGUARD_SERVER_RULES");
    assertThat(ended.status()).isEqualTo(2);
  }

  /** A process that has ended, with all that it wrote. */
  private record Ended(int status, String output) {}

  private static Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Crossguard.class.getName());
    builder.command().addAll(List.of(arguments));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
