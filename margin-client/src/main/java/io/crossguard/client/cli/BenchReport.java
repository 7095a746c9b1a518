package io.crossguard.client.cli;

import io.crossguard.client.bench.Latencies;
import io.crossguard.client.bench.Pace;
import io.crossguard.client.bench.PhaseResult;
import io.crossguard.client.bench.Yardstick;
import io.crossguard.client.figure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of a load, as tables: one a phase. */
final class BenchReport {
  private static final Map<String, String> METHODS = Map.of(
      "EvaluateMargin", "evaluate", "RecommendMarginModes", "advise", "Check", "acknowledge");

  private final List<PhaseResult> results;
  private final Optional<Yardstick> ratios;

  BenchReport(List<PhaseResult> results, Optional<Yardstick> ratios) {
    this.results = results;
    this.ratios = ratios;
  }

  String render() {
    Page page = new Page();
    results.forEach(result -> {
      TextTable table = new TextTable(
          title(result),
          TextTable.Column.name("method"),
          TextTable.Column.text("outcome"),
          TextTable.Column.figure("calls"),
          TextTable.Column.figure("share"),
          TextTable.Column.figure("a second"),
          TextTable.Column.figure("50 %"),
          TextTable.Column.figure("90 %"),
          TextTable.Column.figure("99 %"),
          TextTable.Column.figure("99.9 %"),
          TextTable.Column.figure("max"));
      result.rows().forEach(row -> table.row(cells(row, result)));
      page.add(table);
    });
    List<String> notes = new ArrayList<>();
    notes.add("Times are milliseconds from when a call should have started.");
    ratios.map(BenchReport::ratios).ifPresent(notes::add);
    return page.add(notes).text();
  }

  private static String ratios(Yardstick ratio) {
    return String.format(
        Locale.ROOT,
        "Against acknowledged calls, medians of %d: %.2f times as many answers a second, half of them"
            + " within %.2f times the time, 99 in 100 within %.2f times.",
        ratio.pairs(),
        ratio.answers(),
        ratio.p50(),
        ratio.p99());
  }

  private static String title(PhaseResult result) {
    return String.format(
        Locale.ROOT,
        "%s for %.1f s, %s; the latest call started %.1f ms late",
        pace(result.phase().pace()),
        result.seconds(),
        Figures.words(result.phase().calls()),
        result.latestMillis());
  }

  private static String pace(Pace pace) {
    if (pace instanceof Pace.OpenLoop open) {
      return String.format(Locale.ROOT, "Open loop, %,.1f calls a second", open.callsPerSecond());
    }
    return "Closed loop, " + ((Pace.ClosedLoop) pace).calls() + " calls under way";
  }

  private static String[] cells(PhaseResult.Row row, PhaseResult result) {
    Latencies latencies = row.latencies();
    return new String[] {
      METHODS.getOrDefault(row.outcome().method(), row.outcome().method()),
      row.outcome().reason().isEmpty() ? row.outcome().status() : row.outcome().reason(),
      String.format(Locale.ROOT, "%,d", row.calls()),
      String.format(Locale.ROOT, "%.2f %%", 100.0 * row.calls() / result.calls()),
      String.format(Locale.ROOT, "%,.1f", row.calls() / result.seconds()),
      time(latencies.p50()),
      time(latencies.p90()),
      time(latencies.p99()),
      time(latencies.p999()),
      time(latencies.max())
    };
  }

  private static String time(double millis) {
    if (millis == 0) {
      return Figures.ABSENT;
    }
    return String.format(
        Locale.ROOT, millis < 10 ? "%.2f" : millis < 1_000 ? "%.1f" : "%,.0f", millis);
  }
}
