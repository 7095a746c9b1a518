package io.crossguard.margin.rules;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;

/**
 * What the value of a borrowed amount is multiplied by where it counts. By default it leaves the
 * balances once and requires nothing; a venue may weigh it more, or count it as a requirement
 * instead.
 *
 * @param balance taken from the margin balance; not negative
 * @param initialBalance taken from the initial balance; not negative
 * @param maintenance added to the maintenance margin; not negative
 * @param initial added to the initial margin; not negative
 */
public record LiabilityWeights(
    Decimal balance, Decimal initialBalance, Decimal maintenance, Decimal initial) {

  public static final LiabilityWeights NONE =
      new LiabilityWeights(Decimal.ONE, Decimal.ONE, Decimal.ZERO, Decimal.ZERO);

  public LiabilityWeights {
    Require.that(
        !balance.isNegative()
            && !initialBalance.isNegative()
            && !maintenance.isNegative()
            && !initial.isNegative(),
        "liability weights must not be negative");
    Require.that(
        balance.plus(maintenance).compareTo(Decimal.ONE) >= 0
            && initialBalance.plus(initial).compareTo(Decimal.ONE) >= 0,
        "a liability must count in full: its weights in balance and requirement must add up to at"
            + " least 1");
  }
}
