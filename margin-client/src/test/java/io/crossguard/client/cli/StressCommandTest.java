package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.Market;
import io.crossguard.v1.StressMarginRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The command {@code stress} with the real service in process. */
class StressCommandTest {
  private static final String EXAMPLE =
      CommandRun.EXAMPLES.resolve("stressed-basis-book.json").toString();

  @Test
  void stress_basisBookBesideABet_losesTheBetAndNotTheHedge() {
    CommandRun run = CommandRun.of("stress", EXAMPLE);

    // 770,000 − 10,000·75 = 20,000 against 2,400 + 750,000·0.025 − 7,500 = 13,650.
    assertThat(run.out())
        .startsWith("Account stressed-basis-book: 6 scenarios")
        .containsPattern("SOL crash +60,500.00 +750,000.00 +0.00")
        .containsPattern("SOL crash +cross +HEALTHY +20,000.00 +13,650.00 +68.25 %");
    assertThat(run.status()).isZero();
  }

  @Test
  void stress_worstVerdictOfAnyScenario_failsTheCheck() {
    // The isolated short of 20 ETH at 3,000 has 10,500: it is bankrupt 25 % up.
    CommandRun run = CommandRun.of("stress", "--fail-on", "liquidatable", EXAMPLE);

    assertThat(run.status()).isEqualTo(ExitStatus.CHECK_FAILED.code());
  }

  @Test
  void stress_path_showsWhereItCrossesALevel() throws IOException {
    StressMarginRequest.Builder request = StressMarginRequest.newBuilder();
    JsonFormat.parser()
        .merge(CommandRun.text(CommandRun.EXAMPLES.resolve("stressed-basis-book.json")), request);
    request.clearScenarios().clearGrids();
    request.getPathBuilder().addSnapshots(at(request.getMarket(), 1_000, "150"));
    request.getPathBuilder().addSnapshots(at(request.getMarket(), 4_600, "74"));

    CommandRun run = CommandRun.withInput(JsonLine.of(request), "stress", "-");

    // 770,000 − 10,000·76 = 10,000 is less than 2,400 + 740,000·0.025 − 7,500 = 13,400.
    assertThat(run.out())
        .containsPattern("cross  warning  1970-01-01T01:16:40Z  3600s")
        .containsPattern("cross  trigger  1970-01-01T01:16:40Z  3600s");
  }

  private static Market at(Market market, long second, String solPrice) {
    Market.Builder builder = market.toBuilder();
    builder.getAsOfBuilder().setSeconds(second);
    builder.getMarkPricesBuilderList().stream()
        .filter(price -> price.getInstrumentId().equals("SOL-PERP"))
        .forEach(price -> price.setPrice(solPrice));
    return builder.build();
  }
}
