package io.crossguard.server.monitor;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.HedgeGroup;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.advisor.recommendation.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is remembered of the last advice on an account.
 *
 * @param classes what its hedge groups were, so that a class does not flip at its threshold
 * @param lines what was advised
 */
record AdviceMemory(Map<String, Classification> classes, List<Line> lines) {
  AdviceMemory {
    classes = Map.copyOf(classes);
    lines = List.copyOf(lines);
  }

  /**
   * What was advised for one position. Margins and probabilities move with every price; that is no
   * news.
   *
   * @param positionId the position
   * @param classification what it is
   * @param action what was recommended
   */
  record Line(String positionId, Classification classification, Recommendation.Action action) {}

  /** Before the first advice. */
  static AdviceMemory before(Map<String, Classification> classes) {
    return new AdviceMemory(classes, List.of());
  }

  static AdviceMemory of(MarginModeAdvice advice) {
    return new AdviceMemory(
        advice.hedgeGroups().stream()
            .collect(Collectors.toMap(HedgeGroup::hedgeGroupId, HedgeGroup::classification)),
        advice.positions().stream()
            .map(position -> new Line(
                position.positionId(),
                position.classification().classification(),
                position.recommendation().action()))
            .toList());
  }
}
