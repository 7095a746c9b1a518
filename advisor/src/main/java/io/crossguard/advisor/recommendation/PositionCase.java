package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.classification.PositionStructure;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.sizing.IsolatedPosition;
import io.crossguard.advisor.sizing.SmallerTier;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * A position to be decided on, with its residual as an isolated position of its own. A part of a
 * position takes its share of notional, initial margin, unrealized P&amp;L and, where it is isolated
 * today, of the assigned margin.
 *
 * @param structure what hedges it
 * @param intent what the structure asks for
 * @param isModeMissing whether the venue has no mode for what would be right
 * @param pool the pool that it is in, or that its isolated margin comes from
 * @param isolated the part that stands alone, or would: all of it where nothing else shall be in
 *     cross; absent for what stays in cross, and for an option, which is never sized by itself
 * @param quantity contracts of that part, signed
 * @param carriesPnl whether its unrealized P&amp;L becomes or is part of its isolated equity
 * @param unrealizedPnl of that part, in the settlement asset; signed
 * @param equity isolated equity of that part today, in the settlement asset; 0 in cross; signed
 */
record PositionCase(
    PositionStructure structure,
    Intent intent,
    boolean isModeMissing,
    Pool pool,
    Optional<IsolatedPosition> isolated,
    Quantity quantity,
    boolean carriesPnl,
    Decimal unrealizedPnl,
    Decimal equity) {

  static PositionCase of(
      PositionStructure structure,
      Intent intent,
      boolean isModeMissing,
      Portfolio portfolio,
      AdvisorPolicy policy,
      boolean carriesPnl,
      LeastMargins.Least least) {
    PositionLeg leg = structure.leg();
    Position position = leg.position();
    Quantity quantity = quantity(structure, intent);
    Fraction share = Fraction.of(quantity.contracts())
        .dividedBy(Fraction.of(position.quantity().contracts()));
    Decimal pnl = part(leg.margin().unrealizedPnl(), share);
    Decimal margin =
        position.mode() instanceof MarginMode.Isolated isolated ? isolated.margin() : Decimal.ZERO;
    Decimal equity =
        position.isCross() ? Decimal.ZERO : part(new Money(margin, ""), share).plus(pnl);
    Fraction notional = Fraction.of(leg.margin().notional().amount()).times(share);
    IsolatedRequirement requirement = new IsolatedRequirement(leg, portfolio.account());
    Optional<IsolatedPosition> isolated = leg.isOption() || !standsAlone(structure, intent)
        ? Optional.empty()
        : Optional.of(new IsolatedPosition(
            position.side(),
            leg.instrument().payoff(),
            notional,
            size(leg, portfolio).times(share),
            requirement.maintenance(notional, least, carriesPnl),
            requirement.liquidationFeeRate(policy),
            Fraction.of(least.initialMargin()),
            Fraction.of(least.equity().minus(least.initialMargin()).max(Decimal.ZERO)),
            requirement.isOfPortfolio()
                ? List.of()
                : SmallerTier.below(notional, leg.instrument().schedule(), position.leverage())));
    return new PositionCase(
        structure,
        intent,
        isModeMissing,
        portfolio.poolOf(leg.scopeId()),
        isolated,
        quantity,
        carriesPnl,
        pnl,
        equity);
  }

  /**
   * The part that stands alone: the residual in whole lots, or the whole position. A residual below
   * one lot is stated as it is, since nothing is done with it.
   */
  static Quantity quantity(PositionStructure structure, Intent intent) {
    if (!isPart(structure, intent)) {
      return structure.leg().position().quantity();
    }
    Quantity lots = Lots.within(structure.residualQuantity(), structure.leg().instrument());
    return lots.isZero() ? structure.residualQuantity() : lots;
  }

  /** Whether the position is isolated, or sized as if it were. */
  static boolean standsAlone(PositionStructure structure, Intent intent) {
    return !structure.leg().position().isCross() || claimsMargin(intent, true);
  }

  /** Whether the P&amp;L of that part stays with it: that of a part opened anew is realized. */
  static boolean carriesPnl(PositionStructure structure, Intent intent, VenueCapabilities venue) {
    boolean isOpenedAnew = isPart(structure, intent) || !venue.switchesInPlace();
    return !structure.leg().position().isCross() || !isOpenedAnew;
  }

  private static boolean isPart(PositionStructure structure, Intent intent) {
    return !isOfShrinkingOptions(structure, intent)
        && structure.isMatched()
        && structure.hasResidual()
        && (structure.leg().position().isCross() || intent == Intent.SPLIT);
  }

  /** The size of the whole position in coins. */
  private static Fraction size(PositionLeg leg, Portfolio portfolio) {
    Position position = leg.position();
    Price mark = portfolio.account().market().markPrice(position.instrumentId()).orElseThrow();
    return leg.instrument().payoff().size(position.quantity(), leg.instrument().multiplier(), mark);
  }

  private static Decimal part(Money amount, Fraction share) {
    return Fraction.of(amount.amount()).times(share).rounded();
  }

  String positionId() {
    return structure.leg().legId();
  }

  Position position() {
    return structure.leg().position();
  }

  boolean isCross() {
    return position().isCross();
  }

  String root() {
    return structure.leg().root();
  }

  Side side() {
    return position().side();
  }

  String settlementAsset() {
    return structure.leg().instrument().settlementAsset();
  }

  Money money(Decimal amount) {
    return new Money(amount, settlementAsset());
  }

  /** Whether it takes margin out of its pool, or is sized as if it did. */
  boolean claimsMargin() {
    return claimsMargin(intent, isCross());
  }

  private static boolean claimsMargin(Intent intent, boolean isCross) {
    return switch (intent) {
      case ISOLATE, REDUCE_IN_CROSS -> true;
      case SPLIT -> isCross;
      default -> false;
    };
  }

  /** Whether the part that stands alone is isolated today and stays so. */
  boolean staysIsolated() {
    return !isCross() && intent != Intent.JOIN_POOL && intent != Intent.MOVE_GROUP;
  }

  /** What it should have; absent where the volatility is unknown, and for an option. */
  Optional<Fraction> wanted(Stress stress) {
    return isolated.flatMap(alone -> stress.targetMove(root(), side()).map(alone::marginWanted));
  }

  /** The same, and no less than the venue asks for in whole steps of assigned margin. */
  Optional<Fraction> claimed(Stress stress, Decimal marginStep) {
    return wanted(stress).map(wanted -> wanted.max(leastInSteps(marginStep)));
  }

  private Fraction leastInSteps(Decimal marginStep) {
    Decimal assigned = alone().marginMin().rounded().minus(carriedPnl());
    return Fraction.of(assigned.roundedUpTo(marginStep).plus(carriedPnl()));
  }

  /** A margin of which the assigned part is in whole steps. */
  Fraction inSteps(Fraction margin, Decimal marginStep) {
    Decimal assigned = margin.rounded().minus(carriedPnl());
    return Fraction.of(assigned.roundedDownTo(marginStep).plus(carriedPnl()));
  }

  /** The unrealized P&amp;L that becomes or is part of its isolated equity. */
  Decimal carriedPnl() {
    return carriesPnl ? unrealizedPnl : Decimal.ZERO;
  }

  /** The part that stands alone or would; of an option there is none. */
  IsolatedPosition alone() {
    return isolated.orElseThrow();
  }

  /** Whether its group has options, and all of that is reduced together. */
  boolean shrinksWithOptions() {
    return isOfShrinkingOptions(structure, intent);
  }

  private static boolean isOfShrinkingOptions(PositionStructure structure, Intent intent) {
    return intent == Intent.REDUCE_TOGETHER && structure.group().hasOptions();
  }

  /** The contracts that do not stand alone, signed. */
  Quantity rest() {
    return position().quantity().plus(quantity.negated());
  }

  /** Whether what offsets some of it are the coins of its own margin. */
  boolean isHedgedByItsMargin() {
    return !isCross() && structure.isMatched() && structure.comesBack().isEmpty();
  }

  /** Whether its isolated margin may be changed. */
  boolean isResizable() {
    return !isCross() && (intent == Intent.RESIZE_ISOLATED || intent == Intent.SPLIT);
  }
}
