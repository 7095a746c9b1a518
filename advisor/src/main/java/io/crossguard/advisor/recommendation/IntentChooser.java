package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.PositionStructure;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what the structure asks for: for each position the first row of the decision table that
 * fits. What the pool can spare is looked at later.
 */
final class IntentChooser {
  private final AccountStructure structure;
  private final Portfolio portfolio;
  private final Stress stress;
  private final VenueCapabilities venue;
  private final Refusals refusals;
  private final Returns returns;
  private final VenueFit fit;

  IntentChooser(
      AccountStructure structure,
      Stress stress,
      RiskUnits units,
      VenueCapabilities venue,
      Refusals refusals) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.venue = venue;
    this.refusals = refusals;
    this.returns = new Returns(structure);
    Map<String, Intent> byStructure = new HashMap<>();
    for (PositionStructure position : structure.positions()) {
      String id = position.leg().legId();
      byStructure.put(id, refusals.reason(id).isPresent() ? held(position) : byStructure(position));
    }
    this.fit = new VenueFit(structure, units, venue, refusals, byStructure);
  }

  Returns returns() {
    return returns;
  }

  /** A case for each position, in the order of the account. */
  List<PositionCase> cases() {
    LeastMargins least = new LeastMargins(portfolio);
    for (PositionStructure position : structure.positions()) {
      Intent intent = fit.intentOf(position);
      if (position.leg().isOption() || !PositionCase.standsAlone(position, intent)) {
        continue;
      }
      least.add(
          position.leg().position(),
          PositionCase.quantity(position, intent),
          PositionCase.carriesPnl(position, intent, venue));
    }
    List<PositionCase> cases = new ArrayList<>();
    for (PositionStructure position : structure.positions()) {
      String id = position.leg().legId();
      Intent intent = fit.intentOf(position);
      cases.add(PositionCase.of(
          position,
          intent,
          fit.isModeMissing(position),
          portfolio,
          stress.policy(),
          PositionCase.carriesPnl(position, intent, venue),
          least.of(id)));
    }
    return cases;
  }

  /** The engine refuses what the structure asks for. */
  private static Intent held(PositionStructure position) {
    return stay(position.leg().position().isCross());
  }

  /** What the pool that refused a position would lack, in the quote currency; absent otherwise. */
  Optional<Decimal> lackingToJoin(PositionStructure position) {
    String id = position.leg().legId();
    return refusals.reason(id).flatMap(reason -> returns.lacking(id));
  }

  private Intent byStructure(PositionStructure position) {
    boolean isCross = position.leg().position().isCross();
    boolean needsVolatility = position.hasResidual() || position.group().hasOptions();
    if (needsVolatility && stress.volatility(position.leg().root()).isEmpty()) {
      return Intent.WAIT_FOR_DATA;
    }
    if (portfolio.poolOf(position.leg().scopeId()).isExhausted()) {
      return exhausted(position, isCross);
    }
    boolean comesBackInPart = position.comesBack().filter(how -> !how.isWhole()).isPresent();
    if (!isCross && position.comesBack().isPresent() && isHedgeDust(position)) {
      Decimal own = position.leg().coins().abs();
      boolean isTrifle =
          !hasFallen(position) && isDust(position, own, position.leg().side());
      return isTrifle ? Intent.IGNORE : Intent.RESIZE_ISOLATED;
    }
    if (position.comesBack().isPresent() && returns.contract(position).isEmpty()) {
      return withoutContract(position, isCross, comesBackInPart);
    }
    if (position.comesBack().isPresent() && !comesBackInPart) {
      return Intent.JOIN_POOL;
    }
    if (position.group().hasOptions()) {
      // Its group is looked at as a whole.
      return stay(isCross);
    }
    boolean isHedged =
        !position.hasResidual() || structure.classOf(position.group()).isHedged();
    if (isCross && isHedged && !comesBackInPart) {
      return Intent.STAY_IN_CROSS;
    }
    if (position.hasResidual() && isDust(position, comesBackInPart)) {
      return Intent.IGNORE;
    }
    if (comesBackInPart) {
      return isTradable(position) ? Intent.SPLIT : stay(isCross);
    }
    if (!isCross) {
      return Intent.RESIZE_ISOLATED;
    }
    return alone(position);
  }

  private Intent alone(PositionStructure position) {
    if (!position.isMatched()) {
      return Intent.ISOLATE;
    }
    return isTradable(position) ? Intent.SPLIT : Intent.STAY_IN_CROSS;
  }

  /** A leg whose matched part can't be brought to its partner: its residual is dealt with where it is. */
  private Intent withoutContract(
      PositionStructure position, boolean isCross, boolean comesBackInPart) {
    if (!comesBackInPart) {
      return stay(isCross);
    }
    return isCross ? alone(position) : Intent.RESIZE_ISOLATED;
  }

  /** Whether the residual is a lot at least. */
  static boolean isTradable(PositionStructure position) {
    return !position.isMatched()
        || !Lots.within(position.residualQuantity(), position.leg().instrument())
            .isZero();
  }

  private static Intent exhausted(PositionStructure position, boolean isCross) {
    if (!isCross) {
      return Intent.HOLD_ISOLATED;
    }
    return position.hasResidual() && isTradable(position)
        ? Intent.CLOSE_RESIDUAL
        : Intent.SUPPORT_POOL;
  }

  private static Intent stay(boolean isCross) {
    return isCross ? Intent.STAY_IN_CROSS : Intent.HOLD_ISOLATED;
  }

  private boolean isDust(PositionStructure position, boolean comesBackInPart) {
    if (position.leg().position().isCross() && !comesBackInPart) {
      return stress.isDust(structure, position.group());
    }
    return !hasFallen(position)
        && isDust(position, position.residual(), position.leg().side());
  }

  /** Whether what offsets an isolated position is too little to bring any of it back for. */
  boolean isHedgeDust(PositionStructure position) {
    Side other = position.leg().side() == Side.LONG ? Side.SHORT : Side.LONG;
    return !position.group().hasOptions() && isDust(position, position.matched(), other);
  }

  private boolean isDust(PositionStructure position, Decimal coins, Side side) {
    Pool pool = portfolio.poolOf(position.leg().scopeId());
    return stress.isDust(
        position.leg().root(), side == Side.LONG ? coins : coins.negated(), pool.equity());
  }

  /**
   * Whether a position lacks maintenance margin: nothing else may move before it has that. One without
   * any margin yet is only thought of.
   */
  private boolean hasFallen(PositionStructure position) {
    return AccountDraft.margin(position.leg().position()).isPositive()
        && !portfolio.stands(position.leg());
  }
}
