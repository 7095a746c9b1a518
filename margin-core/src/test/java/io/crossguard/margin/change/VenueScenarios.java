package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.flat;
import static io.crossguard.margin.change.Scenario.tiers;

import io.crossguard.margin.rules.ChangePolicy;

/** Accounts at venues whose examples and tests are public, as far as these have them in common. */
final class VenueScenarios {
  private VenueScenarios() {}

  /** Tiers of 20x, and 10x from a notional of 1,000; maintenance is half of that. */
  static Scenario hyperliquid(String mark) {
    return new Scenario().linear("BTC", mark, tiers("0", "0.025", "20", "1000", "0.05", "10"));
  }

  /** The margin factor is the initial rate, and everything is at the entry price. */
  static Scenario vega(String factor, String mark) {
    return new Scenario().linear("BTC", mark, flat(factor, "0.35", "2")).atEntry();
  }

  /** Initial 10 %, maintenance 5 %; a reduction needs maintenance margin only. */
  static Scenario drift(String collateral) {
    return new Scenario()
        .linear("SOL", "100", flat("0.1", "0.05", "10"))
        .linear("ETH", "1000", flat("0.1", "0.05", "10"))
        .reduction(ChangePolicy.Reduction.MAINTENANCE)
        .balance("USD", collateral);
  }
}
