package io.crossguard.margin;

/**
 * What a European option on a forward is worth without interest, as the mean of what exercising is
 * worth over a log-normal price: ∫ max(±(F·e^(s·z − s²/2) − K), 0)·n(z) dz, by Boole's rule over
 * the side of the strike where it is exercised. It shares neither the formula nor the distribution
 * of the engine.
 */
final class OptionValueByIntegral {
  private static final int STEPS = 1_000;
  // The density beyond is below 10^-31.
  private static final double FAR = 12;

  private OptionValueByIntegral() {}

  static double of(boolean isCall, double forward, double strike, double deviation) {
    double atStrike = (Math.log(strike / forward) + deviation * deviation / 2) / deviation;
    // The forward's weight is greatest one deviation above that of the density.
    double from = isCall ? Math.max(atStrike, -FAR) : -FAR;
    double to = isCall ? FAR + deviation : Math.min(atStrike, FAR + deviation);
    if (from >= to) {
      return 0;
    }
    double step = (to - from) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double z = from + i * step;
      double price = forward * Math.exp(deviation * z - deviation * deviation / 2);
      double exercised = isCall ? price - strike : strike - price;
      sum += weight(i) * exercised * Math.exp(-z * z / 2);
    }
    return Math.max(sum * step * 2 / 45 / Math.sqrt(2 * Math.PI), 0);
  }

  private static int weight(int i) {
    if (i % 2 == 1) {
      return 32;
    }
    if (i % 4 == 2) {
      return 12;
    }
    return i == 0 || i == STEPS ? 7 : 14;
  }
}
