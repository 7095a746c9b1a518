package io.crossguard.margin.change;

import static java.util.Objects.requireNonNull;

/**
 * Why a change is refused.
 *
 * @param code for programs
 * @param message the same with its numbers, one sentence for a person; its wording may change
 */
public record RefusalReason(Code code, String message) {

  /** Why a change is refused. */
  public enum Code {
    /** A scope whose requirement it raises, or which it takes value from, would lack initial margin. */
    INITIAL_MARGIN,
    /** A scope would lack maintenance margin. */
    MAINTENANCE_MARGIN,
    /** A scope that lacks maintenance margin would lack more. */
    SHORTFALL_GROWS,
    /** More would leave a scope than may leave it. */
    NOT_RELEASABLE,
    /** The cross scope would keep less than it must when margin leaves it for an isolated one. */
    CROSS_FLOOR,
    /** The new isolated scope would not have the margin that the rules ask of one. */
    ISOLATED_MARGIN,
    /** An isolated margin would be negative. */
    NEGATIVE_MARGIN,
    /** More of an asset would be withdrawn than there is. */
    BALANCE,
    /** The leverage is above the maximum of the tier reached. */
    LEVERAGE,
    /** The venue switches modes only while no position or order is open. */
    SWITCH_REFUSED,
    /** The venue has one mode for all positions of an account. */
    SWITCH_ACCOUNT_WIDE,
    /** The venue isolates by sub-account. */
    SWITCH_BY_SUB_ACCOUNT,
    /** The venue does not hold one instrument in both modes. */
    BOTH_MODES,
    /** The venue does not isolate beside multi-asset collateral. */
    ISOLATED_BESIDE_POOL,
    /** The venue does not hold both sides of one instrument in cross margin. */
    BOTH_SIDES
  }

  public RefusalReason {
    requireNonNull(code, "code");
    requireNonNull(message, "message");
  }
}
