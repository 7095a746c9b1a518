package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code backtest} on a small made-up market, and on real prices where they are. */
class BacktestCommandTest {
  private static final Path REAL_PRICES = Path.of("..", "..", "shared", "prices");
  private static final long FIRST = 1_672_531_200; // 2023-01-01
  private static final int HOURS = 60 * 24;
  private static final int GAP_AT = 50 * 24 + 5;

  @TempDir
  private Path folder;

  /** Sixty days of coins that go their random ways, and one hour of ether that is missing. */
  @BeforeEach
  void writeMarket() throws IOException {
    write("spot_BTC", walk(1, 20_000, 30), -1);
    write("perp_BTC", walk(1, 20_000, 30), -1);
    write("perp_ETH", walk(2, 1_500, 80), GAP_AT);
    write("perp_SOL", walk(3, 20, 120), -1);
  }

  @Test
  void backtest_table_hasEverySection() {
    CommandRun run = run("--every", "12", "--fit-until", "2023-02-10", "--crash", "2023-01-20");

    assertThat(run.out())
        .contains(
            "Skipped windows of a coin:",
            " gap",
            "End equity of an account that began with 100",
            "Share of the accounts",
            "Losses under the advice",
            "End equity with a long bet of 3x into a crash",
            "2023-01-20  ETH",
            "Probability that the isolated bet is liquidated",
            "Multiples of volatility");
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextTable.WIDTH_MAX));
    assertThat(run.err()).contains("reading ", "100 %");
    assertThat(run.status()).isZero();
  }

  /** Windows of a week on ether that begin on days 44 to 50 hold the missing hour of day 50. */
  @Test
  void backtest_gap_skipsTheWindowsThatSpanIt() throws InvalidProtocolBufferException {
    Struct result = json("--from", "2023-01-21", "--to", "2023-02-27");

    assertThat(result.getFieldsOrThrow("skipped").getStructValue().getFieldsMap())
        .containsEntry("GAP", Value.newBuilder().setNumberValue(7).build());
  }

  @Test
  void backtest_numberOfThreads_changesNoDigit() {
    CommandRun one = run("--output", "json", "--threads", "1", "--every", "9");
    CommandRun three = run("--output", "json", "--threads", "3", "--every", "9");

    assertThat(one.status()).isZero();
    assertThat(three.out()).isEqualTo(one.out());
  }

  @Test
  void backtest_chart_isDrawnWithACurveForEachRule() throws IOException {
    Path chart = folder.resolve("chart.svg");
    run("--chart", chart.toString(), "--leverage", "3", "--every", "7");

    String svg = Files.readString(chart);
    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").doesNotContain("<style");
    for (String colour : List.of("#d55e00", "#cc79a7", "#e69f00", "#56b4e9", "#000000")) {
      // One curve, and one strip of the legend.
      assertThat(svg).containsOnlyOnce("stroke=\"" + colour).containsOnlyOnce("fill=\"" + colour);
    }
    assertThat(svg)
        .contains("all cross", "all isolated", "five percent", "delta to equity", "advice");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "--every, 0, --every: must be at least 1",
    "--threads, 0, --threads: must be at least 1",
    "--horizon, 0, the window must be full hours",
    "--leverage, '3,3.0', leverages must differ",
    "--leverage, 0, leverage must be positive",
    "--leverage, much, must be a plain decimal",
    "--from, 2030-01-01, no window of 168 hours fits",
    "--from, yesterday, Invalid value for option '--from'",
    "--to, 2023-01-10, no window can be replayed"
  })
  void backtest_badOption_isNamed(String option, String value, String message) {
    CommandRun run = run(option, value);

    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  /**
   * On real prices: the hedge is never lost under the advice, no loss exceeds what was stated, and
   * multiples fitted until 2022 hold after it.
   */
  @Test
  void backtest_realPrices_keepTheAdvisorsPromises() throws InvalidProtocolBufferException {
    assumeTrue(Files.isDirectory(REAL_PRICES), "there are no real prices beside the repository");
    CommandRun run = CommandRun.of(
        "backtest",
        "--prices",
        REAL_PRICES.toString(),
        "--every",
        "91",
        "--leverage",
        "3",
        "--output",
        "json");
    Struct result = struct(run.out());

    Struct advice = rows(result, "rules").stream()
        .filter(row -> text(row, "rule").equals("ADVICE"))
        .findFirst()
        .orElseThrow();
    assertThat(text(advice, "hedgePoolFell")).isEqualTo("0");
    assertThat(rows(result, "bounds"))
        .allSatisfy(
            row -> assertThat(row.getFieldsOrThrow("beyondMarginAndReserve").getNumberValue())
                .isZero());
    assertThat(rows(result, "calibrations"))
        .filteredOn(row -> row.getFieldsOrThrow("keepsPromise").hasBoolValue())
        .hasSize(6)
        .allSatisfy(row ->
            assertThat(row.getFieldsOrThrow("keepsPromise").getBoolValue()).isTrue());
  }

  private CommandRun run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("backtest", "--prices", folder.toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Struct json(String... options) throws InvalidProtocolBufferException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--output", "json", "--leverage", "3"));
    return struct(run(all.toArray(String[]::new)).out());
  }

  private static Struct struct(String json) throws InvalidProtocolBufferException {
    Struct.Builder struct = Struct.newBuilder();
    JsonFormat.parser().merge(json, struct);
    return struct.build();
  }

  private static List<Struct> rows(Struct of, String name) {
    return of.getFieldsOrThrow(name).getListValue().getValuesList().stream()
        .map(Value::getStructValue)
        .toList();
  }

  private static String text(Struct row, String name) {
    return row.getFieldsOrThrow(name).getStringValue();
  }

  private void write(String name, List<String> rows, int without) throws IOException {
    StringBuilder text = new StringBuilder("ts,open,high,low,close\n");
    for (int hour = 0; hour < rows.size(); hour++) {
      if (hour != without) {
        text.append(FIRST + hour * 3600L).append(',').append(rows.get(hour)).append('\n');
      }
    }
    Files.writeString(folder.resolve(name + "USDT_1h.csv"), text);
  }

  /** Prices in cents that move by up to so many basis points an hour. */
  private static List<String> walk(long seed, long price, int basisPoints) {
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    long open = price * 100;
    for (int hour = 0; hour < HOURS; hour++) {
      long close = open + open * (random.nextInt(2 * basisPoints + 1) - basisPoints) / 10_000;
      long high = Math.max(open, close) + open * random.nextInt(basisPoints) / 10_000;
      long low = Math.min(open, close) - open * random.nextInt(basisPoints) / 10_000;
      rows.add(cents(open) + "," + cents(high) + "," + cents(low) + "," + cents(close));
      open = close;
    }
    return rows;
  }

  private static String cents(long cents) {
    return cents / 100 + "." + String.format("%02d", cents % 100);
  }
}
