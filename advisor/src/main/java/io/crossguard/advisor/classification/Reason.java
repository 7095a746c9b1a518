package io.crossguard.advisor.classification;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Require;

/**
 * Why something was concluded.
 *
 * @param code the condition that holds
 * @param message the same in one sentence, with its numbers
 */
public record Reason(Code code, String message) {

  public Reason {
    requireNonNull(code, "code");
    Require.that(!message.isEmpty(), "message must not be empty");
  }

  /** The conditions that are looked for, in the order in which they are told. */
  public enum Code {
    OFFSETTING_LEGS,
    NO_OFFSETTING_LEG,
    PARTIAL_HEDGE,
    OVER_HEDGED,
    RESIDUAL_WITHIN_TOLERANCE,
    RESIDUAL_MATERIAL_TO_EQUITY,
    DUST,
    CALENDAR_BASIS,
    EQUIVALENT_ASSET,
    EQUIVALENT_OFF_PEG,
    FULLY_OFFSET_CLOSE_BOTH,
    HEDGE_LEG_ISOLATED,
    HEDGE_IN_OTHER_POOL,
    HEDGE_EXPIRES_WITHIN_HORIZON,
    DECLARED_HEDGE_NOT_FOUND,
    SINGLE_POSITION_THREAT,
    AGGREGATE_EXPOSURE,
    BUDGET_BINDS,
    REDUCE_SIZE_SUGGESTED,
    MARGIN_ADDED,
    MARGIN_RELEASED,
    INSUFFICIENT_FREE_COLLATERAL,
    ISOLATION_WOULD_LIQUIDATE_CROSS,
    PROFIT_SUPPORTS_CROSS,
    PROFIT_NOT_PROTECTION,
    BIGGER_BUFFER_NOT_SAFER,
    ADL_LEG_RISK,
    BASIS_RESERVE_SHORT,
    UNHEDGED_COLLATERAL,
    WRONG_WAY_COLLATERAL,
    STABLECOIN_CONCENTRATION,
    STABLECOIN_OFF_PEG,
    MODE_SWITCH_NEEDS_FLAT_POSITION,
    MODE_NOT_AVAILABLE,
    STALE_OR_MISSING_MARKET_DATA
  }
}
