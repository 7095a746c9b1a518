package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command {@code preview} with the real service in process. */
class PreviewCommandTest {
  private static final String EXAMPLE =
      CommandRun.EXAMPLES.resolve("isolate-a-bet.json").toString();

  @Test
  void preview_isolationOfAWinner_carriesItsProfitAlong() {
    CommandRun run = CommandRun.of("preview", EXAMPLE);

    // 270,400 − 90,000 − 12·(67,500 − 66,800) − 2·60,000 = 52,000, of which 10 % of the ETH
    // short's 379,500 is initial margin.
    assertThat(run.out())
        .startsWith("Account directional-futures: every change accepted (3)")
        .containsPattern("1  cross:USDT  isolated:btc-long +90,000.00  USDT  margin")
        .containsPattern("1  cross:USDT  isolated:btc-long +8,400.00  USDT  unrealized pnl")
        .containsPattern("3  cross:USDT  outside +60,000.00  USDT  withdrawal")
        .containsPattern("cross:USDT +USDT  HEALTHY  52,000.00  37,950.00 .* 14,050.00")
        .containsPattern("btc-long  14,050.00  17,400.00")
        .containsPattern("USDT   14,050.00");
    assertThat(run.status()).isZero();
  }

  @Test
  void preview_refusedChange_saysWhichAndWhy() {
    String tooMuch = CommandRun.text(CommandRun.EXAMPLES.resolve("isolate-a-bet.json"))
        .replace("\"90000\"", "\"170000\"");

    CommandRun run = CommandRun.withInput(tooMuch, "preview", "-");

    // 270,400 − 8,400 − 170,000 − 60,000 = 32,000 is less than the short's 37,950.
    assertThat(run.out())
        .startsWith("Account directional-futures: change 2 refused")
        .contains("NOT_RELEASABLE:")
        .doesNotContain("\n       2  cross:USDT");
    assertThat(run.status()).isZero();
  }

  @Test
  void preview_refusedChangeOfAHealthyAccount_passesACheckOfItsStatus() {
    assertThat(CommandRun.of("preview", "--fail-on", "warning", EXAMPLE).status())
        .isZero();
  }
}
