package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.PositionStructure;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.VenueCapabilities;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fits what the structure asks for to what the venue offers: a position that can't have its mode
 * leaves with its group, or is reduced; what has to be treated alike leaves or is reduced together.
 */
final class VenueFit {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final RiskUnits units;
  private final VenueCapabilities venue;
  private final Refusals refusals;
  private final Map<String, Intent> intents;
  private final Set<String> withoutMode = new HashSet<>();

  /**
   * @param byStructure what is asked for, by position
   */
  VenueFit(
      AccountStructure structure,
      RiskUnits units,
      VenueCapabilities venue,
      Refusals refusals,
      Map<String, Intent> byStructure) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.units = units;
    this.venue = venue;
    this.refusals = refusals;
    this.intents = new HashMap<>(byStructure);
    units.inseparable().forEach(this::treatAlike);
    // Whether a group is alone in its pool depends on the isolated positions that come into it.
    structure.positions().stream()
        .sorted(Comparator.comparing(position -> position.leg().position().isCross()))
        .forEach(this::fit);
  }

  Intent intentOf(PositionStructure position) {
    return Optional.ofNullable(intents.get(position.leg().legId())).orElseThrow();
  }

  /** Whether the venue has no mode for what would be right. */
  boolean isModeMissing(PositionStructure position) {
    return withoutMode.contains(position.leg().legId());
  }

  /** No part of an inseparable unit is treated by itself: one leg alone would be a bet. */
  private void treatAlike(RiskUnit unit) {
    List<PositionStructure> positions = structure.positions().stream()
        .filter(position -> unit.includes(position.group()))
        .toList();
    boolean isUndecided = unit.stressLoss().isEmpty()
        || portfolio.poolOf(unit.scopeId()).isExhausted()
        || positions.stream().anyMatch(position -> position.comesBack().isPresent());
    if (isUndecided) {
      return;
    }
    boolean isHeld = positions.stream()
        .anyMatch(position -> refusals.reason(position.leg().legId()).isPresent());
    if (isHeld || unit.mayStay() || isAloneInPool(unit)) {
      put(positions, Intent.STAY_IN_CROSS);
    } else if (units.isDust(unit)) {
      put(positions, Intent.IGNORE);
    } else if (venue.subAccounts() && canLeave(unit)) {
      put(positions, Intent.MOVE_GROUP);
    } else {
      put(positions, Intent.STAY_IN_CROSS);
      positions.forEach(position -> withoutMode.add(position.leg().legId()));
      if (!unit.restsOnCoins()) {
        put(positions.stream().filter(VenueFit::shrinks).toList(), Intent.REDUCE_TOGETHER);
      }
    }
  }

  private void put(List<PositionStructure> positions, Intent intent) {
    positions.forEach(position -> intents.put(position.leg().legId(), intent));
  }

  /** Options shrink with all that is beside them; a correlated hedge by its residuals. */
  private static boolean shrinks(PositionStructure position) {
    return position.group().hasOptions()
        || (position.hasResidual() && IntentChooser.isTradable(position));
  }

  private void fit(PositionStructure position) {
    String id = position.leg().legId();
    Intent intent = intentOf(position);
    boolean needsMode = intent == Intent.SPLIT || intent == Intent.ISOLATE;
    boolean isRefused = refusals.withoutMode().contains(id);
    if (!needsMode || (hasMode(position, intent) && !isRefused)) {
      return;
    }
    withoutMode.add(id);
    RiskUnit unit = units.of(position.group());
    if (!position.leg().position().isCross()) {
      intents.put(id, Intent.HOLD_ISOLATED);
    } else if (venue.subAccounts() && isAloneInPool(unit)) {
      intents.put(id, Intent.STAY_IN_CROSS);
    } else if (venue.subAccounts() && canLeave(unit)) {
      leave(unit);
    } else {
      intents.put(id, Intent.REDUCE_IN_CROSS);
    }
  }

  private boolean hasMode(PositionStructure position, Intent intent) {
    return switch (venue.modeGranularity()) {
      case PER_POSITION -> true;
      case PER_SYMBOL -> intent == Intent.ISOLATE && !isInstrumentMatched(position);
      case ACCOUNT_WIDE, SUB_ACCOUNTS -> false;
    };
  }

  private static boolean isInstrumentMatched(PositionStructure position) {
    String instrumentId = position.leg().instrument().instrumentId();
    return position.group().pairs().stream()
        .flatMap(pair -> pair.legs())
        .anyMatch(leg -> leg instanceof PositionLeg other
            && other.instrument().instrumentId().equals(instrumentId));
  }

  /** Balances are not moved, so what holds coins can't get a sub-account. */
  private boolean canLeave(RiskUnit unit) {
    return !refusals.boundUnits().contains(unit.unitId())
        && unit.groups().stream()
            .flatMap(group -> group.parts().stream())
            .allMatch(part -> part.leg() instanceof PositionLeg);
  }

  /** Whether no position of another unit will be in the pool. */
  private boolean isAloneInPool(RiskUnit unit) {
    return structure.positions().stream()
        .filter(other -> !unit.includes(other.group()))
        .noneMatch(other -> isLaterIn(other, unit.scopeId()));
  }

  private boolean isLaterIn(PositionStructure position, String scopeId) {
    Intent intent = intentOf(position);
    boolean isBrought = (intent == Intent.JOIN_POOL || intent == Intent.SPLIT)
        && position.comesBack().filter(how -> how.scopeId().equals(scopeId)).isPresent();
    boolean leaves = intent == Intent.ISOLATE
        && hasMode(position, intent)
        && !refusals.withoutMode().contains(position.leg().legId());
    return isBrought || (position.leg().scopeId().equals(scopeId) && !leaves);
  }

  /** A leg that is isolated today leaves too: what hedges each other ends in one account. */
  private void leave(RiskUnit unit) {
    unit.positions().forEach(leg -> {
      intents.put(leg.legId(), Intent.MOVE_GROUP);
      withoutMode.add(leg.legId());
    });
  }
}
