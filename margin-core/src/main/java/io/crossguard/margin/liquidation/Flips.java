package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import java.util.List;
import java.util.Optional;

/**
 * Where an excess stops covering its level as a price moves away from the mark, in either
 * direction.
 *
 * @param nearest the price nearer to the mark
 * @param otherSide the other one, if there are two
 */
record Flips(LiquidationPrice nearest, Optional<Price> otherSide) {

  /**
   * @param excess over the price variable of the leg's instrument
   * @param stands whether the level is covered at the mark
   * @param failsAtZero whether an excess of exactly 0 no longer covers it
   */
  static Flips of(Curve excess, Leg leg, boolean stands, boolean failsAtZero) {
    Fraction mark = leg.priceVariable();
    // Where 0 fails, "not positive" is sought: "not negative" of the negated excess.
    Curve sought = failsAtZero ? excess.times(Decimal.ONE.negated()) : excess;
    if (!stands) {
      return new Flips(
          new LiquidationPrice.AlreadyLiquidatable(
              nearest(leg, recovery(sought, mark, failsAtZero)).map(Flips::price)),
          Optional.empty());
    }
    BothSides flips = failsAtZero
        ? new BothSides(sought.firstNonNegativeBelow(mark), sought.firstNonNegativeAbove(mark))
        : falls(notNegativeAt(mark, sought), mark);
    if (flips.contain(mark)) {
      return new Flips(new LiquidationPrice.At(leg.markPrice()), Optional.empty());
    }
    Optional<Fraction> nearest = nearest(leg, flips);
    return new Flips(
        nearest
            .<LiquidationPrice>map(p -> new LiquidationPrice.At(price(p)))
            .orElseGet(LiquidationPrice.None::new),
        nearest.flatMap(p -> other(leg, flips, p)));
  }

  private static BothSides falls(Curve excess, Fraction mark) {
    return new BothSides(excess.firstNegativeBelow(mark), excess.firstNegativeAbove(mark));
  }

  /** The verdict is exact and the excess rounded: one that is negative at the mark is 0. */
  static Curve notNegativeAt(Fraction place, Curve excess) {
    Fraction now = excess.at(place);
    return now.isNegative() ? Curve.sum(List.of(excess, Curve.constant(now.negated()))) : excess;
  }

  private static BothSides recovery(Curve sought, Fraction mark, boolean failsAtZero) {
    return failsAtZero
        ? falls(sought, mark)
        : new BothSides(sought.firstNonNegativeBelow(mark), sought.firstNonNegativeAbove(mark));
  }

  /** Places of the price variable on either side of the mark. */
  private record BothSides(Optional<Fraction> below, Optional<Fraction> above) {

    /** Whether the excess falls at once on a side: the scope stands at the mark alone. */
    boolean contain(Fraction mark) {
      return below.filter(mark::equals).isPresent()
          || above.filter(mark::equals).isPresent();
    }
  }

  /** The price that is nearer to the mark; of equals the first. */
  private static Optional<Fraction> nearest(Leg leg, BothSides flips) {
    Payoff payoff = leg.instrument().payoff();
    Optional<Fraction> first = flips.below().map(payoff::priceOf);
    Optional<Fraction> second = flips.above().map(payoff::priceOf);
    if (first.isEmpty() || second.isEmpty()) {
      return first.or(() -> second);
    }
    Fraction mark = Fraction.of(leg.markPrice().value());
    Fraction toFirst = first.get().minus(mark).abs();
    Fraction toSecond = second.get().minus(mark).abs();
    return toFirst.compareTo(toSecond) <= 0 ? first : second;
  }

  private static Optional<Price> other(Leg leg, BothSides flips, Fraction nearest) {
    if (flips.below().isEmpty() || flips.above().isEmpty()) {
      return Optional.empty();
    }
    Fraction first = leg.instrument().payoff().priceOf(flips.below().get());
    Fraction second = leg.instrument().payoff().priceOf(flips.above().get());
    return Optional.of(price(nearest.equals(first) ? second : first));
  }

  private static Price price(Fraction price) {
    return new Price(price.rounded());
  }
}
