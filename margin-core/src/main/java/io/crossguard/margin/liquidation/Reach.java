package io.crossguard.margin.liquidation;

import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.List;
import java.util.Optional;

/**
 * The first places on either side of a start at which an excess no longer covers its level, or
 * covers it again.
 *
 * @param below absent where there is none
 * @param above absent where there is none
 */
record Reach(Optional<Fraction> below, Optional<Fraction> above) {

  /**
   * @param isCovered whether the excess covers its level at the start
   * @param failsAtZero whether an excess of exactly 0 no longer covers it
   */
  static Reach of(Curve excess, Fraction start, boolean isCovered, boolean failsAtZero) {
    // Where 0 fails, "not positive" is sought: "not negative" of the negated excess.
    Curve covering = isCovered ? notNegativeAt(start, excess) : excess;
    Curve sought = failsAtZero ? covering.times(Decimal.ONE.negated()) : covering;
    return isCovered == failsAtZero
        ? new Reach(sought.firstNonNegativeBelow(start), sought.firstNonNegativeAbove(start))
        : new Reach(sought.firstNegativeBelow(start), sought.firstNegativeAbove(start));
  }

  /** Whether the excess falls at once on a side: the scope stands at the start alone. */
  boolean contains(Fraction start) {
    return below.filter(start::equals).isPresent()
        || above.filter(start::equals).isPresent();
  }

  /** The places as multiples of a unit, which is positive. */
  Reach in(Fraction unit) {
    return new Reach(
        below.map(place -> place.dividedBy(unit)), above.map(place -> place.dividedBy(unit)));
  }

  /** The verdict is exact and the excess rounded: one that is negative at the start is 0. */
  private static Curve notNegativeAt(Fraction start, Curve excess) {
    Fraction now = excess.at(start);
    return now.isNegative() ? Curve.sum(List.of(excess, Curve.constant(now.negated()))) : excess;
  }
}
