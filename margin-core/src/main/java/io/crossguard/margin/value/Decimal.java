package io.crossguard.margin.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An exact decimal number. Sums, differences and products are never rounded; a quotient is rounded
 * to {@link #QUOTIENT_DIGITS} digits, and {@link Fraction} keeps it exact where that matters.
 *
 * <p>A number of up to 18 digits is kept in 64 bits, which nearly all are; a larger one in as many as
 * it takes. Nobody outside this package can tell which.
 *
 * <p>Two decimals of the same value are equal, however they were written: 1.50 equals 1.5.
 */
public final class Decimal implements Comparable<Decimal> {

  /** Digits of a quotient: those of IEEE 754 decimal128. */
  public static final int QUOTIENT_DIGITS = 34;

  /** Digits that the grammar of {@link #parse} admits before the point, and after it. */
  public static final int INPUT_DIGITS_MAX = 18;

  public static final Decimal ZERO = new Decimal(0, 0);
  public static final Decimal ONE = new Decimal(1, 0);

  // HALF_EVEN is the unbiased direction of IEEE 754: repeated quotients don't drift.
  private static final MathContext QUOTIENT =
      new MathContext(QUOTIENT_DIGITS, RoundingMode.HALF_EVEN);
  private static final int NARROW_SCALE_MAX = 1_000;

  // A narrow number is unscaled / 10^scale; what doesn't fit that is wide, and has no unscaled.
  private final long unscaled;
  private final int scale;
  private final BigDecimal wide;

  private Decimal(long unscaled, int scale) {
    this.unscaled = unscaled;
    this.scale = scale;
    this.wide = BigDecimal.ZERO;
  }

  private Decimal(BigDecimal wide) {
    this.unscaled = Scaled.NONE;
    this.scale = 0;
    this.wide = wide;
  }

  public static Decimal of(long value) {
    return value == Scaled.NONE ? of(BigDecimal.valueOf(value)) : new Decimal(value, 0);
  }

  /** unscaled / 10^scale; the scale is not negative. */
  static Decimal of(long unscaled, int scale) {
    return new Decimal(unscaled, scale);
  }

  /** A result of arithmetic that this class leaves to others. */
  static Decimal of(BigDecimal value) {
    if (value.signum() == 0) {
      return ZERO;
    }
    if (value.scale() < 0 && value.precision() - value.scale() <= Scaled.DIGITS) {
      return of(value.longValueExact());
    }
    boolean fits = value.precision() <= Scaled.DIGITS
        && value.scale() >= 0
        && value.scale() <= NARROW_SCALE_MAX;
    return fits
        ? new Decimal(value.unscaledValue().longValue(), value.scale())
        : new Decimal(value);
  }

  /**
   * How many units of {@code 10^-digits} this is; absent where it is no whole number of them, or
   * none that fits 63 bits and a sign.
   *
   * @param digits from 0 to 18
   */
  public OptionalLong units(int digits) {
    if (isNarrow() && scale <= digits) {
      long units = Scaled.withZeros(unscaled, digits - scale);
      return units == Scaled.NONE ? OptionalLong.empty() : OptionalLong.of(units);
    }
    BigDecimal units = bigDecimal().scaleByPowerOfTen(digits).stripTrailingZeros();
    boolean isWhole = units.scale() <= 0 && units.precision() - units.scale() <= Scaled.DIGITS + 1;
    return isWhole && units.toBigInteger().abs().bitLength() < Long.SIZE
        ? OptionalLong.of(units.longValue())
        : OptionalLong.empty();
  }

  BigDecimal bigDecimal() {
    return isNarrow() ? BigDecimal.valueOf(unscaled, scale) : wide;
  }

  private boolean isNarrow() {
    return unscaled != Scaled.NONE;
  }

  /**
   * Reads plain digits: an optional minus, 1 to 18 digits, and optionally a point with 1 to 18
   * digits. The length is looked at first, so that a megabyte of digits costs nothing.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Decimal parse(String text) {
    return DecimalGrammar.read(text);
  }

  private boolean isNarrowWith(Decimal other) {
    return isNarrow() && other.isNarrow();
  }

  public Decimal plus(Decimal other) {
    if (other.unscaled == 0) {
      return this;
    }
    if (unscaled == 0) {
      return other;
    }
    if (isNarrowWith(other)) {
      long mine = atScaleOf(other);
      long theirs = other.atScaleOf(this);
      if (mine != Scaled.NONE && theirs != Scaled.NONE) {
        long sum = Scaled.sum(mine, theirs);
        if (sum != Scaled.NONE) {
          return new Decimal(sum, Math.max(scale, other.scale));
        }
      }
    }
    return of(bigDecimal().add(other.bigDecimal()));
  }

  public Decimal minus(Decimal other) {
    if (other.unscaled == 0) {
      return this;
    }
    if (isNarrowWith(other)) {
      long mine = atScaleOf(other);
      long theirs = other.atScaleOf(this);
      if (mine != Scaled.NONE && theirs != Scaled.NONE) {
        long difference = Scaled.sum(mine, -theirs);
        if (difference != Scaled.NONE) {
          return new Decimal(difference, Math.max(scale, other.scale));
        }
      }
    }
    return of(bigDecimal().subtract(other.bigDecimal()));
  }

  /** The unscaled value with the scale of the other where that has more digits. */
  private long atScaleOf(Decimal other) {
    return scale >= other.scale ? unscaled : Scaled.withZeros(unscaled, other.scale - scale);
  }

  public Decimal times(Decimal other) {
    if (other.isPlainOne()) {
      return this;
    }
    if (isPlainOne()) {
      return other;
    }
    if (isNarrowWith(other)) {
      long product = Scaled.product(unscaled, other.unscaled);
      int digits = scale + other.scale;
      if (product == 0) {
        return ZERO;
      }
      if (product != Scaled.NONE && digits <= NARROW_SCALE_MAX) {
        return new Decimal(product, digits);
      }
    }
    return of(bigDecimal().multiply(other.bigDecimal()));
  }

  /** Whether this is 1 without a point; false says nothing. */
  private boolean isPlainOne() {
    return unscaled == 1 && scale == 0;
  }

  /**
   * The quotient, rounded half to even to {@link #QUOTIENT_DIGITS} digits; exact if it has no more.
   *
   * @throws ArithmeticException if the divisor is zero
   */
  public Decimal dividedBy(Decimal divisor) {
    if (divisor.isPlainOne()) {
      return roundedToQuotientDigits();
    }
    return longDivision(divisor)
        .orElseGet(() -> of(bigDecimal().divide(divisor.bigDecimal(), QUOTIENT)));
  }

  /** The quotient of narrow numbers; absent where one is too long for that, or zero. */
  private Optional<Decimal> longDivision(Decimal divisor) {
    return isNarrowWith(divisor) && unscaled != 0 && divisor.unscaled != 0
        ? LongDivision.quotient(unscaled, divisor.unscaled, scale - divisor.scale)
        : Optional.empty();
  }

  /** This number, rounded half to even to {@link #QUOTIENT_DIGITS} digits. */
  public Decimal roundedToQuotientDigits() {
    return isNarrow() ? this : of(wide.round(QUOTIENT));
  }

  /**
   * The square root, rounded half to even to {@link #QUOTIENT_DIGITS} digits.
   *
   * @throws ArithmeticException if this is negative
   */
  public Decimal squareRoot() {
    return of(bigDecimal().sqrt(QUOTIENT));
  }

  /**
   * This number to the power of 0.8, rounded half to even to {@link #QUOTIENT_DIGITS} digits.
   *
   * @throws ArithmeticException if this is negative
   */
  public Decimal toThePowerOfFourFifths() {
    if (isNegative()) {
      throw new ArithmeticException("a negative number has no such power");
    }
    return of(Roots.powerOfFourFifths(bigDecimal(), QUOTIENT));
  }

  public Decimal negated() {
    return isNarrow() ? new Decimal(-unscaled, scale) : of(wide.negate());
  }

  public Decimal abs() {
    return isNegative() ? negated() : this;
  }

  public Decimal min(Decimal other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Decimal max(Decimal other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The largest multiple of the step that is not above this number; the step is positive. */
  public Decimal roundedDownTo(Decimal step) {
    if (isNarrow() && step.unscaled == 1 && scale <= step.scale) {
      return this;
    }
    if (isNarrowWith(step)) {
      long mine = atScaleOf(step);
      long ofStep = step.atScaleOf(this);
      if (mine != Scaled.NONE && ofStep != Scaled.NONE) {
        long down = Scaled.sum(mine, -Math.floorMod(mine, ofStep));
        if (down != Scaled.NONE) {
          return new Decimal(down, Math.max(scale, step.scale));
        }
      }
    }
    BigDecimal steps = bigDecimal().divide(step.bigDecimal(), 0, RoundingMode.FLOOR);
    return of(steps.multiply(step.bigDecimal()));
  }

  /** The least multiple of the step that is not below this number; the step is positive. */
  public Decimal roundedUpTo(Decimal step) {
    return negated().roundedDownTo(step).negated();
  }

  /** -1, 0 or 1. */
  public int signum() {
    return isNarrow() ? Long.signum(unscaled) : wide.signum();
  }

  /** A wide number is never zero, and its unscaled value is not 0. */
  public boolean isZero() {
    return unscaled == 0;
  }

  boolean isOne() {
    return isNarrow()
        ? scale <= Scaled.DIGITS && unscaled == Scaled.power(scale)
        : wide.compareTo(BigDecimal.ONE) == 0;
  }

  public boolean isPositive() {
    return signum() > 0;
  }

  public boolean isNegative() {
    return signum() < 0;
  }

  public boolean isLessThan(Decimal other) {
    return compareTo(other) < 0;
  }

  public boolean isGreaterThan(Decimal other) {
    return compareTo(other) > 0;
  }

  /** The nearest double. For statistics such as volatility, never for money. */
  public double toStatistic() {
    // A quotient of two doubles is rounded once.
    return Scaled.areDoubles(unscaled, scale)
        ? (double) unscaled / Scaled.power(scale)
        : bigDecimal().doubleValue();
  }

  /**
   * The shortest decimal that a statistic prints as.
   *
   * @throws IllegalArgumentException if the statistic is not finite
   */
  public static Decimal ofStatistic(double statistic) {
    Require.that(Double.isFinite(statistic), "must be a finite number");
    return of(BigDecimal.valueOf(statistic));
  }

  @Override
  public int compareTo(Decimal other) {
    if (isNarrowWith(other)) {
      if ((unscaled ^ other.unscaled) < 0) {
        return Long.compare(unscaled, other.unscaled);
      }
      long mine = atScaleOf(other);
      long theirs = other.atScaleOf(this);
      if (mine != Scaled.NONE && theirs != Scaled.NONE) {
        return Long.compare(mine, theirs);
      }
    }
    return bigDecimal().compareTo(other.bigDecimal());
  }

  /**
   * How {@code a × b} compares to {@code c × d}, exactly; neither product is made where it can be
   * compared in 128 bits.
   */
  static int compareProducts(Decimal a, Decimal b, Decimal c, Decimal d) {
    if (a.isNarrowWith(b) && c.isNarrowWith(d)) {
      int digits = (c.scale + d.scale) - (a.scale + b.scale);
      long left = digits > 0 ? Scaled.withZeros(a.unscaled, digits) : a.unscaled;
      long right = digits < 0 ? Scaled.withZeros(c.unscaled, -digits) : c.unscaled;
      if (left != Scaled.NONE && right != Scaled.NONE) {
        return Scaled.compareProducts(left, b.unscaled, right, d.unscaled);
      }
    }
    return a.times(b).compareTo(c.times(d));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Decimal that && compareTo(that) == 0;
  }

  /** The same for all that is equal: a wide number may be equal to one that isn't. */
  @Override
  public int hashCode() {
    Decimal shortest = withoutTrailingZeros();
    return shortest.isNarrow()
        ? 31 * Long.hashCode(shortest.unscaled) + shortest.scale
        : shortest.wide.hashCode();
  }

  private Decimal withoutTrailingZeros() {
    if (!isNarrow()) {
      Decimal stripped = of(wide.stripTrailingZeros());
      return stripped.isNarrow() ? stripped.withoutTrailingZeros() : stripped;
    }
    long digits = unscaled;
    int left = digits == 0 ? 0 : scale;
    while (left > 0 && digits % 10 == 0) {
      digits /= 10;
      left--;
    }
    return new Decimal(digits, left);
  }

  /** Plain digits without trailing zeros, whatever the size: never an exponent. */
  @Override
  public String toString() {
    return isNarrow() ? DecimalText.of(unscaled, scale) : DecimalText.of(wide);
  }
}
