package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.Figures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The advice in one sentence. */
final class Summary {
  private Summary() {}

  static String of(List<PositionAdvice> positions, AccountOutlook before, AccountOutlook after) {
    if (positions.isEmpty()) {
      return "No position is open, so nothing is advised.";
    }
    Map<Recommendation.Action, Long> counts = positions.stream()
        .collect(Collectors.groupingBy(
            advice -> advice.recommendation().action(), TreeMap::new, Collectors.counting()));
    String actions = counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
    return positions.size() + " positions: " + actions + worstCase(before, after) + ".";
  }

  private static String worstCase(AccountOutlook before, AccountOutlook after) {
    if (before.worstCaseLoss().isEmpty() || after.worstCaseLoss().isEmpty()) {
      return "";
    }
    return "; the worst case costs "
        + Figures.number(before.worstCaseLoss().get().amount())
        + " "
        + before.equity().asset()
        + " now and "
        + Figures.number(after.worstCaseLoss().get().amount())
        + " after";
  }
}
