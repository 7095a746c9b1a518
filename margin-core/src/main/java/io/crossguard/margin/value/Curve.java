package io.crossguard.margin.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A function of one variable: what a margin figure is of a notional, a price or a common move.
 * Sums, maxima and compositions of straight pieces stay straight and exact; anything else is bent,
 * and places on it are bracketed.
 */
public sealed interface Curve permits PiecewiseLinear, BentCurve {

  /** How far a place found on a bent function may be from the true one, as a share of itself. */
  Decimal TOLERANCE = Decimal.parse("0.000000000001");

  /** The value at a place. */
  Fraction at(Fraction u);

  /** The places where the function changes its form, ascending. */
  List<Fraction> breakpoints();

  /** This function times a factor. */
  Curve times(Decimal factor);

  /** This function of a line: {@code u -> this(inner(u))}. */
  Curve compose(Line inner);

  /**
   * The perspective {@code x -> x × this(amount / x)} for x above 0: what an amount that shrinks as
   * x rises requires, once it is valued at x.
   *
   * @param amount positive
   */
  Curve perspective(Fraction amount);

  /**
   * Where the function first falls below 0 on the way up: the greatest lower bound of the places
   * above the start at which it is negative.
   */
  Optional<Fraction> firstNegativeAbove(Fraction start);

  /** Where the function first reaches 0 on the way up from a start at which it is negative. */
  Optional<Fraction> firstNonNegativeAbove(Fraction start);

  /** {@link #firstNegativeAbove} on the way down, among positive places only. */
  Optional<Fraction> firstNegativeBelow(Fraction start);

  /** {@link #firstNonNegativeAbove} on the way down, among positive places only. */
  Optional<Fraction> firstNonNegativeBelow(Fraction start);

  /** Whether every place found on it is exact. */
  default boolean isStraight() {
    return this instanceof PiecewiseLinear;
  }

  static Curve straight(Line line) {
    return PiecewiseLinear.of(line);
  }

  static Curve constant(Fraction value) {
    return PiecewiseLinear.of(Line.constant(value));
  }

  static Curve sum(List<? extends Curve> terms) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    List<PiecewiseLinear> straight = new ArrayList<>(terms.size());
    List<Curve> bent = new ArrayList<>();
    for (Curve term : terms) {
      if (term instanceof PiecewiseLinear line) {
        straight.add(line);
      } else {
        bent.add(term);
      }
    }
    PiecewiseLinear straightSum = PiecewiseLinear.sum(straight);
    if (bent.isEmpty()) {
      return straightSum;
    }
    bent.add(straightSum);
    return new BentCurve(
        u -> bent.stream().map(term -> term.at(u)).reduce(Fraction.ZERO, Fraction::plus),
        breakpointsOf(bent));
  }

  /** The larger of two functions at every place. */
  static Curve max(Curve left, Curve right) {
    if (left instanceof PiecewiseLinear a && right instanceof PiecewiseLinear b) {
      return PiecewiseLinear.max(a, b);
    }
    return new BentCurve(u -> left.at(u).max(right.at(u)), breakpointsOf(List.of(left, right)));
  }

  /** A function of another: {@code u -> outer(inner(u))}. */
  static Curve composed(Curve outer, Curve inner) {
    if (outer instanceof PiecewiseLinear a && inner instanceof PiecewiseLinear b) {
      return a.compose(b);
    }
    return new BentCurve(u -> outer.at(inner.at(u)), inner.breakpoints());
  }

  /** {@code u -> u × this(u)}: an amount that is valued at a price of which it is a function. */
  default Curve timesVariable() {
    return new BentCurve(u -> at(u).times(u), breakpoints());
  }

  private static List<Fraction> breakpointsOf(List<Curve> curves) {
    TreeSet<Fraction> all = new TreeSet<>();
    curves.forEach(curve -> all.addAll(curve.breakpoints()));
    return List.copyOf(all);
  }
}
