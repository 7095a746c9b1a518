package io.crossguard.advisor.policy;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * How margin modes work at a venue.
 *
 * @param modeGranularity the smallest thing that can have a mode of its own
 * @param modeSwitchWithOpenPosition whether the mode can be switched while the position is open
 * @param subAccounts whether the owner can open sub-accounts; always true for SUB_ACCOUNTS
 * @param pnlMovesWithPosition whether unrealized P&amp;L follows a position that changes its mode
 * @param marginStep smallest step of assigned margin, in the settlement asset; positive; absent
 *     where there is none
 */
public record VenueCapabilities(
    ModeGranularity modeGranularity,
    boolean modeSwitchWithOpenPosition,
    boolean subAccounts,
    boolean pnlMovesWithPosition,
    Optional<Decimal> marginStep) {

  public VenueCapabilities {
    requireNonNull(modeGranularity, "modeGranularity");
    marginStep.ifPresent(step -> Require.that(step.isPositive(), "margin step must be positive"));
    subAccounts = subAccounts || modeGranularity == ModeGranularity.SUB_ACCOUNTS;
  }

  /** A mode for each position, switched at any time, with its P&amp;L, in any amount. */
  public static VenueCapabilities defaults() {
    return new VenueCapabilities(ModeGranularity.PER_POSITION, true, false, true, Optional.empty());
  }
}
