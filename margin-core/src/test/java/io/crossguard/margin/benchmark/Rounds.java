package io.crossguard.margin.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The times of a subject and of its reference, taken in turn, round by round; of all their passes the
 * fastest, which other work on the machine disturbed least.
 */
final class Rounds {
  private final List<Double> subject = new ArrayList<>();
  private final List<Double> reference = new ArrayList<>();

  private double leastOfSubject = Double.MAX_VALUE;
  private double leastOfReference = Double.MAX_VALUE;

  // Of the round under way.
  private double positions;
  private long sumOfSubject;
  private long sumOfReference;

  /** One pass of a round, over so many positions: nanoseconds in all. */
  void pass(long ofSubject, long ofReference, int positions) {
    leastOfSubject = Math.min(leastOfSubject, (double) ofSubject / positions);
    leastOfReference = Math.min(leastOfReference, (double) ofReference / positions);
    sumOfSubject += ofSubject;
    sumOfReference += ofReference;
    this.positions += positions;
  }

  /** The passes so far are a round: its times are those of a position in the mean. */
  void end() {
    add(sumOfSubject / positions, sumOfReference / positions);
    positions = 0;
    sumOfSubject = 0;
    sumOfReference = 0;
  }

  /** A round that was one pass. */
  void add(double ofSubject, double ofReference) {
    subject.add(ofSubject);
    reference.add(ofReference);
  }

  /** The median time of the subject. */
  double ofSubject() {
    return median(subject);
  }

  /** What the subject takes of the reference, the median of the rounds. */
  double ratio() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < subject.size(); i++) {
      ratios.add(subject.get(i) / reference.get(i));
    }
    return median(ratios);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "exact %.2f ns, doubles %.2f ns, ratio %.2f; fastest %.2f ns and %.2f ns",
        median(subject),
        median(reference),
        ratio(),
        leastOfSubject,
        leastOfReference);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
