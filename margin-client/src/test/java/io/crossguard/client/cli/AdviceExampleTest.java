package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The advice for the example, by the real service in process. The figures are worked by hand. */
class AdviceExampleTest {
  private static final String EXAMPLE =
      CommandRun.EXAMPLES.resolve("basis-book-and-a-bet.json").toString();

  @Test
  void advise_example_isolatesTheBetAndKeepsTheBasisTrade() {
    CommandRun run = CommandRun.of("advise", EXAMPLE);

    assertThat(run.out().lines())
        .anySatisfy(line -> assertThat(line).contains("short-perp", "delta neutral", "keep cross"))
        .anySatisfy(line -> assertThat(line).contains("sol-bet", "move to isolated", "156,100.00"))
        .anySatisfy(line -> assertThat(line).contains("9.66 %", "1.00 %", "700,042.79"))
        .anySatisfy(line -> assertThat(line).contains("eth-bet", "keep isolated", "10,500.00"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextTable.WIDTH_MAX));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void advise_example_tellsPriceAndDistanceApart() {
    CommandRun run = CommandRun.of("advise", EXAMPLE);

    assertThat(run.out().lines())
        .anySatisfy(line -> assertThat(line).contains("short-perp", "BTC-PERP", "133267.3"))
        .anySatisfy(line -> assertThat(line).contains("BTC", "none", "+2055.6 %"));
  }

  @Test
  void advise_lines_givesTheSameAsOneByOne() {
    String line = CommandRun.line(CommandRun.EXAMPLES.resolve("basis-book-and-a-bet.json"));
    String one = CommandRun.of("advise", "--output", "json", EXAMPLE).out();

    CommandRun run = CommandRun.withInput(line + "\n" + line + "\n", "advise", "--lines", "-");

    assertThat(run.out()).isEqualTo(one + one);
    assertThat(run.status()).isZero();
  }
}
