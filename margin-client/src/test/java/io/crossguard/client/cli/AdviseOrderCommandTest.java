package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The advice on the example's order, by the real service in process. The figures are worked by hand. */
class AdviseOrderCommandTest {
  private static final Path EXAMPLE = CommandRun.EXAMPLES.resolve("order-beside-a-basis-book.json");

  @Test
  void adviseOrder_example_isolatesTheBetWithTheBudget() {
    CommandRun run = CommandRun.of("advise-order", EXAMPLE.toString());

    // 20 % of 780,500; 2,400 and 32,400 of 770,000; 2,400 of 613,900.
    assertThat(run.out().lines())
        .anySatisfy(
            line -> assertThat(line).contains("open isolated", "sol-bet", "156,100.00", "USDT"))
        .anySatisfy(line -> assertThat(line).contains("9.66 %", "1.00 %", "700,042.79"))
        .anySatisfy(line -> assertThat(line).contains("margin ratio", "0.31 %", "4.21 %", "0.39 %"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextTable.WIDTH_MAX));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void adviseOrder_readme_showsWhatTheCommandPrints() {
    CommandRun run = CommandRun.of("advise-order", EXAMPLE.toString());

    assertThat(CommandRun.text(Path.of("README.md"))).contains(run.out().strip());
  }

  @Test
  void adviseOrder_outputJson_isTheResponseOnOneLine() {
    CommandRun run = CommandRun.of("advise-order", "--output", "json", EXAMPLE.toString());

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).contains("\"action\":\"OPEN_ISOLATED\"", "\"margin\":\"156100");
  }

  @Test
  void adviseOrder_lines_answersEachInOrder() {
    String good = CommandRun.line(EXAMPLE);

    CommandRun run = CommandRun.withInput(
        good + "\n{\"trad\": {}}\n" + good + "\n", "advise-order", "--lines", "-");

    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out().lines().toList().get(1)).startsWith("{\"error\":{\"code\":3");
    assertThat(run.out().lines().toList().get(2))
        .isEqualTo(run.out().lines().toList().get(0));
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void adviseOrder_orderThatReduces_saysWhatItCloses() {
    String order = CommandRun.text(EXAMPLE)
        .replace(
            "\"instrumentId\": \"SOL-PERP\",\n    \"quantity\": \"10000\"",
            "\"instrumentId\": \"BTC-PERP\",\n    \"quantity\": \"4\"")
        .replace("\"positionId\": \"sol-bet\"", "\"positionId\": \"short-perp\"");

    CommandRun run = CommandRun.withInput(order, "advise-order", "-");

    assertThat(run.out().lines())
        .anySatisfy(line -> assertThat(line).isEqualTo("Order: reduce only"))
        .anySatisfy(line -> assertThat(line).contains("close", "short-perp", "BTC-PERP", "4"))
        .anySatisfy(line -> assertThat(line).contains("BREAKS_HEDGE"))
        .anySatisfy(line -> assertThat(line).contains("worst-case loss", "18,000.00"));
    assertThat(run.status()).isZero();
  }

  @Test
  void adviseOrder_volatilityMissing_saysThatNothingIsRecommended() {
    String order = CommandRun.text(EXAMPLE)
        .replace("      {\"root\": \"SOL\", \"volatility\": \"0.05\"},\n", "");

    CommandRun run = CommandRun.withInput(order, "advise-order", "-");

    assertThat(run.out().lines())
        .anySatisfy(line -> assertThat(line).isEqualTo("Order: no recommendation"))
        .anySatisfy(line -> assertThat(line.strip()).isEqualTo("nothing"))
        .anySatisfy(line -> assertThat(line).contains("STALE_OR_MISSING_MARKET_DATA"))
        .noneSatisfy(line -> assertThat(line).contains("Probability"));
    assertThat(run.status()).isZero();
  }

  @Test
  void adviseOrder_badTrade_namesThePath() {
    String bad = CommandRun.text(EXAMPLE)
        .replace(
            "\"instrumentId\": \"SOL-PERP\",\n    \"quantity\": \"10000\"",
            "\"instrumentId\": \"DOGE-PERP\",\n    \"quantity\": \"10000\"");

    CommandRun run = CommandRun.withInput(bad, "advise-order", "-");

    assertThat(run.err()).contains("trade.instrumentId: must be an instrument of the rule set");
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void advise_fileOfAnOrder_namesTheRightCommand() {
    CommandRun run = CommandRun.of("advise", EXAMPLE.toString());

    assertThat(run.err()).contains("is the file for the command advise-order?");
    assertThat(run.status()).isEqualTo(2);
  }
}
