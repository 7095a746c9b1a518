package io.crossguard.margin.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number as a multiple of 2^-224: what logarithms, exponentials and the normal distribution are
 * calculated in. A product costs a shift instead of a decimal rounding, and 224 bits leave 30 digits
 * of guard behind the 34 that are shown.
 *
 * @param units the number times 2^224, rounded down
 */
record FixedPoint(BigInteger units) {

  /** Digits of a result: those of a quotient, and enough behind them for sums that cancel. */
  static final MathContext GUARDED =
      new MathContext(Decimal.QUOTIENT_DIGITS + 16, RoundingMode.HALF_EVEN);

  static final FixedPoint ONE = new FixedPoint(BigInteger.ONE.shiftLeft(bits()));

  private static final FixedPoint LN_2 = of(new BigDecimal(
      "0.693147180559945309417232121458176568075500134360255254120680009493393621969694715606"));
  // e^r is the 2^8th power of e^(r / 2^8), whose series ends soon.
  private static final int SQUARINGS = 8;

  private static int bits() {
    return 224;
  }

  static FixedPoint of(BigDecimal value) {
    return quotient(value, BigDecimal.ONE);
  }

  /** A quotient of two decimals; the divisor is positive. */
  static FixedPoint quotient(BigDecimal dividend, BigDecimal divisor) {
    int scale = dividend.scale() - divisor.scale();
    BigInteger tens = BigInteger.TEN.pow(Math.abs(scale));
    BigInteger numerator = dividend.unscaledValue();
    BigInteger denominator = divisor.unscaledValue();
    if (scale > 0) {
      denominator = denominator.multiply(tens);
    } else {
      numerator = numerator.multiply(tens);
    }
    return new FixedPoint(numerator.shiftLeft(bits()).divide(denominator));
  }

  FixedPoint plus(FixedPoint other) {
    return new FixedPoint(units.add(other.units));
  }

  FixedPoint minus(FixedPoint other) {
    return new FixedPoint(units.subtract(other.units));
  }

  FixedPoint times(FixedPoint other) {
    return new FixedPoint(units.multiply(other.units).shiftRight(bits()));
  }

  FixedPoint times(long factor) {
    return new FixedPoint(units.multiply(BigInteger.valueOf(factor)));
  }

  FixedPoint dividedBy(FixedPoint divisor) {
    return new FixedPoint(units.shiftLeft(bits()).divide(divisor.units));
  }

  FixedPoint dividedBy(long divisor) {
    return new FixedPoint(units.divide(BigInteger.valueOf(divisor)));
  }

  /** This number times a power of two; a negative power halves it. */
  FixedPoint doubled(int times) {
    return new FixedPoint(units.shiftLeft(times));
  }

  FixedPoint negated() {
    return new FixedPoint(units.negate());
  }

  FixedPoint abs() {
    return new FixedPoint(units.abs());
  }

  boolean isZero() {
    return units.signum() == 0;
  }

  boolean isAtMost(long limit) {
    return units.compareTo(ONE.times(limit).units) <= 0;
  }

  /** e to the power of this number, which is between -1 and 1: by Taylor's series. */
  private FixedPoint smallExponential() {
    FixedPoint r = doubled(-SQUARINGS);
    FixedPoint sum = ONE;
    FixedPoint term = ONE;
    for (int n = 1; !term.isZero(); n++) {
      term = term.times(r).dividedBy(n);
      sum = sum.plus(term);
    }
    for (int i = 0; i < SQUARINGS; i++) {
      sum = sum.times(sum);
    }
    return sum;
  }

  /** e to the power of this number, with {@link #GUARDED} digits whatever its size. */
  BigDecimal exponential() {
    int doublings =
        units.shiftLeft(1).divide(LN_2.units).add(BigInteger.ONE).shiftRight(1).intValueExact();
    BigInteger mantissa = minus(LN_2.times(doublings)).smallExponential().units;
    int shift = doublings - bits();
    return shift >= 0
        ? new BigDecimal(mantissa.shiftLeft(shift)).round(GUARDED)
        : new BigDecimal(mantissa)
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(-shift)), GUARDED);
  }

  /**
   * The natural logarithm of a quotient of positive decimals: a first value by hardware, mended by
   * the logarithm of what it misses.
   */
  static FixedPoint logarithm(BigDecimal dividend, BigDecimal divisor) {
    int scale = dividend.scale() - divisor.scale();
    BigInteger numerator =
        dividend.unscaledValue().multiply(BigInteger.TEN.pow(Math.max(-scale, 0)));
    BigInteger denominator =
        divisor.unscaledValue().multiply(BigInteger.TEN.pow(Math.max(scale, 0)));
    int doublings = numerator.bitLength() - denominator.bitLength();
    int shift = bits() - doublings;
    FixedPoint mantissa = new FixedPoint(
        shift >= 0
            ? numerator.shiftLeft(shift).divide(denominator)
            : numerator.divide(denominator.shiftLeft(-shift)));
    FixedPoint near = of(BigDecimal.valueOf(Math.log(mantissa.toBigDecimal().doubleValue())));
    FixedPoint there = near.smallExponential();
    FixedPoint missed = mantissa.minus(there).dividedBy(there);
    FixedPoint square = missed.times(missed);
    // ln(1 + t) = t − t²/2 + t³/3 − t⁴/4 + …, with t no more than a double's last digit.
    FixedPoint mend = missed
        .minus(square.dividedBy(2))
        .plus(square.times(missed).dividedBy(3))
        .minus(square.times(square).dividedBy(4));
    return LN_2.times(doublings).plus(near).plus(mend);
  }

  BigDecimal toBigDecimal() {
    return new BigDecimal(units).divide(new BigDecimal(ONE.units), GUARDED);
  }
}
