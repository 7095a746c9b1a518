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
    /** The position is matched, and its group is neutral or hedged. */
    OFFSETTING_LEGS,
    /** Nothing offsets the position. */
    NO_OFFSETTING_LEG,
    /** The group is hedged in part. */
    PARTIAL_HEDGE,
    /** The derivatives outweigh the coins that they are to hedge. */
    OVER_HEDGED,
    /** What is left after netting is within the hedged band. */
    RESIDUAL_WITHIN_TOLERANCE,
    /** Something is matched, but what is left is large against the equity. */
    RESIDUAL_MATERIAL_TO_EQUITY,
    /** The stress loss is too small to act on. */
    DUST,
    /** A dated future is matched with another expiry, a perpetual or a coin, and their prices can move apart. */
    CALENDAR_BASIS,
    /** The match counts an asset as another coin through a conversion. */
    EQUIVALENT_ASSET,
    /** That conversion is off its fair rate. */
    EQUIVALENT_OFF_PEG,
    /** Both sides of one instrument are held: closing both costs nothing but fees and frees margin. */
    FULLY_OFFSET_CLOSE_BOTH,
    /** The hedge exists, but one leg is isolated, so its profit does not reach the other. */
    HEDGE_LEG_ISOLATED,
    /** The hedge exists, but its legs are in different pools. */
    HEDGE_IN_OTHER_POOL,
    /** A leg of the hedge settles within the horizon. */
    HEDGE_EXPIRES_WITHIN_HORIZON,
    /** The options of the group lose more, the further its price moves either way. */
    SHORT_GAMMA,
    /** The options of the group hedge it after a large adverse move, and what it may lose is limited. */
    TAIL_PROTECTED,
    /** The group can't lose more than what the options held are worth. */
    LOSS_LIMITED_TO_PREMIUM,
    /** The tag calls the position a hedge, but nothing offsets it. */
    DECLARED_HEDGE_NOT_FOUND,
    /** The stress loss of this group alone endangers the rest of its pool. */
    SINGLE_POSITION_THREAT,
    /** The stress losses of several groups together endanger the pool. */
    AGGREGATE_EXPOSURE,
    /** A budget allows less margin than the target probability asks for. */
    BUDGET_BINDS,
    /** A smaller position would reach the target probability with the margin that there is. */
    REDUCE_SIZE_SUGGESTED,
    /** The isolated position should get more margin. */
    MARGIN_ADDED,
    /** The isolated position should give margin back. */
    MARGIN_RELEASED,
    /** The pool can't spare the margin. */
    INSUFFICIENT_FREE_COLLATERAL,
    /** Taking the least margin out would liquidate the pool. */
    ISOLATION_WOULD_LIQUIDATE_CROSS,
    /** The pool stands only because of the profit of this position, which would leave with it. */
    PROFIT_SUPPORTS_CROSS,
    /** Much of the balance is unrealized profit of the position that threatens the pool. */
    PROFIT_NOT_PROTECTION,
    /** More collateral in the pool would be lost too, not protect it. */
    BIGGER_BUFFER_NOT_SAFER,
    /** Losing one leg, for example by auto-deleveraging, leaves an exposure that endangers the pool. */
    ADL_LEG_RISK,
    /** The reserve for a moving basis is not there. */
    BASIS_RESERVE_SHORT,
    /** A coin that serves as collateral, or that a position is paid in, is not hedged. */
    UNHEDGED_COLLATERAL,
    /** Collateral and a position lose together. */
    WRONG_WAY_COLLATERAL,
    /** One stablecoin's depeg would cost much of the equity. */
    STABLECOIN_CONCENTRATION,
    /** A stablecoin is away from its peg now. */
    STABLECOIN_OFF_PEG,
    /** Another coin hedges it as far as the two move together; that is no delta neutrality. */
    CORRELATED_HEDGE_ONLY,
    /** A correlation with another coin was given, and does not make a hedge of the two. */
    CORRELATION_TOO_WEAK,
    /** The venue switches modes of closed positions only: close, switch and reopen. */
    MODE_SWITCH_NEEDS_FLAT_POSITION,
    /** The venue has no such mode for the position. */
    MODE_NOT_AVAILABLE,
    /** A volatility or price is missing, so nothing is advised that would need it. */
    STALE_OR_MISSING_MARKET_DATA,
    /** The margin engine refuses what the structure asks for, so something else is advised. */
    REFUSED_BY_VENUE,
    /** No contract settles in the pool of the hedge, so the leg can't be reopened there. */
    NO_CONTRACT_IN_POOL,
    /** An order only closes what is open. */
    ORDER_REDUCES_POSITION,
    /** An order closes a position and opens the other side. */
    ORDER_FLIPS_POSITION,
    /** An order makes a group delta-neutral. */
    COMPLETES_HEDGE,
    /** An order takes the hedge from a group that has one. */
    BREAKS_HEDGE,
    /** Less is opened than an order asks for. */
    ORDER_REDUCED,
    /** The margin engine would refuse an order in cross margin. */
    REFUSED_IN_CROSS,
    /** What an order in cross margin would put at stake, against what is advised. */
    POOL_AT_STAKE,
    /** More margin would be there for an order once other positions have left the pool. */
    OTHER_ADVICE_FIRST,
    /** At its price an order loses much at once, since the mark is another. */
    LOSS_AT_ONCE
  }
}
