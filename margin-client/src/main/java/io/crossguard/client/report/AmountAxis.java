package io.crossguard.client.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of an axis of amounts that is drawn, with round ticks. Zero is always on it; of amounts
 * below zero only as much as leaves most of the room to those above.
 *
 * @param from lowest amount; not positive
 * @param to highest amount; not negative, above the lowest
 * @param step distance of the ticks; positive
 */
record AmountAxis(double from, double to, double step) {
  private static final double NEGATIVE_SHARE_MAX = 0.5;
  private static final int STEPS = 5;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  static AmountAxis over(List<Double> amounts) {
    double highest = amounts.stream().mapToDouble(amount -> amount).max().orElse(0);
    double lowest =
        Math.min(0, amounts.stream().mapToDouble(amount -> amount).min().orElse(0));
    double to = Math.max(0, highest);
    double from = to == 0 ? lowest : Math.max(lowest, -NEGATIVE_SHARE_MAX * to);
    if (from == to) {
      return new AmountAxis(0, 1, 1);
    }
    double step = roundStep((to - from) / STEPS);
    return new AmountAxis(Math.floor(from / step) * step, Math.ceil(to / step) * step, step);
  }

  private static double roundStep(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : ROUND) {
      if (factor * power >= rough) {
        return factor * power;
      }
    }
    return ROUND[ROUND.length - 1] * power;
  }

  /** Round amounts from the lowest to the highest. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (long tick = Math.round(from / step); tick <= Math.round(to / step); tick++) {
      ticks.add(tick * step);
    }
    return ticks;
  }

  /** Where an amount is, as a share of the axis: 0 is the lowest, 1 the highest. */
  double share(double amount) {
    return (amount - from) / (to - from);
  }
}
