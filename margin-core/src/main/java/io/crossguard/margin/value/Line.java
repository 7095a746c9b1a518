package io.crossguard.margin.value;

import static java.util.Objects.requireNonNull;

/**
 * A straight line: {@code intercept + slope × u}.
 *
 * @param intercept its value at 0
 * @param slope its rise over one unit
 */
public record Line(Fraction intercept, Fraction slope) {

  public static final Line ZERO = new Line(Fraction.ZERO, Fraction.ZERO);
  public static final Line IDENTITY = new Line(Fraction.ZERO, Fraction.ONE);

  public Line {
    requireNonNull(intercept, "intercept");
    requireNonNull(slope, "slope");
  }

  public static Line constant(Fraction value) {
    return new Line(value, Fraction.ZERO);
  }

  public static Line proportional(Fraction slope) {
    return new Line(Fraction.ZERO, slope);
  }

  public Fraction at(Fraction u) {
    return slope.isZero() ? intercept : intercept.plus(slope.times(u));
  }

  /** The sign of the value at a place, which is not made for it. */
  int signumAt(Fraction u) {
    return intercept.signumOfSum(slope, u);
  }

  public Line plus(Line other) {
    return new Line(intercept.plus(other.intercept), slope.plus(other.slope));
  }

  public Line minus(Line other) {
    return new Line(intercept.minus(other.intercept), slope.minus(other.slope));
  }

  public Line times(Decimal factor) {
    return new Line(intercept.times(factor), slope.times(factor));
  }

  /** Whether this is its variable, as it stands; false says nothing. */
  public boolean isIdentity() {
    return intercept.isZero() && slope.isOne();
  }

  /** This line of another: {@code u -> this(inner(u))}. */
  public Line compose(Line inner) {
    return new Line(at(inner.intercept), slope.times(inner.slope));
  }
}
