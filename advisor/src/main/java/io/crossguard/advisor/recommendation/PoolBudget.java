package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.Optional;

/**
 * What may leave a pool for all that is to be isolated. Amounts are in the quote currency.
 *
 * <pre>
 *   F = max(0, min(C − max(U′, 0) − max(IM′, MM′),
 *                  C − MM′ / max(ratioMax, MM / C before),
 *                  C − MM′ − R,
 *                  what the rules let go))
 * </pre>
 *
 * @param pool the pool today
 * @param balance C, once hedge legs have come back and margin has been released
 * @param initialMargin IM′ of what stays
 * @param maintenanceMargin MM′ of what stays
 * @param unrealizedPnl U′ of what stays; signed
 * @param basisReserve R: what the pairs that stay should keep for a moving basis
 * @param mayLeave what the rules let go for isolated positions; absent where nothing is asked for
 */
record PoolBudget(
    Pool pool,
    Decimal balance,
    Decimal initialMargin,
    Decimal maintenanceMargin,
    Decimal unrealizedPnl,
    Decimal basisReserve,
    Optional<Fraction> mayLeave) {

  /** F. */
  Fraction free(AdvisorPolicy policy) {
    Fraction ratio = Fraction.of(policy.crossMarginRatioMax().fraction());
    if (pool.marginBalance().isPositive()) {
      ratio = ratio.max(Fraction.of(pool.maintenanceMargin(), pool.marginBalance()));
    }
    Fraction room = room(ratio);
    return mayLeave.map(room::min).orElse(room).max(Fraction.ZERO);
  }

  /** F at the ratio of the policy alone, negative by what lacks: a deposit adds to it in full. */
  Fraction roomAtTarget(AdvisorPolicy policy) {
    return room(Fraction.of(policy.crossMarginRatioMax().fraction()));
  }

  private Fraction room(Fraction ratio) {
    Decimal floor = initialMargin.max(maintenanceMargin);
    Fraction forInitial =
        Fraction.of(balance.minus(unrealizedPnl.max(Decimal.ZERO)).minus(floor));
    Fraction forRatio =
        Fraction.of(balance).minus(Fraction.of(maintenanceMargin).dividedBy(ratio));
    Fraction forBasis = Fraction.of(balance.minus(maintenanceMargin).minus(basisReserve));
    return forInitial.min(forRatio).min(forBasis);
  }

  MarginClaims.Limits limits(AdvisorPolicy policy) {
    Fraction equity = Fraction.of(pool.equity().max(Decimal.ZERO));
    return new MarginClaims.Limits(
        equity.times(policy.budget().perRoot().fraction()),
        equity.times(policy.budget().total().fraction()),
        free(policy));
  }
}
