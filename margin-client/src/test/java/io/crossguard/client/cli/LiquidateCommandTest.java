package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command {@code liquidate} with the real service in process. */
class LiquidateCommandTest {
  private static final String EXAMPLE =
      CommandRun.EXAMPLES.resolve("drained-account.json").toString();

  @Test
  void liquidate_oneLargeLoser_showsWhatItTakes() {
    CommandRun run = CommandRun.of("liquidate", EXAMPLE);

    // 100,000 + 2·5,000 − 2,500·43 = 2,500; the short then needs 0.004·130,000 − 0 < 2,500.
    assertThat(run.out())
        .startsWith("Account drained-account after liquidation: HEALTHY")
        .containsPattern("cross:USDT  restored +1  2,500.00 +-")
        .containsPattern("cross:USDT  sol-bet +2,500 +137  -107,500.00 +0.00  2,500.00");
    assertThat(run.status()).isZero();
  }

  @Test
  void liquidate_jsonOutput_isTheWholeResponse() {
    CommandRun run = CommandRun.of("liquidate", "--output", "json", EXAMPLE);

    assertThat(run.out()).contains("\"outcome\":\"RESTORED\"", "\"realizedPnl\":\"-107500\"");
  }

  @Test
  void liquidate_line_isAnsweredWithALine() {
    String line = CommandRun.line(CommandRun.EXAMPLES.resolve("drained-account.json"));

    CommandRun run = CommandRun.withInput(line + "\n{}\n", "liquidate", "--lines", "-");

    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out().lines().skip(1).findFirst().orElseThrow()).startsWith("{\"error\":");
    assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT.code());
  }
}
