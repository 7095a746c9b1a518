package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Require;

/**
 * What may leave a scope. With W its wallet, U its unrealized P&amp;L, N its notional, IM, O and MM
 * its initial, order and maintenance margin, and
 *
 * <pre>
 *   R = max(IM + O, notionalShare × N, maintenanceMultiple × MM)
 *
 *   LOSS_COUNTS     W + min(U, 0) − max(R, MM)
 *   PROFIT_COVERS   min(W − MM, W + U − R)
 *   PROFIT_LEAVES   W + U − R
 *   STRICT          0
 * </pre>
 *
 * and at least 0.
 *
 * @param kind what becomes of profit and loss
 * @param notionalShare share of the notional that must stay; not negative
 * @param maintenanceMultiple multiple of the maintenance margin that must stay; not negative
 */
public record Release(Kind kind, Decimal notionalShare, Decimal maintenanceMultiple) {

  /** What becomes of profit and loss. */
  public enum Kind {
    /** A loss stays covered; a profit neither covers nor leaves. */
    LOSS_COUNTS,
    /** A profit may cover the requirement, but never leaves. */
    PROFIT_COVERS,
    /** A profit may leave. */
    PROFIT_LEAVES,
    /** Nothing leaves. */
    STRICT
  }

  public static final Release LOSS_COUNTS =
      new Release(Kind.LOSS_COUNTS, Decimal.ZERO, Decimal.ZERO);

  public Release {
    requireNonNull(kind, "kind");
    Require.that(
        !notionalShare.isNegative() && !maintenanceMultiple.isNegative(),
        "the floors of what may leave must not be negative");
  }

  /** What the formulas above give before "at least 0": negative where the floor is not reached. */
  public Money excess(
      Money wallet, Money pnl, Money notional, Money requiredInitially, Money maintenance) {
    Money floor = requiredInitially
        .max(notional.times(notionalShare))
        .max(maintenance.times(maintenanceMultiple));
    return switch (kind) {
      case LOSS_COUNTS -> wallet.plus(pnl.atMostZero()).minus(floor.max(maintenance));
      case PROFIT_COVERS -> wallet.minus(maintenance).min(wallet.plus(pnl).minus(floor));
      case PROFIT_LEAVES -> wallet.plus(pnl).minus(floor);
      case STRICT -> Money.zero(wallet.asset());
    };
  }
}
