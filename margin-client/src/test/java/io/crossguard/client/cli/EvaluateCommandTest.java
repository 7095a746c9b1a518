package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.RecommendMarginModesRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code evaluate} with the real service in process. */
class EvaluateCommandTest {
  private static final String TWO_LONGS =
      CommandRun.REQUESTS.resolve("two-longs.json").toString();
  private static final String HEDGE =
      CommandRun.EXAMPLES.resolve("coin-margined-short-hedge.json").toString();

  @Test
  void evaluate_publishedExample_showsItsLiquidationPricesRoundedTowardsTheEarlierOne() {
    CommandRun run = CommandRun.of("evaluate", TWO_LONGS);

    assertThat(run.out()).isEqualTo(CommandRun.golden("two-longs.txt"));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void evaluate_exampleUnderVenueRules_showsTheTable() {
    CommandRun run = CommandRun.of(
        "evaluate", CommandRun.EXAMPLES.resolve("binance-usdm-account.json").toString());

    assertThat(run.out()).isEqualTo(CommandRun.golden("binance-usdm-account.txt"));
    assertThat(run.status()).isZero();
  }

  @Test
  void evaluate_coinMarginedHedge_hasNoLiquidationPriceAndNoDistance() {
    CommandRun run = CommandRun.of("evaluate", HEDGE);

    assertThat(run.out()).isEqualTo(CommandRun.golden("coin-margined-short-hedge.txt"));
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ETH_USDC-PERPETUAL | "
            + "Warning: examples, made up, don't trade on them: ETH_USDC-PERPETUAL all rates.",
        "SOL_USDC-PERPETUAL | "
      })
  void evaluate_madeUpFigures_areWarnedOf(String instrumentId, String warning) {
    String request = """
        {"account": {"accountId": "holder", "balances": [{"asset": "USDC", "quantity": "1000"}],
          "positions": [{"positionId": "held", "instrumentId": "INSTRUMENT", "quantity": "1",
            "entryPrice": "100", "cross": {}}]},
         "market": {"markPrices": [{"instrumentId": "INSTRUMENT", "price": "100"}],
          "indexPrices": [{"asset": "USDC", "price": "1"}]},
         "ruleSetId": "deribit-standard"}
        """.replace("INSTRUMENT", instrumentId);

    CommandRun run = CommandRun.withInput(request, "evaluate", "-");

    assertThat(run.out().lines().filter(line -> line.startsWith("Warning")))
        .containsExactlyElementsOf(warning == null ? List.of() : List.of(warning));
    assertThat(run.status()).isZero();
  }

  @Test
  void evaluate_accountOfTheAdviceExample_tellsPriceAndDistanceApart() throws IOException {
    RecommendMarginModesRequest.Builder advice = RecommendMarginModesRequest.newBuilder();
    JsonFormat.parser()
        .merge(CommandRun.text(CommandRun.EXAMPLES.resolve("basis-book-and-a-bet.json")), advice);
    EvaluateMarginRequest request = EvaluateMarginRequest.newBuilder()
        .setAccount(advice.getAccount())
        .setMarket(advice.getMarket())
        .setRuleSet(advice.getRuleSet())
        .build();

    CommandRun run = CommandRun.withInput(JsonLine.of(request), "evaluate", "-");

    // Alone: 770,000 − 10·(p − 60,000) = 0.1·p − 6,000 + 30,000 at 133,267.33.
    // Together: 800,000 − 30,000·x = 6,000·x − 6,000 + 30,000 at x = 21.5556.
    assertThat(run.out()).contains("133267.3 ").contains("none  +2055.6 %");
    assertThat(run.status()).isZero();
  }

  @Test
  void evaluate_liquidatableAccount_saysWhereItRecovers() {
    CommandRun run = CommandRun.withInput(isolatedLong("2"), "evaluate", "-");

    // 2 + p − 100 ≥ 0.05·p from p = 98/0.95 on: 103.158, up to the tick of 0.1.
    assertThat(run.out())
        .contains("Account test: LIQUIDATABLE")
        .contains("already liquidatable (recovers at 103.2)");
    assertThat(run.status()).isZero();
  }

  @Test
  void evaluate_everyTable_fitsHundredColumns() {
    for (String file : List.of(TWO_LONGS, HEDGE)) {
      assertThat(CommandRun.of("evaluate", file).out().lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextTable.WIDTH_MAX));
    }
  }

  @Test
  void evaluate_outputJson_isOneLineWithAllDigits() {
    CommandRun run = CommandRun.of("evaluate", TWO_LONGS, "--output", "json");

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).contains("\"price\":\"26316.893");
  }

  @Test
  void evaluate_standardInput_isReadForDash() {
    CommandRun run = CommandRun.withInput(
        CommandRun.line(CommandRun.REQUESTS.resolve("two-longs.json")), "evaluate", "-");

    assertThat(run.out()).isEqualTo(CommandRun.golden("two-longs.txt"));
  }

  // Margin 10 + 100·(mark − entry) stands against 5 of maintenance: a ratio of 5/margin.
  @ParameterizedTest(name = "{0}: margin {1}, --fail-on {2}, status {3}")
  @CsvSource({
    "below the warning level, 6.26, warning,      0",
    "at the warning level,    6.25, warning,      1",
    "above it,                6.24, warning,      1",
    "at the requirement,      5,    liquidatable, 0",
    "below the requirement,   4.99, liquidatable, 1",
    "bankrupt is worse,       -1,   liquidatable, 1",
    "in capitals,             4.99, LIQUIDATABLE, 1"
  })
  void evaluate_failOn_failsFromThatStatusOn(
      String name, String margin, String failOn, int status) {
    CommandRun run = CommandRun.withInput(crossLong(margin), "evaluate", "-", "--fail-on", failOn);

    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out()).isNotEmpty();
  }

  @Test
  void evaluate_lines_answersEachInOrder() {
    String good = CommandRun.line(CommandRun.REQUESTS.resolve("two-longs.json"));
    String input =
        String.join("\n", good, "", "{\"account\": {}}", "{\"account\"", crossLong("100"), "");

    CommandRun run = CommandRun.withInput(input, "evaluate", "--lines", "-");
    List<String> lines = run.out().lines().toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("{\"accountId\":\"two-longs\"");
    assertThat(lines.get(1))
        .startsWith("{\"error\":{\"code\":3,")
        .contains("\"reason\":\"INVALID_FIELD\"", "\"field\":\"account.accountId\"");
    assertThat(lines.get(2)).startsWith("{\"error\":{\"code\":3,").contains("line 1, column 11");
    assertThat(lines.get(3)).startsWith("{\"accountId\":\"test\"");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void evaluate_linesWithFailOn_failsWhereOneAccountDoes() {
    String input = crossLong("100") + "\n" + crossLong("4.99") + "\n" + crossLong("100") + "\n";

    CommandRun run =
        CommandRun.withInput(input, "evaluate", "--lines", "-", "--fail-on", "liquidatable");

    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void evaluate_linesOfAnEmptyFile_isNothing() {
    CommandRun run = CommandRun.withInput("", "evaluate", "--lines", "-");

    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isZero();
  }

  /** A long of 1 at 100 in cross, with 5 % of maintenance and the given wallet. */
  private static String crossLong(String wallet) {
    return account("[{\"asset\":\"USD\",\"quantity\":\"" + wallet + "\"}]", "\"cross\":{}");
  }

  /** The same, isolated with the given margin. */
  private static String isolatedLong(String margin) {
    return account("[]", "\"isolated\":{\"margin\":\"" + margin + "\"}");
  }

  private static String account(String balances, String mode) {
    return """
        {"account":{"accountId":"test","balances":%s,"positions":[{"positionId":"p",
        "instrumentId":"X","quantity":"1","entryPrice":"100",%s}]},
        "market":{"markPrices":[{"instrumentId":"X","price":"100"}]},
        "ruleSet":{"ruleSetId":"r","version":"1","quoteCurrency":"USD",
        "instruments":[{"instrumentId":"X","kind":"PERPETUAL","payoff":"LINEAR","root":"X",
        "settlementAsset":"USD","multiplier":"1","tickSize":"0.1","requirement":{"marginalTiers":
        {"tiers":[{"notionalFloor":"0","maintenanceRate":"0.05","maxLeverage":"10"}]}}}]}}""".formatted(balances, mode).replace("\n", " ");
  }
}
