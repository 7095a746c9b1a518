package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.sizing.IsolatedPosition;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.Optional;

/**
 * Turns a margin that a position gets into what is said and done: rounded to the venue's step, with
 * the probability of losing it, and the size for which it would be enough. The assigned margin is
 * rounded down, but up where that would be less than the venue asks for.
 */
final class MarginQuote {

  private final Stress stress;
  private final VenueCapabilities venue;

  MarginQuote(Stress stress, VenueCapabilities venue) {
    this.stress = stress;
    this.venue = venue;
  }

  /** A position that is isolated, or whose isolated margin changes. */
  IsolatedMargin quote(PositionCase of, PoolSizing.Sized sized) {
    Decimal carried = of.carriedPnl();
    Decimal assigned = sized.margin().rounded().minus(carried);
    Decimal rounded = assigned.roundedDownTo(step());
    Decimal least = of.alone().marginMin().rounded();
    boolean isEnough = !sized.margin().rounded().isLessThan(least);
    if (isEnough && rounded.plus(carried).isLessThan(least)) {
      rounded = least.minus(carried).roundedUpTo(step());
    }
    Decimal margin = rounded.plus(carried);
    return margin(of, of.alone(), sized.wanted(), margin, rounded.minus(assignedToday(of)));
  }

  /** A position whose isolated margin stays as it is. */
  IsolatedMargin unchanged(PositionCase of, Fraction wanted) {
    return margin(of, of.alone(), wanted, of.equity().max(Decimal.ZERO), Decimal.ZERO);
  }

  /** A position that is reduced until its margin is enough; absent where nothing is left. */
  Optional<Reduced> reduced(PositionCase of, PoolSizing.Sized sized) {
    Quantity left = quantityFor(of, sized.margin());
    if (left.isZero()) {
      return Optional.empty();
    }
    Fraction share =
        Fraction.of(left.contracts()).dividedBy(Fraction.of(of.quantity().contracts()));
    Decimal pnl = Fraction.of(of.unrealizedPnl()).times(share).rounded();
    Decimal carried = of.carriesPnl() ? pnl : Decimal.ZERO;
    IsolatedPosition alone = of.alone().part(share);
    Fraction enough = enough(of, alone, sized.margin());
    Decimal assigned = enough.rounded().minus(carried).roundedDownTo(step());
    IsolatedMargin margin = margin(of, alone, sized.wanted(), assigned.plus(carried), assigned);
    return Optional.of(new Reduced(left, margin));
  }

  /** A margin, or where it is so much above what the rest should have that it would be released, that. */
  private Fraction enough(PositionCase of, IsolatedPosition rest, Fraction margin) {
    Fraction kept = margin.times(Decimal.ONE.minus(stress.policy().resizeBand().fraction()));
    return stress
        .targetMove(of.root(), of.side())
        .map(rest::marginWanted)
        .filter(wanted -> wanted.compareTo(kept) < 0)
        // Its profit and loss is rounded: a step more leaves no less than the venue asks for.
        .map(wanted -> wanted.plus(Fraction.of(step())))
        .orElse(margin);
  }

  /**
   * What is left of a position.
   *
   * @param quantity contracts, signed; not zero
   * @param margin behind them
   */
  record Reduced(Quantity quantity, IsolatedMargin margin) {}

  /** The contracts for which a margin is enough, signed; rounded towards nothing. */
  Quantity quantityFor(PositionCase of, Fraction margin) {
    // With a profit or loss of its own, what is left of that is rounded to a step, too.
    Fraction assignable =
        of.carriedPnl().isZero() ? of.inSteps(margin, step()) : margin.minus(Fraction.of(step()));
    Fraction notional = notionalAtTarget(of, assignable);
    if (notional.isZero()) {
      return Quantity.ZERO;
    }
    Decimal contracts = Fraction.of(of.quantity().contracts().abs())
        .times(notional.dividedBy(of.alone().notional()))
        .rounded();
    return Lots.within(
        new Quantity(of.quantity().isNegative() ? contracts.negated() : contracts),
        of.structure().leg().instrument());
  }

  private IsolatedMargin margin(
      PositionCase of, IsolatedPosition alone, Fraction wanted, Decimal margin, Decimal transfer) {
    Rate volatility = stress.volatility(of.root()).orElse(Rate.ZERO);
    boolean isShort = Fraction.of(margin.plus(Lots.FINEST_STEP)).compareTo(wanted) <= 0;
    return new IsolatedMargin(
        of.money(margin),
        of.money(wanted.rounded()),
        of.money(transfer),
        stress
            .moves()
            .probability(of.side(), volatility, alone.moveSurvivedWith(Fraction.of(margin))),
        stress.policy().targetLiquidationProbability(),
        isShort
            ? Optional.of(of.money(notionalAtTarget(of, Fraction.of(margin)).rounded()))
            : Optional.empty());
  }

  /** The largest notional for which a margin is enough; 0 where too little is known of the root. */
  private Fraction notionalAtTarget(PositionCase of, Fraction margin) {
    return stress
        .targetMove(of.root(), of.side())
        .map(move -> of.alone().notionalWantedWith(margin, move))
        .orElse(Fraction.ZERO);
  }

  private static Decimal assignedToday(PositionCase of) {
    return of.isCross() ? Decimal.ZERO : AccountDraft.margin(of.position());
  }

  private Decimal step() {
    return step(venue);
  }

  /** The smallest step of assigned margin. */
  static Decimal step(VenueCapabilities venue) {
    return venue.marginStep().orElse(Lots.FINEST_STEP);
  }
}
