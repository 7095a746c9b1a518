package io.crossguard.margin.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An exact decimal number. Sums, differences and products are never rounded; a quotient is rounded
 * to {@link #QUOTIENT_DIGITS} digits, and {@link Fraction} keeps it exact where that matters.
 *
 * <p>Two decimals of the same value are equal, however they were written: 1.50 equals 1.5.
 */
public final class Decimal implements Comparable<Decimal> {

  /** Digits of a quotient: those of IEEE 754 decimal128. */
  public static final int QUOTIENT_DIGITS = 34;

  /** Digits that the grammar of {@link #parse} admits before the point, and after it. */
  public static final int INPUT_DIGITS_MAX = 18;

  public static final Decimal ZERO = new Decimal(BigDecimal.ZERO);
  public static final Decimal ONE = new Decimal(BigDecimal.ONE);

  // HALF_EVEN is the unbiased direction of IEEE 754: repeated quotients don't drift.
  private static final MathContext QUOTIENT =
      new MathContext(QUOTIENT_DIGITS, RoundingMode.HALF_EVEN);
  // A double has 15 good digits; two steps of Newton's method make 60 of them, three are safe.
  private static final int NEWTON_STEPS = 3;
  private static final MathContext ROOT =
      new MathContext(QUOTIENT_DIGITS + 10, RoundingMode.HALF_EVEN);
  private static final BigDecimal FOUR = BigDecimal.valueOf(4);
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);
  private static final Pattern GRAMMAR = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final int TEXT_LENGTH_MAX = 2 * INPUT_DIGITS_MAX + 2;

  private final BigDecimal value;

  private Decimal(BigDecimal value) {
    this.value = value;
  }

  public static Decimal of(long value) {
    return new Decimal(BigDecimal.valueOf(value));
  }

  /**
   * Reads plain digits: an optional minus, 1 to 18 digits, and optionally a point with 1 to 18
   * digits. The length is looked at first, so that a megabyte of digits costs nothing.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Decimal parse(String text) {
    Require.that(
        text.length() <= TEXT_LENGTH_MAX && GRAMMAR.matcher(text).matches(),
        "must be a plain decimal: an optional minus, 1 to 18 digits, then optionally a point and 1"
            + " to 18 digits");
    return new Decimal(new BigDecimal(text));
  }

  public Decimal plus(Decimal other) {
    return new Decimal(value.add(other.value));
  }

  public Decimal minus(Decimal other) {
    return new Decimal(value.subtract(other.value));
  }

  public Decimal times(Decimal other) {
    return new Decimal(value.multiply(other.value));
  }

  /**
   * The quotient, rounded half to even to {@link #QUOTIENT_DIGITS} digits; exact if it has no more.
   *
   * @throws ArithmeticException if the divisor is zero
   */
  public Decimal dividedBy(Decimal divisor) {
    return new Decimal(value.divide(divisor.value, QUOTIENT));
  }

  /** This number, rounded half to even to {@link #QUOTIENT_DIGITS} digits. */
  public Decimal roundedToQuotientDigits() {
    return new Decimal(value.round(QUOTIENT));
  }

  /**
   * The square root, rounded half to even to {@link #QUOTIENT_DIGITS} digits.
   *
   * @throws ArithmeticException if this is negative
   */
  public Decimal squareRoot() {
    return new Decimal(value.sqrt(QUOTIENT));
  }

  /**
   * This number to the power of 0.8, rounded half to even to {@link #QUOTIENT_DIGITS} digits: the
   * fifth root of its fourth power, by Newton's method.
   *
   * @throws ArithmeticException if this is negative
   */
  public Decimal toThePowerOfFourFifths() {
    if (value.signum() < 0) {
      throw new ArithmeticException("a negative number has no such power");
    }
    if (value.signum() == 0) {
      return ZERO;
    }
    BigDecimal fourth = value.pow(4, ROOT);
    // The start is scaled by a power of ten, so that it fits a double whatever the size.
    int tens = Math.floorDiv(fourth.precision() - fourth.scale(), 5);
    BigDecimal mantissa = fourth.scaleByPowerOfTen(-5 * tens);
    BigDecimal root =
        BigDecimal.valueOf(Math.pow(mantissa.doubleValue(), 0.2)).scaleByPowerOfTen(tens);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      root = root.multiply(FOUR).add(fourth.divide(root.pow(4, ROOT), ROOT)).divide(FIVE, ROOT);
    }
    return new Decimal(root.round(QUOTIENT));
  }

  public Decimal negated() {
    return new Decimal(value.negate());
  }

  public Decimal abs() {
    return value.signum() < 0 ? negated() : this;
  }

  public Decimal min(Decimal other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Decimal max(Decimal other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The largest multiple of the step that is not above this number; the step is positive. */
  public Decimal roundedDownTo(Decimal step) {
    return roundedTo(step, RoundingMode.FLOOR);
  }

  /** The least multiple of the step that is not below this number; the step is positive. */
  public Decimal roundedUpTo(Decimal step) {
    return roundedTo(step, RoundingMode.CEILING);
  }

  private Decimal roundedTo(Decimal step, RoundingMode direction) {
    return new Decimal(value.divide(step.value, 0, direction).multiply(step.value));
  }

  /** -1, 0 or 1. */
  public int signum() {
    return value.signum();
  }

  public boolean isZero() {
    return value.signum() == 0;
  }

  public boolean isPositive() {
    return value.signum() > 0;
  }

  public boolean isNegative() {
    return value.signum() < 0;
  }

  public boolean isLessThan(Decimal other) {
    return compareTo(other) < 0;
  }

  public boolean isGreaterThan(Decimal other) {
    return compareTo(other) > 0;
  }

  /** A result of {@link FixedPoint}. */
  static Decimal of(BigDecimal value) {
    return new Decimal(value);
  }

  BigDecimal bigDecimal() {
    return value;
  }

  /** The nearest double. For statistics such as volatility, never for money. */
  public double toStatistic() {
    return value.doubleValue();
  }

  /**
   * The shortest decimal that a statistic prints as.
   *
   * @throws IllegalArgumentException if the statistic is not finite
   */
  public static Decimal ofStatistic(double statistic) {
    Require.that(Double.isFinite(statistic), "must be a finite number");
    return new Decimal(BigDecimal.valueOf(statistic));
  }

  @Override
  public int compareTo(Decimal other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Decimal that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return value.stripTrailingZeros().hashCode();
  }

  /** Plain digits without trailing zeros, whatever the size: never an exponent. */
  @Override
  public String toString() {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
