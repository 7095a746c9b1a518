package io.crossguard.advisor.policy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;
import java.util.Set;

/**
 * How much further than large coins small ones run: the multiples rest on large coins.
 *
 * @param factor of the multiples of a small coin; at least 1
 * @param largeCoins roots that are not small
 */
public record SmallCoins(Decimal factor, Set<String> largeCoins) {
  public SmallCoins {
    Require.that(!factor.isLessThan(Decimal.ONE), "small coin factor must be at least 1");
    largeCoins = Set.copyOf(largeCoins);
    largeCoins.forEach(Require::identifier);
  }

  /** What comes with the multiples of this module. */
  public static SmallCoins defaults() {
    return ExcursionFile.smallCoins();
  }

  /** The factor of a root: 1 for a large coin. */
  public Decimal factor(String root) {
    return largeCoins.contains(root) ? Decimal.ONE : factor;
  }
}
