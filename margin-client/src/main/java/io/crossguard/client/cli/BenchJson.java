package io.crossguard.client.cli;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.crossguard.client.bench.Latencies;
import io.crossguard.client.bench.Pace;
import io.crossguard.client.bench.PhaseResult;
import io.crossguard.client.bench.Yardstick;
import io.crossguard.client.figure.Figures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of a load, for programs. All figures are numbers; times are milliseconds. */
final class BenchJson {
  private BenchJson() {}

  static Struct of(List<PhaseResult> results, Optional<Yardstick> ratios) {
    Struct.Builder json =
        Struct.newBuilder().putFields("phases", list(results.stream().map(BenchJson::phase)));
    ratios.ifPresent(ratio -> json.putFields(
        "yardstick",
        Value.newBuilder()
            .setStructValue(Struct.newBuilder()
                .putFields("pairs", number(ratio.pairs()))
                .putFields("answers", number(ratio.answers()))
                .putFields("p50", number(ratio.p50()))
                .putFields("p99", number(ratio.p99())))
            .build()));
    return json.build();
  }

  private static Struct.Builder phase(PhaseResult result) {
    Struct.Builder phase = Struct.newBuilder();
    if (result.phase().pace() instanceof Pace.OpenLoop open) {
      phase.putFields("rate", number(open.callsPerSecond()));
    } else if (result.phase().pace() instanceof Pace.ClosedLoop closed) {
      phase.putFields("concurrency", number(closed.calls()));
    }
    return phase
        .putFields("load", text(Figures.words(result.phase().calls())))
        .putFields("seconds", number(result.seconds()))
        .putFields("latestStart", number(result.latestMillis()))
        .putFields("calls", number((double) result.calls()))
        .putFields("outcomes", list(result.rows().stream().map(BenchJson::outcome)));
  }

  private static Struct.Builder outcome(PhaseResult.Row row) {
    Latencies latencies = row.latencies();
    return Struct.newBuilder()
        .putFields("method", text(row.outcome().method()))
        .putFields("status", text(row.outcome().status()))
        .putFields("reason", text(row.outcome().reason()))
        .putFields("calls", number((double) row.calls()))
        .putFields("p50", number(latencies.p50()))
        .putFields("p90", number(latencies.p90()))
        .putFields("p99", number(latencies.p99()))
        .putFields("p999", number(latencies.p999()))
        .putFields("max", number(latencies.max()));
  }

  private static Value list(Stream<Struct.Builder> rows) {
    ListValue.Builder list = ListValue.newBuilder();
    rows.forEach(row -> list.addValues(Value.newBuilder().setStructValue(row)));
    return Value.newBuilder().setListValue(list).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
