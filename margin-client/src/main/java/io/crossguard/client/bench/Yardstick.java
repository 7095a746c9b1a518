package io.crossguard.client.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How phases compare with the same load of calls that only acknowledge their bytes: ratios of phases
 * that ran one after the other, and of those the medians.
 *
 * @param pairs phases that were compared; positive
 * @param answers responses a second, as a share of the acknowledged calls a second
 * @param p50 the time within which half of the calls were answered, as a multiple of theirs
 * @param p99 that of 99 in 100
 */
public record Yardstick(int pairs, double answers, double p50, double p99) {

  /** Each phase behind its yardstick. */
  public static List<Phase> before(List<Phase> phases) {
    List<Phase> all = new ArrayList<>();
    for (Phase phase : phases) {
      all.add(new Phase(CallMix.ACKNOWLEDGE, phase.pace(), phase.duration()));
      all.add(phase);
    }
    return all;
  }

  /**
   * Compares what came of {@link #before}; empty where nothing was answered on one side or the other.
   */
  public static Optional<Yardstick> of(List<PhaseResult> results) {
    List<PhaseResult> subjects = new ArrayList<>();
    List<PhaseResult> references = new ArrayList<>();
    for (int i = 1; i < results.size(); i += 2) {
      if (results.get(i - 1).ok() > 0 && results.get(i).ok() > 0) {
        references.add(results.get(i - 1));
        subjects.add(results.get(i));
      }
    }
    return subjects.isEmpty()
        ? Optional.empty()
        : Optional.of(new Yardstick(
            subjects.size(),
            ratio(subjects, references, result -> result.ok() / result.seconds()),
            ratio(subjects, references, result -> slowest(result, Latencies::p50)),
            ratio(subjects, references, result -> slowest(result, Latencies::p99))));
  }

  /** Of the methods of a phase the one that took longest. */
  private static double slowest(PhaseResult result, ToDoubleFunction<Latencies> time) {
    return result
        .answers()
        .map(PhaseResult.Row::latencies)
        .mapToDouble(time)
        .max()
        .orElseThrow();
  }

  private static double ratio(
      List<PhaseResult> subjects,
      List<PhaseResult> references,
      ToDoubleFunction<PhaseResult> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      ratios.add(figure.applyAsDouble(subjects.get(i)) / figure.applyAsDouble(references.get(i)));
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
