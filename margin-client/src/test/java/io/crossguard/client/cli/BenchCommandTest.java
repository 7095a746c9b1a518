package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.client.bench.CallMix;
import io.crossguard.client.bench.Latencies;
import io.crossguard.client.bench.Outcome;
import io.crossguard.client.bench.Pace;
import io.crossguard.client.bench.Phase;
import io.crossguard.client.bench.PhaseResult;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code bench} against a real server on a port. No time of it is judged. */
class BenchCommandTest {
  private static EmbeddedCrossguard crossguard;

  @BeforeAll
  static void start() {
    crossguard = EmbeddedCrossguard.startOnPort(ServerConfig.DEFAULT.withPort(0));
  }

  @AfterAll
  static void stop() {
    crossguard.close();
  }

  @Test
  void bench_openLoop_answersEveryCallOfTheMix() {
    CommandRun run = CommandRun.of(
        "bench",
        "--target",
        crossguard.target(),
        "--rate",
        "50,20",
        "--duration",
        "0.44,0.1",
        "--calls",
        "mixed",
        "--positions",
        "3",
        "--deadline",
        "60");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Open loop, 50.0 calls a second for")
        .contains("Open loop, 20.0 calls a second for")
        .containsPattern("evaluate +OK +20 +90\\.91 %")
        .containsPattern("advise +OK +2 +9\\.09 %")
        .doesNotContain("no answer");
    assertThat(run.status()).isZero();
  }

  @Test
  void bench_closedLoopAsJson_hasEveryFigure() throws Exception {
    CommandRun run = CommandRun.of(
        "bench",
        "--target",
        crossguard.target(),
        "--concurrency",
        "2",
        "--duration",
        "0.3",
        "--output",
        "json");

    Struct.Builder json = Struct.newBuilder();
    JsonFormat.parser().merge(run.out(), json);
    Struct phase = json.getFieldsOrThrow("phases").getListValue().getValues(0).getStructValue();
    assertThat(phase.getFieldsOrThrow("concurrency").getNumberValue()).isEqualTo(2);
    assertThat(phase.getFieldsOrThrow("calls").getNumberValue()).isPositive();
    Struct outcome =
        phase.getFieldsOrThrow("outcomes").getListValue().getValues(0).getStructValue();
    assertThat(outcome.getFieldsMap())
        .containsOnlyKeys(
            "method", "status", "reason", "calls", "p50", "p90", "p99", "p999", "max");
    assertThat(outcome.getFieldsOrThrow("status").getStringValue()).isEqualTo("OK");
    assertThat(run.status()).isZero();
  }

  @Test
  void bench_yardstick_putsAcknowledgedCallsBeforeEachPhase() throws Exception {
    String[] options = {
      "bench",
      "--target",
      crossguard.target(),
      "--concurrency",
      "2,2",
      "--duration",
      "0.2,0.2",
      "--yardstick"
    };

    CommandRun run = CommandRun.of(options);
    CommandRun inJson = CommandRun.of(
        Stream.concat(Stream.of(options), Stream.of("--output", "json")).toArray(String[]::new));

    assertThat(run.out())
        .containsPattern("(?s)acknowledge +OK.* evaluate +OK.* acknowledge +OK.* evaluate +OK")
        .containsPattern(
            "Against acknowledged calls, medians of 2: \\d+\\.\\d\\d times as many answers");
    Struct.Builder json = Struct.newBuilder();
    JsonFormat.parser().merge(inJson.out(), json);
    assertThat(json.getFieldsOrThrow("phases").getListValue().getValuesList())
        .extracting(phase -> phase.getStructValue().getFieldsOrThrow("load").getStringValue())
        .containsExactly("acknowledge", "evaluate", "acknowledge", "evaluate");
    assertThat(json.getFieldsOrThrow("yardstick").getStructValue().getFieldsMap())
        .containsOnlyKeys("pairs", "answers", "p50", "p99");
  }

  @Test
  void bench_nobodyListens_isCountedAndEndsWithStatus3() {
    CommandRun run =
        CommandRun.of("bench", "--target", "localhost:1", "--rate", "20", "--duration", "0.1");

    assertThat(run.out()).containsPattern("evaluate +UNAVAILABLE +2 +100\\.00 %");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void report_widestRows_fitThePage() {
    Latencies slow = new Latencies(1_234, 2_345, 3_456, 4_567, 999.54);
    List<PhaseResult.Row> rows = Stream.of("OVERLOADED", "QUOTA_EXCEEDED", "")
        .map(reason -> new PhaseResult.Row(
            new Outcome("RecommendMarginModes", "DEADLINE_EXCEEDED", reason), 12_345_678, slow))
        .toList();
    PhaseResult result = new PhaseResult(
        new Phase(CallMix.ADVISE, new Pace.OpenLoop(20_000), Duration.ofMinutes(10)),
        600,
        0.5,
        rows);

    assertThat(new BenchReport(List.of(result), Optional.empty()).render().lines())
        .contains("  advise  OVERLOADED         12,345,678  33.33 %  20,576.1  1,234  2,345"
            + "  3,456   4,567  999.5")
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(TextTable.WIDTH_MAX));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate 0 | --rate, --concurrency: the rate must be positive",
        "--concurrency 0 | --rate, --concurrency: the concurrency must be at least 1",
        "--rate 1,2 | --duration: must have as many values as --rate or --concurrency, not 1",
        "--rate 1 --duration 0 | --duration: must be positive",
        "--rate 1 --deadline -1 | --deadline: must be positive",
        "--rate 1 --connections 0 | --connections: must be at least 1",
        "--rate 1 --positions 1001 | --positions: the number of positions must be from 1 to 1000"
      })
  void bench_badOption_isNamed(String options, String message) {
    CommandRun run = CommandRun.of(("bench --target localhost:1 " + options).split(" "));

    assertThat(run.err().strip()).isEqualTo(message);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void bench_withoutTarget_isRefused() {
    CommandRun run = CommandRun.of("bench", "--rate", "1");

    assertThat(run.err().strip()).isEqualTo("--target: must be there");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void progress_saysHowFarItIs() {
    assertThat(BenchProgress.line(12, 24_000, 23_999))
        .isEqualTo("12 s: of this phase 24,000 calls have ended, 23,999 of them OK");
  }
}
