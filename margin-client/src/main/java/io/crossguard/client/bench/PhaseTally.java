package io.crossguard.client.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts the calls that were started in one phase, whenever they are answered. */
final class PhaseTally {
  private static final int DIGITS = 3;

  private final Phase phase;
  private final Map<Outcome, Histogram> answered = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> waiting = new ConcurrentHashMap<>();
  private final AtomicLong latestNanos = new AtomicLong();
  private volatile long elapsedNanos;

  PhaseTally(Phase phase) {
    this.phase = phase;
  }

  /** The load. */
  Phase phase() {
    return phase;
  }

  /**
   * A call has been started.
   *
   * @param lateNanos by how much after its time
   */
  void started(String method, long lateNanos) {
    waiting.computeIfAbsent(method, name -> new LongAdder()).increment();
    latestNanos.accumulateAndGet(lateNanos, Math::max);
  }

  /**
   * A call has ended.
   *
   * @param nanos time since it should have been started
   */
  void ended(Outcome outcome, long nanos) {
    answered
        .computeIfAbsent(outcome, name -> new ConcurrentHistogram(DIGITS))
        .recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    waiting.computeIfAbsent(outcome.method(), name -> new LongAdder()).decrement();
  }

  /** No further call is started. */
  void close(long nanos) {
    elapsedNanos = nanos;
  }

  /** Calls that have been started and have not ended. */
  long waiting() {
    return waiting.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Calls that have ended so, whatever the method. */
  long ok() {
    return answered.entrySet().stream()
        .filter(row -> row.getKey().isOk())
        .mapToLong(row -> row.getValue().getTotalCount())
        .sum();
  }

  /** Calls that have ended. */
  long ended() {
    return answered.values().stream().mapToLong(Histogram::getTotalCount).sum();
  }

  /** What has come of the phase. Calls that have not ended yet count as without an answer. */
  PhaseResult result() {
    List<PhaseResult.Row> rows = new ArrayList<>();
    answered.forEach((outcome, times) ->
        rows.add(new PhaseResult.Row(outcome, times.getTotalCount(), Latencies.of(times))));
    waiting.forEach((method, calls) -> {
      if (calls.sum() > 0) {
        rows.add(new PhaseResult.Row(
            new Outcome(method, Outcome.NO_ANSWER, ""), calls.sum(), Latencies.NONE));
      }
    });
    rows.sort(Comparator.comparing((PhaseResult.Row row) -> row.outcome().method())
        .thenComparing(row -> !row.outcome().isOk())
        .thenComparing(row -> row.outcome().status())
        .thenComparing(row -> row.outcome().reason()));
    return new PhaseResult(phase, elapsedNanos / 1e9, latestNanos.get() / 1e6, rows);
  }
}
