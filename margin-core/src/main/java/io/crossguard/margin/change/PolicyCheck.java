package io.crossguard.margin.change;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which changes a venue refuses whatever the margin: switching modes, one instrument in both modes,
 * isolated positions beside pooled collateral, both sides of an instrument under ONE_WAY.
 */
final class PolicyCheck {
  // Reasons name one of several positions: the same, whatever their order in the account.
  private static final Comparator<Position> FIRST = Comparator.comparing(Position::positionId);

  private final Conventions conventions;
  private final List<Position> positions;
  private final List<RefusalReason> reasons = new ArrayList<>();

  private PolicyCheck(Conventions conventions, List<Position> positions) {
    this.conventions = conventions;
    this.positions = positions;
  }

  /** All reasons, before anything is booked; empty where the venue's policy allows the change. */
  static List<RefusalReason> reasons(Ledger ledger, Change change) {
    PolicyCheck check = new PolicyCheck(
        ledger.before().rules().conventions(), ledger.before().account().positions());
    if (change instanceof Change.Trade trade) {
      check.trade(trade, ledger.position(trade.positionId()));
    } else if (change instanceof Change.ToIsolated switched) {
      check.switched(ledger.held(switched.positionId()), ScopeKind.ISOLATED);
    } else if (change instanceof Change.ToCross switched) {
      check.switched(ledger.held(switched.positionId()), ScopeKind.CROSS);
    }
    return check.reasons;
  }

  private void trade(Change.Trade trade, Optional<Position> held) {
    if (held.isEmpty()) {
      enters(
          trade.positionId(),
          trade.instrumentId(),
          trade.quantity(),
          trade.mode().orElseThrow());
    } else if (TradeBooking.isFlip(held, trade) && held.get().isCross()) {
      bothSides(trade.positionId(), trade.instrumentId(), trade.quantity());
    }
  }

  private void switched(Position position, ScopeKind mode) {
    ChangePolicy.ModeSwitch policy = conventions.changePolicy().modeSwitch();
    if (policy == ChangePolicy.ModeSwitch.REFUSED) {
      refuse(
          RefusalReason.Code.SWITCH_REFUSED,
          "the margin mode of '"
              + position.instrumentId()
              + "' can't be switched while a position or order is open: close '"
              + position.positionId()
              + "', switch the mode, and open it again");
    } else if (policy == ChangePolicy.ModeSwitch.BY_SUB_ACCOUNT && mode == ScopeKind.CROSS) {
      bySubAccount(position.positionId());
    }
    enters(position.positionId(), position.instrumentId(), position.quantity(), mode);
  }

  /** A position comes into a mode, opened or switched. */
  private void enters(String positionId, String instrumentId, Quantity quantity, ScopeKind mode) {
    ChangePolicy policy = conventions.changePolicy();
    boolean isIsolated = mode == ScopeKind.ISOLATED;
    if (policy.modeSwitch() == ChangePolicy.ModeSwitch.BY_SUB_ACCOUNT && isIsolated) {
      bySubAccount(positionId);
    }
    if (policy.modeSwitch() == ChangePolicy.ModeSwitch.ACCOUNT_WIDE) {
      firstInOtherMode(positionId, mode, p -> true)
          .ifPresent(p -> refuse(
              RefusalReason.Code.SWITCH_ACCOUNT_WIDE,
              "all positions of the account share one margin mode, and '" + p.positionId()
                  + "' is not in " + mode + " margin"));
    }
    if (policy.refusesBothModesOfInstrument()) {
      firstInOtherMode(positionId, mode, p -> p.instrumentId().equals(instrumentId))
          .ifPresent(p -> refuse(
              RefusalReason.Code.BOTH_MODES,
              "'" + instrumentId + "' can't be held in both modes, and '" + p.positionId()
                  + "' is not in " + mode + " margin"));
    }
    if (isIsolated
        && policy.refusesIsolatedBesidePool()
        && conventions.collateralMode() == CollateralMode.MULTI_ASSET) {
      refuse(
          RefusalReason.Code.ISOLATED_BESIDE_POOL,
          "'" + positionId + "' can't be isolated while collateral is MULTI_ASSET");
    }
    if (!isIsolated) {
      bothSides(positionId, instrumentId, quantity);
    }
  }

  private Optional<Position> firstInOtherMode(
      String positionId, ScopeKind mode, Predicate<Position> filter) {
    boolean isIsolated = mode == ScopeKind.ISOLATED;
    return positions.stream()
        .filter(p -> !p.positionId().equals(positionId) && p.isCross() == isIsolated)
        .filter(filter)
        .min(FIRST);
  }

  private void bothSides(String positionId, String instrumentId, Quantity quantity) {
    if (conventions.positionMode() != PositionMode.ONE_WAY) {
      return;
    }
    positions.stream()
        .filter(p -> p.isCross()
            && p.instrumentId().equals(instrumentId)
            && !p.positionId().equals(positionId)
            && p.quantity().isNegative() != quantity.isNegative())
        .min(FIRST)
        .ifPresent(p -> refuse(
            RefusalReason.Code.BOTH_SIDES,
            "cross positions in '" + instrumentId + "' must be on one side, and '" + p.positionId()
                + "' is on the other: the rule set is ONE_WAY"));
  }

  private void bySubAccount(String positionId) {
    refuse(
        RefusalReason.Code.SWITCH_BY_SUB_ACCOUNT,
        "the venue isolates by sub-account: move '"
            + positionId
            + "' to a sub-account of its own instead of switching its mode");
  }

  private void refuse(RefusalReason.Code code, String message) {
    reasons.add(new RefusalReason(code, message));
  }
}
