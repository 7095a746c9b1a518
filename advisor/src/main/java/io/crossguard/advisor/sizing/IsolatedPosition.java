package io.crossguard.advisor.sizing;

import io.crossguard.margin.account.Side;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A position, or a part of one, that stands alone. Amounts are in its settlement asset.
 *
 * <pre>
 *   v    = 1 ∓ d (inverse: 1 / (1 ∓ d)), upper sign long: the notional after a move d, over that now
 *   M(d) = N·|v − 1| + MM(N·v) + fee·N·v
 * </pre>
 *
 * so that the maintenance margin is that of the liquidation notional, with its own tier. M(d) rises
 * with d and is straight in v between tier edges, so its reverse is exact too. Where a requirement falls
 * by a step as the notional shrinks, it is no less than at the steps on the way.
 *
 * @param side its direction
 * @param payoff how its value follows the price
 * @param notional N, at the mark; not negative
 * @param size in coins at the mark; not negative
 * @param requirement what it requires to stay open
 * @param liquidationFeeRate fee of a liquidation over the notional closed; at least 0, below 1
 * @param initialMargin IM of N at its leverage; not negative
 * @param profit the unrealized profit that moves along; 0 for a loss
 * @param smallerTiers what a unit of notional requires to be opened where the position is smaller than
 *     its tier, the largest first; none where it requires the same at any size
 */
public record IsolatedPosition(
    Side side,
    Payoff payoff,
    Fraction notional,
    Fraction size,
    MaintenanceRule requirement,
    Rate liquidationFeeRate,
    Fraction initialMargin,
    Fraction profit,
    List<SmallerTier> smallerTiers) {
  public IsolatedPosition {
    smallerTiers = List.copyOf(smallerTiers);
  }

  /** A part of it, with its share of the notional and the profit, and the initial margin of its tier. */
  public IsolatedPosition part(Fraction share) {
    Fraction left = notional.times(share);
    Fraction initial = smallerTiers.stream()
        .filter(tier -> tier.contains(left))
        .findFirst()
        .map(tier -> left.times(tier.initialRate()))
        .orElseGet(() -> initialMargin.times(share));
    return new IsolatedPosition(
        side,
        payoff,
        left,
        size.times(share),
        requirement,
        liquidationFeeRate,
        initial,
        profit.times(share),
        smallerTiers);
  }

  /** M(d): what lets the position survive a move against it. */
  public Fraction marginFor(Decimal move) {
    Fraction ratio = ratio(move);
    Fraction margin = marginAt(ratio);
    for (Fraction step : steps()) {
      Fraction there = step.dividedBy(notional);
      if (there.compareTo(ratio) > 0 && there.compareTo(Fraction.ONE) <= 0) {
        margin = margin.max(marginAt(there));
      }
    }
    return margin;
  }

  /** What is needed where the notional is a ratio of that now. */
  private Fraction marginAt(Fraction ratio) {
    Fraction after = notional.times(ratio);
    return notional
        .times(ratio.minus(Fraction.ONE).abs())
        .plus(requirement.maintenanceMargin(after, sizeLine().at(ratio)))
        .plus(after.times(liquidationFeeRate.fraction()));
  }

  /** The notionals that it may shrink to at which less is required by a step. */
  private List<Fraction> steps() {
    return losesAsNotionalRises() ? List.of() : requirement.steps();
  }

  /** What the venue asks for at least: initial margin, and the profit that moves along. */
  public Fraction marginMin() {
    return initialMargin.plus(profit);
  }

  /** What the position should have: M(d), and no less than the venue asks for. */
  public Fraction marginWanted(Decimal move) {
    return marginFor(move).max(marginMin());
  }

  /**
   * The move that a margin survives: the reverse of {@link #marginFor}. At most 1 for a linear long;
   * not positive where it is liquidated now; absent where no move liquidates it.
   */
  public Optional<Decimal> moveSurvivedWith(Fraction margin) {
    Line loss = losesAsNotionalRises()
        ? new Line(notional.negated(), notional)
        : new Line(notional, notional.negated());
    Line rest = Line.constant(margin)
        .minus(loss)
        .minus(Line.proportional(notional.times(liquidationFeeRate.fraction())));
    Curve left = Curve.sum(List.of(
        Curve.straight(rest),
        requirement
            .maintenanceCurve(Line.proportional(notional), sizeLine())
            .times(Decimal.ONE.negated())));
    if (!left.at(Fraction.ONE).isPositive()) {
      return Optional.of(Decimal.ZERO);
    }
    Optional<Fraction> ratio = losesAsNotionalRises()
        ? left.firstNegativeAbove(Fraction.ONE)
        : left.firstNegativeBelow(Fraction.ONE);
    return ratio.map(this::move).or(this::moveToNothing);
  }

  /** A linear long loses at most its notional; an inverse short can be covered for ever. */
  private Optional<Decimal> moveToNothing() {
    return payoff == Payoff.INVERSE ? Optional.empty() : Optional.of(Decimal.ONE);
  }

  /**
   * The largest notional for which a margin is what it should have. The profit shrinks with the
   * notional, the initial margin with its tiers.
   */
  public Fraction notionalWantedWith(Fraction margin, Decimal move) {
    if (notional.isZero() || !margin.isPositive()) {
      return Fraction.ZERO;
    }
    Fraction ratio = ratio(move);
    Fraction perUnit =
        ratio.minus(Fraction.ONE).abs().plus(ratio.times(liquidationFeeRate.fraction()));
    Fraction sizePerUnit = sizeLine().at(ratio).dividedBy(notional);
    Curve lacking = Curve.sum(List.of(
        Curve.straight(new Line(margin.negated(), perUnit)),
        requirement.maintenanceCurve(Line.proportional(ratio), Line.proportional(sizePerUnit))));
    Optional<Fraction> forMove = lacking.firstNonNegativeAbove(Fraction.ZERO);
    return Stream.concat(
            Stream.concat(forMove.stream(), notionalOpenedWith(margin).stream()),
            notionalsReachingSteps(margin, ratio))
        .min(Fraction::compareTo)
        .orElse(notional);
  }

  /** The largest notional that the venue lets be with a margin; absent where it asks for nothing. */
  private Optional<Fraction> notionalOpenedWith(Fraction margin) {
    if (!marginMin().isPositive()) {
      return Optional.empty();
    }
    Fraction opened = notional.times(margin).dividedBy(marginMin());
    boolean staysInTier =
        smallerTiers.isEmpty() || opened.compareTo(smallerTiers.get(0).below()) >= 0;
    return staysInTier
        ? Optional.of(opened)
        : smallerTiers.stream()
            .flatMap(tier -> tier.largest(margin, profit.dividedBy(notional)).stream())
            .findFirst();
  }

  /** For each step on the way to a ratio, the largest notional that reaches it with a margin. */
  private Stream<Fraction> notionalsReachingSteps(Fraction margin, Fraction ratio) {
    List<Fraction> found = new ArrayList<>();
    for (Fraction step : steps()) {
      Fraction most = margin
          .plus(step)
          .minus(requirement.maintenanceMargin(step, size))
          .minus(step.times(liquidationFeeRate.fraction()));
      if (most.times(ratio).compareTo(step) < 0) {
        found.add(most);
      }
    }
    return found.stream();
  }

  /** The size over v: an inverse position's follows its notional, any other's stays. */
  private Line sizeLine() {
    return payoff == Payoff.INVERSE ? Line.proportional(size) : Line.constant(size);
  }

  private boolean losesAsNotionalRises() {
    return (side == Side.SHORT) != (payoff == Payoff.INVERSE);
  }

  /** The notional after a move against the side, over the notional now. */
  private Fraction ratio(Decimal move) {
    Fraction price =
        Fraction.of(side == Side.LONG ? Decimal.ONE.minus(move) : Decimal.ONE.plus(move));
    return payoff == Payoff.INVERSE ? price.reciprocal() : price;
  }

  private Decimal move(Fraction ratio) {
    Fraction price = payoff == Payoff.INVERSE ? ratio.reciprocal() : ratio;
    return price.minus(Fraction.ONE).abs().rounded();
  }
}
