package io.crossguard.margin.value;

import io.crossguard.margin.value.PiecewiseLinear.Knot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The larger of two functions, walked from knot to knot.
 *
 * @param left one function
 * @param right the other
 */
record UpperEnvelope(PiecewiseLinear left, PiecewiseLinear right) {

  PiecewiseLinear function() {
    List<Knot> knots = new ArrayList<>();
    int nextLeft = 0;
    int nextRight = 0;
    Line ofLeft = left.first();
    Line ofRight = right.first();
    Line first = largerFarBelow(ofLeft, ofRight);
    Optional<Fraction> from = Optional.empty();
    while (true) {
      Optional<Fraction> to = earlier(place(left, nextLeft), place(right, nextRight));
      crossing(ofLeft, ofRight, from, to).ifPresent(knots::add);
      if (to.isEmpty()) {
        return new PiecewiseLinear(first, knots);
      }
      Fraction at = to.get();
      Line leftHere = ofLeft;
      Line rightHere = ofRight;
      if (isAt(left, nextLeft, at)) {
        leftHere = left.here(nextLeft);
        ofLeft = left.before(++nextLeft);
      }
      if (isAt(right, nextRight, at)) {
        rightHere = right.here(nextRight);
        ofRight = right.before(++nextRight);
      }
      Line here = leftHere.at(at).compareTo(rightHere.at(at)) >= 0 ? leftHere : rightHere;
      knots.add(new Knot(at, here, largerBeyond(at, ofLeft, ofRight)));
      from = to;
    }
  }

  private static Optional<Fraction> place(PiecewiseLinear function, int knot) {
    return knot < function.size() ? Optional.of(function.place(knot)) : Optional.empty();
  }

  private static boolean isAt(PiecewiseLinear function, int knot, Fraction at) {
    return place(function, knot).filter(place -> place.compareTo(at) == 0).isPresent();
  }

  private static Optional<Fraction> earlier(Optional<Fraction> one, Optional<Fraction> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return Optional.of(one.get().min(other.get()));
  }

  /** Where the larger of two lines changes, strictly between two places. */
  private static Optional<Knot> crossing(
      Line one, Line other, Optional<Fraction> from, Optional<Fraction> to) {
    Fraction steeper = other.slope().minus(one.slope());
    if (steeper.isZero()) {
      return Optional.empty();
    }
    Fraction at = one.intercept().minus(other.intercept()).dividedBy(steeper);
    boolean isBetween = from.map(place -> place.compareTo(at) < 0).orElse(true)
        && to.map(place -> at.compareTo(place) < 0).orElse(true);
    Line rising = steeper.isPositive() ? other : one;
    return isBetween ? Optional.of(new Knot(at, rising, rising)) : Optional.empty();
  }

  private static Line largerFarBelow(Line one, Line other) {
    int steeper = one.slope().compareTo(other.slope());
    boolean isOne = steeper == 0 ? one.intercept().compareTo(other.intercept()) >= 0 : steeper < 0;
    return isOne ? one : other;
  }

  private static Line largerBeyond(Fraction at, Line one, Line other) {
    int above = one.at(at).compareTo(other.at(at));
    boolean isOne = above == 0 ? one.slope().compareTo(other.slope()) >= 0 : above > 0;
    return isOne ? one : other;
  }
}
