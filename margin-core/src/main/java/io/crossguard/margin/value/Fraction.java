package io.crossguard.margin.value;

/**
 * An exact quotient of two decimals: what an inverse contract, a leverage or a liquidation price is
 * before it is rounded. Comparisons multiply crosswise and never divide.
 */
public final class Fraction implements Comparable<Fraction> {

  public static final Fraction ZERO = of(Decimal.ZERO);
  public static final Fraction ONE = of(Decimal.ONE);

  private final Decimal numerator;
  private final Decimal denominator;
  private final boolean isDecimal;

  private Fraction(Decimal numerator, Decimal denominator, boolean isDecimal) {
    this.numerator = numerator;
    this.denominator = denominator;
    this.isDecimal = isDecimal;
  }

  private Fraction(Decimal numerator, Decimal denominator) {
    this(numerator, denominator, denominator.isOne());
  }

  public static Fraction of(Decimal value) {
    return new Fraction(value, Decimal.ONE, true);
  }

  /**
   * @throws ArithmeticException if the denominator is zero
   */
  public static Fraction of(Decimal numerator, Decimal denominator) {
    if (denominator.isZero()) {
      throw new ArithmeticException("a fraction has no zero denominator");
    }
    return denominator.isNegative()
        ? new Fraction(numerator.negated(), denominator.negated())
        : new Fraction(numerator, denominator);
  }

  /** Whether this is a decimal as it stands, so that {@link #rounded} loses nothing. */
  public boolean isDecimal() {
    return isDecimal;
  }

  public Fraction plus(Fraction other) {
    if (other.isZero()) {
      return this;
    }
    if (isZero()) {
      return other;
    }
    if (isDecimal() && other.isDecimal()) {
      return of(numerator.plus(other.numerator));
    }
    if (denominator.equals(other.denominator)) {
      return new Fraction(numerator.plus(other.numerator), denominator);
    }
    return new Fraction(
        numerator.times(other.denominator).plus(other.numerator.times(denominator)),
        denominator.times(other.denominator));
  }

  public Fraction minus(Fraction other) {
    if (other.isZero()) {
      return this;
    }
    return isDecimal() && other.isDecimal()
        ? of(numerator.minus(other.numerator))
        : plus(other.negated());
  }

  public Fraction times(Fraction other) {
    if (isZero() || other.isOne()) {
      return this;
    }
    if (isOne() || other.isZero()) {
      return other;
    }
    if (isDecimal() && other.isDecimal()) {
      return of(numerator.times(other.numerator));
    }
    return new Fraction(numerator.times(other.numerator), denominator.times(other.denominator));
  }

  public Fraction times(Decimal factor) {
    if (factor.isOne()) {
      return this;
    }
    return new Fraction(numerator.times(factor), denominator, isDecimal);
  }

  /**
   * @throws ArithmeticException if the divisor is zero
   */
  public Fraction dividedBy(Fraction divisor) {
    return of(numerator.times(divisor.denominator), denominator.times(divisor.numerator));
  }

  /**
   * @throws ArithmeticException if this is zero
   */
  public Fraction reciprocal() {
    return of(denominator, numerator);
  }

  public Fraction negated() {
    return new Fraction(numerator.negated(), denominator, isDecimal);
  }

  public Fraction abs() {
    return numerator.isNegative() ? negated() : this;
  }

  public Fraction min(Fraction other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Fraction max(Fraction other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * The natural logarithm, with 34 good digits and 16 behind them.
   *
   * @throws ArithmeticException if this is not positive
   */
  public Decimal naturalLogarithm() {
    if (!isPositive()) {
      throw new ArithmeticException("only a positive number has a logarithm");
    }
    return Decimal.of(
        FixedPoint.logarithm(numerator.bigDecimal(), denominator.bigDecimal()).toBigDecimal());
  }

  FixedPoint fixedPoint() {
    return FixedPoint.quotient(numerator.bigDecimal(), denominator.bigDecimal());
  }

  /** The sign of {@code this + slope × u}. */
  int signumOfSum(Fraction slope, Fraction u) {
    int rise = slope.signum() * u.signum();
    if (rise * signum() >= 0) {
      return rise == 0 ? signum() : rise;
    }
    return isDecimal() && slope.isDecimal()
        ? Decimal.compareProducts(numerator, u.denominator, slope.numerator.negated(), u.numerator)
        : compareTo(slope.times(u).negated());
  }

  /** -1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  public boolean isZero() {
    return numerator.isZero();
  }

  /** Whether this is 1 and its denominator too; false says nothing. */
  boolean isOne() {
    return isDecimal && numerator.isOne();
  }

  public boolean isPositive() {
    return numerator.isPositive();
  }

  public boolean isNegative() {
    return numerator.isNegative();
  }

  /** This quotient as a decimal: exact where no division is needed, else to 34 digits. */
  public Decimal rounded() {
    return isDecimal() ? numerator : numerator.dividedBy(denominator);
  }

  @Override
  public int compareTo(Fraction other) {
    if (isDecimal() && other.isDecimal()) {
      return numerator.compareTo(other.numerator);
    }
    return Decimal.compareProducts(numerator, other.denominator, other.numerator, denominator);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fraction that && compareTo(that) == 0;
  }

  /** Equal fractions round to equal decimals, so the rounded value is a sound hash. */
  @Override
  public int hashCode() {
    return rounded().hashCode();
  }

  @Override
  public String toString() {
    return isDecimal() ? numerator.toString() : numerator + "/" + denominator;
  }
}
