package io.crossguard.advisor.recommendation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * What to put behind an isolated position or a part of one. Amounts are in its settlement asset.
 *
 * @param margin isolated equity that is advised: assigned margin and unrealized P&amp;L; not
 *     negative
 * @param targetMargin isolated equity that the target probability and the venue's initial margin
 *     ask for; not negative
 * @param transfer what moves from the cross wallet to the position; negative moves back
 * @param liquidationProbability probability that the margin is lost within the horizon
 * @param targetLiquidationProbability the probability that the policy wishes for
 * @param notionalAtTarget largest notional for which the margin would be enough; absent where it is
 *     enough already
 */
public record IsolatedMargin(
    Money margin,
    Money targetMargin,
    Money transfer,
    Rate liquidationProbability,
    Rate targetLiquidationProbability,
    Optional<Money> notionalAtTarget) {

  public IsolatedMargin {
    Require.that(!margin.isNegative(), "margin must not be negative");
    Require.that(!targetMargin.isNegative(), "target margin must not be negative");
    requireNonNull(transfer, "transfer");
    Require.that(
        liquidationProbability.compareTo(Rate.ZERO) >= 0
            && liquidationProbability.compareTo(Rate.ONE) <= 0,
        "liquidation probability must be between 0 and 1");
    requireNonNull(targetLiquidationProbability, "targetLiquidationProbability");
    requireNonNull(notionalAtTarget, "notionalAtTarget");
  }
}
