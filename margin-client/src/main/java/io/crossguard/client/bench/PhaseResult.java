package io.crossguard.client.bench;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a phase.
 *
 * @param phase the load
 * @param seconds for how long calls were started
 * @param latestMillis by how much the latest call was started after its time. What it lacks in
 *     punctuality is part of the latencies; where it is large, this machine was too slow for the load
 * @param rows how calls ended, by method; answers first
 */
public record PhaseResult(Phase phase, double seconds, double latestMillis, List<Row> rows) {
  public PhaseResult {
    requireNonNull(phase, "phase");
    rows = List.copyOf(rows);
  }

  /**
   * Calls that ended in the same way.
   *
   * @param outcome how
   * @param calls how many
   * @param latencies how long they took; zero where there was no answer
   */
  public record Row(Outcome outcome, long calls, Latencies latencies) {}

  /** Calls that were started. */
  public long calls() {
    return rows.stream().mapToLong(Row::calls).sum();
  }

  /** Calls that were answered with a response. */
  public long ok() {
    return answers().mapToLong(Row::calls).sum();
  }

  /** Those that were answered with a response, by method. */
  Stream<Row> answers() {
    return rows.stream().filter(row -> row.outcome().isOk());
  }
}
