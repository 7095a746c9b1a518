package io.crossguard.server.measurement;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Medians and other quantiles of what was measured. */
final class Figures {
  private Figures() {}

  static double quantile(double share, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) Math.floor(share * sorted.length))];
  }

  static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Median, and in brackets the least and the greatest. */
  static String spread(String form, List<Double> values) {
    double[] all = array(values);
    return String.format(
        Locale.ROOT,
        form + " [" + form + " - " + form + "]",
        quantile(0.5, all),
        quantile(0, all),
        quantile(1, all));
  }
}
