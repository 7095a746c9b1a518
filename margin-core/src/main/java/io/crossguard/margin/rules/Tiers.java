package io.crossguard.margin.rules;

import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Require;
import java.util.List;

/** Looks up tiers: half-open intervals of notional, an exact boundary in the higher one. */
final class Tiers {
  private Tiers() {}

  /**
   * @throws IllegalArgumentException naming the tier, from 0, that breaks a rule
   */
  static void requireAscending(List<Tier> tiers) {
    Require.that(!tiers.isEmpty(), "must have at least one tier");
    Require.that(tiers.get(0).notionalFloor().isZero(), "tiers[0] must have the notional floor 0");
    for (int k = 1; k < tiers.size(); k++) {
      Require.that(
          tiers.get(k).notionalFloor().isGreaterThan(tiers.get(k - 1).notionalFloor()),
          "tiers[" + k + "] must have a higher notional floor than the tier before it");
      Require.that(
          tiers.get(k).maintenanceRate().compareTo(tiers.get(k - 1).maintenanceRate()) >= 0,
          "tiers[" + k + "] must not have a lower maintenance rate than the tier before it");
    }
  }

  /** Number of the tier of a notional, from 1. */
  static int number(List<Tier> tiers, Fraction notional) {
    int number = 1;
    while (number < tiers.size()
        && Fraction.of(tiers.get(number).notionalFloor()).compareTo(notional) <= 0) {
      number++;
    }
    return number;
  }

  static Tier at(List<Tier> tiers, Fraction notional) {
    return tiers.get(number(tiers, notional) - 1);
  }

  static Fraction leverageMax(List<Tier> tiers) {
    return tiers.stream().map(Tier::leverageMax).reduce(Fraction::max).orElseThrow();
  }
}
