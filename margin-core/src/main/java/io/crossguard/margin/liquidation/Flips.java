package io.crossguard.margin.liquidation;

import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
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
   * @param reach over the price variable of the leg's instrument
   * @param stands whether the level is covered at the mark, so that it is not a way back
   */
  static Flips of(Reach reach, Leg leg, boolean stands) {
    Optional<Fraction> nearest = nearest(leg, reach);
    if (!stands) {
      return new Flips(
          new LiquidationPrice.AlreadyLiquidatable(nearest.map(Flips::price)), Optional.empty());
    }
    if (reach.contains(leg.priceVariable())) {
      return new Flips(new LiquidationPrice.At(leg.markPrice()), Optional.empty());
    }
    return new Flips(
        nearest
            .<LiquidationPrice>map(p -> new LiquidationPrice.At(price(p)))
            .orElseGet(LiquidationPrice.None::new),
        nearest.flatMap(p -> other(leg, reach, p)));
  }

  /** The price that is nearer to the mark; of equals the first. */
  private static Optional<Fraction> nearest(Leg leg, Reach reach) {
    Payoff payoff = leg.instrument().payoff();
    Optional<Fraction> first = reach.below().map(payoff::priceOf);
    Optional<Fraction> second = reach.above().map(payoff::priceOf);
    if (first.isEmpty() || second.isEmpty()) {
      return first.or(() -> second);
    }
    Fraction mark = Fraction.of(leg.markPrice().value());
    Fraction toFirst = first.get().minus(mark).abs();
    Fraction toSecond = second.get().minus(mark).abs();
    return toFirst.compareTo(toSecond) <= 0 ? first : second;
  }

  private static Optional<Price> other(Leg leg, Reach reach, Fraction nearest) {
    if (reach.below().isEmpty() || reach.above().isEmpty()) {
      return Optional.empty();
    }
    Fraction first = leg.instrument().payoff().priceOf(reach.below().get());
    Fraction second = leg.instrument().payoff().priceOf(reach.above().get());
    return Optional.of(price(nearest.equals(first) ? second : first));
  }

  private static Price price(Fraction price) {
    return new Price(price.rounded());
  }
}
