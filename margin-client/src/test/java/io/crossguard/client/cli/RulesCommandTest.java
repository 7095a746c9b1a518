package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command {@code rules} with the real service in process. */
class RulesCommandTest {

  @Test
  void rules_withoutId_listsThem() {
    CommandRun run = CommandRun.of("rules");

    assertThat(run.out()).contains("binance-usdm-2024-10", "example-coin-margined");
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextTable.WIDTH_MAX));
    assertThat(run.status()).isZero();
  }

  @Test
  void rules_withId_showsInstrumentsAndCollateral() {
    CommandRun run = CommandRun.of("rules", "example-coin-margined");

    assertThat(run.out())
        .startsWith("Rule set example-coin-margined version 1 (example)")
        .contains("BTCUSD-PERP", "inverse");
    assertThat(run.status()).isZero();
  }

  @Test
  void rules_outputJson_isOneLine() {
    CommandRun run = CommandRun.of("rules", "example-coin-margined", "--output", "json");

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).startsWith("{\"ruleSet\":{\"ruleSetId\":\"example-coin-margined\"");
  }

  @Test
  void rules_unknownId_isBadInput() {
    CommandRun run = CommandRun.of("rules", "nowhere");

    assertThat(run.err()).contains("nowhere");
    assertThat(run.status()).isEqualTo(2);
  }
}
