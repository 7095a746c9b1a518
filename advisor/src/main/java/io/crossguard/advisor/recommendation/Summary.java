package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.Figures;
import io.crossguard.margin.value.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The advice in one sentence. */
final class Summary {
  private Summary() {}

  /**
   * @param isChanged whether anything is to be done
   */
  static String of(
      List<PositionAdvice> positions,
      boolean isChanged,
      AccountOutlook before,
      AccountOutlook after) {
    if (positions.isEmpty()) {
      return "No position is open, so nothing is advised.";
    }
    Map<Recommendation.Action, Long> counts = positions.stream()
        .collect(Collectors.groupingBy(
            advice -> advice.recommendation().action(), TreeMap::new, Collectors.counting()));
    String actions = counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
    return positions.size()
        + (positions.size() == 1 ? " position: " : " positions: ")
        + actions
        + (isChanged ? worstCase(before, after) : nothingChanges(before))
        + ".";
  }

  private static String nothingChanges(AccountOutlook outlook) {
    return "; nothing changes"
        + outlook
            .worstCaseLoss()
            .map(loss -> ", and the worst case costs " + number(loss))
            .orElse("");
  }

  private static String worstCase(AccountOutlook before, AccountOutlook after) {
    if (before.worstCaseLoss().isEmpty() || after.worstCaseLoss().isEmpty()) {
      return "";
    }
    return "; the worst case costs "
        + number(before.worstCaseLoss().get())
        + " now and "
        + Figures.number(after.worstCaseLoss().get().amount())
        + " after";
  }

  private static String number(Money amount) {
    return Figures.number(amount.amount()) + " " + amount.asset();
  }
}
