package io.crossguard.advisor.policy;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * How margin modes work at a venue.
 *
 * @param modeGranularity the smallest thing that can have a mode of its own
 * @param modeSwitchWithOpenPosition whether the mode can be switched while the position is open; always
 *     false for SUB_ACCOUNTS, where no mode is
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
    boolean isolatesBySubAccount = modeGranularity == ModeGranularity.SUB_ACCOUNTS;
    modeSwitchWithOpenPosition = modeSwitchWithOpenPosition && !isolatesBySubAccount;
    subAccounts = subAccounts || isolatesBySubAccount;
  }

  /** A mode for each position, switched at any time, with its P&amp;L, in any amount. */
  public static VenueCapabilities defaults() {
    return new VenueCapabilities(ModeGranularity.PER_POSITION, true, false, true, Optional.empty());
  }

  /** Whether an open position takes its mode and its P&amp;L along: else it is closed and reopened. */
  public boolean switchesInPlace() {
    return modeSwitchWithOpenPosition && pnlMovesWithPosition;
  }

  /** The same, and no freer than what a rule set says of changes. */
  public VenueCapabilities within(Conventions conventions) {
    ChangePolicy policy = conventions.changePolicy();
    ModeGranularity stated = granularity(policy, conventions.collateralMode());
    return new VenueCapabilities(
        stated.compareTo(modeGranularity) > 0 ? stated : modeGranularity,
        modeSwitchWithOpenPosition && policy.modeSwitch() == ChangePolicy.ModeSwitch.ALLOWED,
        subAccounts,
        pnlMovesWithPosition,
        marginStep);
  }

  private static ModeGranularity granularity(ChangePolicy policy, CollateralMode collateral) {
    boolean refusesIsolated =
        policy.refusesIsolatedBesidePool() && collateral == CollateralMode.MULTI_ASSET;
    return switch (policy.modeSwitch()) {
      case BY_SUB_ACCOUNT -> ModeGranularity.SUB_ACCOUNTS;
      case ACCOUNT_WIDE -> ModeGranularity.ACCOUNT_WIDE;
      case ALLOWED, REFUSED ->
        refusesIsolated
            ? ModeGranularity.ACCOUNT_WIDE
            : policy.refusesBothModesOfInstrument()
                ? ModeGranularity.PER_SYMBOL
                : ModeGranularity.PER_POSITION;
    };
  }

  /** Whether a policy of changes says of modes what this venue does. */
  public boolean agreesWith(ChangePolicy policy) {
    return policy.modeSwitch() == modeSwitch()
        && policy.refusesBothModesOfInstrument() == refusesBothModesOfInstrument();
  }

  /** A policy of changes with the modes of this venue. */
  public ChangePolicy appliedTo(ChangePolicy policy) {
    return new ChangePolicy(
        modeSwitch(),
        policy.reduction(),
        policy.payout(),
        policy.isolationSource(),
        refusesBothModesOfInstrument(),
        policy.refusesIsolatedBesidePool());
  }

  private boolean refusesBothModesOfInstrument() {
    return modeGranularity == ModeGranularity.PER_SYMBOL;
  }

  private ChangePolicy.ModeSwitch modeSwitch() {
    return switch (modeGranularity) {
      case PER_POSITION, PER_SYMBOL ->
        modeSwitchWithOpenPosition
            ? ChangePolicy.ModeSwitch.ALLOWED
            : ChangePolicy.ModeSwitch.REFUSED;
      case ACCOUNT_WIDE -> ChangePolicy.ModeSwitch.ACCOUNT_WIDE;
      case SUB_ACCOUNTS -> ChangePolicy.ModeSwitch.BY_SUB_ACCOUNT;
    };
  }
}
