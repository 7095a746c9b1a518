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
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
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
  private final Map<String, Decimal> lackingToJoin;
  private final Map<String, Intent> intents = new HashMap<>();
  private final Set<String> withoutMode = new HashSet<>();

  IntentChooser(AccountStructure structure, Stress stress, VenueCapabilities venue) {
    this.structure = structure;
    this.portfolio = structure.portfolio();
    this.stress = stress;
    this.venue = venue;
    this.lackingToJoin = refusedReturns();
    for (PositionStructure position : structure.positions()) {
      intents.put(position.leg().legId(), byStructure(position));
    }
    structure.positions().forEach(this::fitToVenue);
  }

  /** A case for each position, in the order of the account. */
  List<PositionCase> cases() {
    List<PositionCase> cases = new ArrayList<>();
    for (PositionStructure position : structure.positions()) {
      String id = position.leg().legId();
      cases.add(PositionCase.of(
          position,
          intents.getOrDefault(id, Intent.IGNORE),
          withoutMode.contains(id),
          portfolio,
          stress.policy(),
          venue.pnlMovesWithPosition()));
    }
    return cases;
  }

  /** Whether the pool that a position should join could not carry it. */
  boolean isRefused(PositionStructure position) {
    return lackingToJoin.containsKey(position.leg().legId());
  }

  /** What that pool would lack then, in the quote currency; absent where it could carry it. */
  Optional<Decimal> lackingToJoin(PositionStructure position) {
    return Optional.ofNullable(lackingToJoin.get(position.leg().legId()));
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
    if (position.comesBack().isPresent() && !comesBackInPart) {
      return isRefused(position) ? stay(isCross) : Intent.JOIN_POOL;
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
      return isRefused(position) ? stay(isCross) : Intent.SPLIT;
    }
    if (!isCross) {
      return Intent.RESIZE_ISOLATED;
    }
    return position.isMatched() ? Intent.SPLIT : Intent.ISOLATE;
  }

  private static Intent exhausted(PositionStructure position, boolean isCross) {
    if (!isCross) {
      return Intent.HOLD_ISOLATED;
    }
    return position.hasResidual() ? Intent.CLOSE_RESIDUAL : Intent.SUPPORT_POOL;
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

  /** The returns that would leave the pool joined with less than its initial margin. */
  private Map<String, Decimal> refusedReturns() {
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
    if (!needsMode || hasMode(position, intent)) {
      return;
    }
    withoutMode.add(id);
    if (!position.leg().position().isCross()) {
      intents.put(id, Intent.HOLD_ISOLATED);
    } else if (venue.subAccounts() && isAloneInPool(position.group())) {
      intents.put(id, Intent.STAY_IN_CROSS);
    } else if (venue.subAccounts() && isAllPositions(position.group())) {
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
  private static boolean isAllPositions(NettedGroup group) {
    return group.parts().stream().allMatch(part -> part.leg() instanceof PositionLeg);
  }

  private boolean isAloneInPool(NettedGroup group) {
    return structure.positions().stream()
        .filter(other -> other.leg().scopeId().equals(group.scopeId()))
        .allMatch(other -> other.group().groupId().equals(group.groupId()));
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
