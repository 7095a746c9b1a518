package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command {@code preview} with the real service in process. */
class PreviewCommandTest {
  private static final String EXAMPLE =
      CommandRun.EXAMPLES.resolve("isolate-a-bet.json").toString();

  @Test
  void preview_closeAndReopenInIsolated_movesItsMarginAndLeavesTheRestFree() {
    CommandRun run = CommandRun.of("preview", EXAMPLE);

    // 270,400 with the winner's 8,400 realized − 98,400 − 2·60,000 = 52,000, of which 10 % of the
    // ETH short's 379,500 is initial margin. The bet has 98,400 and needs 10 % of 810,000.
    assertThat(run.out())
        .startsWith("Account directional-futures: every change accepted (4)")
        .containsPattern("1  .*cross:USDT +8,400.00  USDT  realized pnl")
        .containsPattern("2  cross:USDT  isolated:btc-bet +98,400.00  USDT  margin")
        .containsPattern("4  cross:USDT  outside +60,000.00  USDT  withdrawal")
        .containsPattern("cross:USDT +USDT  HEALTHY  52,000.00  37,950.00 .* 14,050.00")
        .containsPattern("btc-bet +14,050.00  17,400.00")
        .containsPattern("USDT   14,050.00");
    assertThat(run.status()).isZero();
  }

  @Test
  void preview_refusedChange_saysWhichAndWhy() {
    String tooMuch = CommandRun.text(CommandRun.EXAMPLES.resolve("isolate-a-bet.json"))
        .replace("\"98400\"", "\"178400\"");

    CommandRun run = CommandRun.withInput(tooMuch, "preview", "-");

    // 270,400 − 178,400 − 60,000 = 32,000 is less than the short's 37,950.
    assertThat(run.out())
        .startsWith("Account directional-futures: change 3 refused")
        .contains("NOT_RELEASABLE:")
        .doesNotContain("\n       3  cross:USDT");
    assertThat(run.status()).isZero();
  }

  @Test
  void preview_switchOfAnOpenPosition_isRefusedWhereTheVenueRefusesIt() {
    String aSwitch = CommandRun.text(CommandRun.EXAMPLES.resolve("isolate-a-bet.json"))
        .replaceFirst(
            "(?s)\"changes\": \\[.*]",
            "\"changes\": [{\"toIsolated\": {\"positionId\": \"btc-long\", \"margin\": \"90000\"}}]");

    CommandRun run = CommandRun.withInput(aSwitch, "preview", "-");

    assertThat(run.out())
        .startsWith("Account directional-futures: change 1 refused")
        .contains("SWITCH_REFUSED:", "close 'btc-long', switch the mode, and open it again");
  }

  @Test
  void preview_refusedChangeOfAHealthyAccount_passesACheckOfItsStatus() {
    assertThat(CommandRun.of("preview", "--fail-on", "warning", EXAMPLE).status())
        .isZero();
  }
}
