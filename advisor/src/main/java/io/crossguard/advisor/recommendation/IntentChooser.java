package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.AccountStructure;
import io.crossguard.advisor.classification.PositionStructure;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.hedge.LegPart;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final Map<String, Decimal> lackingToJoin;
  private final Map<String, Intent> intents = new HashMap<>();
  private final Set<String> withoutMode = new HashSet<>();

  IntentChooser(
      AccountStructure structure, Stress stress, VenueCapabilities venue, Refusals refusals) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.venue = venue;
    this.refusals = refusals;
    this.lackingToJoin = lackingReturns();
    for (PositionStructure position : structure.positions()) {
      String id = position.leg().legId();
      intents.put(id, refusals.reason(id).isPresent() ? held(position) : byStructure(position));
    }
    structure.positions().forEach(this::fitToVenue);
  }

  /** A case for each position, in the order of the account. */
  List<PositionCase> cases() {
    LeastMargins least = new LeastMargins(portfolio);
    for (PositionStructure position : structure.positions()) {
      Intent intent = intentOf(position);
      if (!PositionCase.standsAlone(position, intent)) {
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
      Intent intent = intentOf(position);
      cases.add(PositionCase.of(
          position,
          intent,
          withoutMode.contains(id),
          portfolio,
          stress.policy(),
          PositionCase.carriesPnl(position, intent, venue),
          least.of(id)));
    }
    return cases;
  }

  private Intent intentOf(PositionStructure position) {
    return intents.getOrDefault(position.leg().legId(), Intent.IGNORE);
  }

  /** The contract in which a leg would be held in the pool that it should join. */
  Optional<Instrument> contractToJoin(PositionStructure position) {
    return position.comesBack().flatMap(how -> contract(position.leg(), how.scopeId()));
  }

  private Optional<Instrument> contract(PositionLeg leg, String scopeId) {
    if (portfolio.crossScopeId(leg.instrument().settlementAsset()).equals(scopeId)) {
      return Optional.of(leg.instrument());
    }
    return portfolio.account().rules().instruments().values().stream()
        .filter(instrument -> instrument.root().equals(leg.root())
            && instrument.payoff() != Payoff.QUANTO
            && instrument.kind() == InstrumentKind.PERPETUAL
            && portfolio.crossScopeId(instrument.settlementAsset()).equals(scopeId)
            && portfolio.account().market().markPrice(instrument.instrumentId()).isPresent())
        .min(Comparator.comparing(Instrument::instrumentId));
  }

  /** The engine refuses what the structure asks for. */
  private static Intent held(PositionStructure position) {
    return stay(position.leg().position().isCross());
  }

  /** What the pool that refused a position would lack, in the quote currency; absent otherwise. */
  Optional<Decimal> lackingToJoin(PositionStructure position) {
    String id = position.leg().legId();
    return refusals.reason(id).flatMap(reason -> Optional.ofNullable(lackingToJoin.get(id)));
  }

  private Intent byStructure(PositionStructure position) {
    boolean isCross = position.leg().position().isCross();
    if (position.hasResidual() && stress.volatility(position.leg().root()).isEmpty()) {
      return Intent.WAIT_FOR_DATA;
    }
    if (portfolio.poolOf(position.leg().scopeId()).isExhausted()) {
      return exhausted(position, isCross);
    }
    boolean comesBackInPart = position.comesBack().filter(how -> !how.isWhole()).isPresent();
    if (position.comesBack().isPresent() && contractToJoin(position).isEmpty()) {
      return withoutContract(position, isCross, comesBackInPart);
    }
    if (position.comesBack().isPresent() && !comesBackInPart) {
      return Intent.JOIN_POOL;
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
  private static boolean isTradable(PositionStructure position) {
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
      return stress.isDust(position.group());
    }
    Decimal signed =
        position.leg().coins().isNegative() ? position.residual().negated() : position.residual();
    Pool pool = portfolio.poolOf(position.leg().scopeId());
    return stress.isDust(position.leg().root(), signed, pool.equity());
  }

  /** What returns would lack of the initial margin of the pool as it is today. */
  private Map<String, Decimal> lackingReturns() {
    Map<String, Decimal> room = new HashMap<>();
    Map<String, Decimal> lacking = new HashMap<>();
    for (PositionStructure position : structure.positions()) {
      position.comesBack().ifPresent(how -> {
        Pool pool = poolToJoin(how.scopeId());
        Decimal left =
            room.getOrDefault(pool.poolId(), pool.marginBalance().minus(pool.initialMargin()));
        Decimal after = left.plus(brings(position));
        if (after.isNegative()) {
          lacking.put(position.leg().legId(), after.negated());
        } else {
          room.put(pool.poolId(), after);
        }
      });
    }
    return lacking;
  }

  private Pool poolToJoin(String scopeId) {
    return portfolio.pools().stream()
        .filter(pool -> pool.poolId().equals(scopeId))
        .findFirst()
        .orElseThrow();
  }

  /** What a returning part brings into the pool over what it requires there. */
  private Decimal brings(PositionStructure position) {
    PositionLeg leg = position.leg();
    Decimal share =
        position.comesBack().filter(PositionStructure.ComesBack::isWhole).isPresent()
            ? Decimal.ONE
            : position.matched().dividedBy(leg.coins().abs());
    Money equity = leg.position().isCross()
        ? Money.zero(leg.instrument().settlementAsset())
        : isolatedEquity(leg);
    return portfolio.inQuote(equity.minus(leg.margin().initialMargin())).times(share);
  }

  private static Money isolatedEquity(PositionLeg leg) {
    Decimal margin = leg.position().mode() instanceof MarginMode.Isolated isolated
        ? isolated.margin()
        : Decimal.ZERO;
    return leg.margin().unrealizedPnl().plus(new Money(margin, leg.instrument().settlementAsset()));
  }

  private void fitToVenue(PositionStructure position) {
    String id = position.leg().legId();
    Intent intent = intents.getOrDefault(id, Intent.IGNORE);
    boolean needsMode = intent == Intent.SPLIT || intent == Intent.ISOLATE;
    boolean isRefused = refusals.withoutMode().contains(id);
    if (!needsMode || (hasMode(position, intent) && !isRefused)) {
      return;
    }
    withoutMode.add(id);
    if (!position.leg().position().isCross()) {
      intents.put(id, Intent.HOLD_ISOLATED);
    } else if (venue.subAccounts() && isAloneInPool(position.group())) {
      intents.put(id, Intent.STAY_IN_CROSS);
    } else if (venue.subAccounts() && canLeave(position.group())) {
      moveGroup(position.group());
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

  private boolean isInstrumentMatched(PositionStructure position) {
    return position.group().pairs().stream()
        .flatMap(pair -> pair.legs())
        .anyMatch(leg -> leg instanceof PositionLeg other
            && other
                .instrument()
                .instrumentId()
                .equals(position.leg().instrument().instrumentId()));
  }

  /** Balances are not moved, so a group that holds coins can't get a sub-account. */
  private boolean canLeave(NettedGroup group) {
    return !refusals.boundGroups().contains(group.groupId())
        && group.parts().stream().allMatch(part -> part.leg() instanceof PositionLeg);
  }

  /** Whether no position of another group will be in the pool of a group. */
  private boolean isAloneInPool(NettedGroup group) {
    return structure.positions().stream()
        .filter(other -> !other.group().groupId().equals(group.groupId()))
        .noneMatch(other -> isLaterIn(other, group.scopeId()));
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

  private void moveGroup(NettedGroup group) {
    for (LegPart part : group.parts()) {
      if (part.leg() instanceof PositionLeg leg && leg.position().isCross()) {
        intents.put(leg.legId(), Intent.MOVE_GROUP);
        withoutMode.add(leg.legId());
      }
    }
  }
}
