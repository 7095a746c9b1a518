package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.BentCurve;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The worst of weighed losses over one variable: max over shocks of weight × (now − after). */
final class WorstLoss {
  private WorstLoss() {}

  /**
   * @param now what there is before a shock
   * @param after what there is after each
   * @param shocks at least one
   */
  static Curve of(Curve now, List<Curve> after, List<Shock> shocks) {
    boolean isStraight = now.isStraight() && after.stream().allMatch(Curve::isStraight);
    return isStraight ? straight(now, after, shocks) : bent(now, after, shocks);
  }

  private static Curve straight(Curve now, List<Curve> after, List<Shock> shocks) {
    List<Curve> weighed = new ArrayList<>();
    for (int i = 0; i < shocks.size(); i++) {
      Curve lost = after.get(i).times(Decimal.ONE.negated());
      weighed.add(Curve.sum(List.of(now, lost)).times(weight(shocks, i)));
    }
    return weighed.stream().reduce(Curve::max).orElseThrow();
  }

  /** What there is now may be dear to calculate: it is once for all shocks. */
  private static Curve bent(Curve now, List<Curve> after, List<Shock> shocks) {
    TreeSet<Fraction> breakpoints = new TreeSet<>(now.breakpoints());
    after.forEach(curve -> breakpoints.addAll(curve.breakpoints()));
    return new BentCurve(
        u -> {
          Fraction before = now.at(u);
          Fraction worst = before.minus(after.get(0).at(u)).times(weight(shocks, 0));
          for (int i = 1; i < shocks.size(); i++) {
            worst = worst.max(before.minus(after.get(i).at(u)).times(weight(shocks, i)));
          }
          return worst;
        },
        List.copyOf(breakpoints));
  }

  private static Decimal weight(List<Shock> shocks, int shock) {
    return shocks.get(shock).weight().fraction();
  }
}
