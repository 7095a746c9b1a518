package io.crossguard.margin;

import io.crossguard.margin.value.Decimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The number of the second method: an exact quotient of two {@link BigDecimal}s, of which the
 * divisor is positive. It shares no code with the numbers of the engine.
 */
record Ratio(BigDecimal dividend, BigDecimal divisor) implements Comparable<Ratio> {

  static final Ratio ZERO = new Ratio(BigDecimal.ZERO, BigDecimal.ONE);
  static final Ratio ONE = new Ratio(BigDecimal.ONE, BigDecimal.ONE);

  static Ratio of(String digits) {
    return new Ratio(new BigDecimal(digits), BigDecimal.ONE);
  }

  static Ratio of(Decimal value) {
    return of(value.toString());
  }

  static Ratio of(long value) {
    return new Ratio(BigDecimal.valueOf(value), BigDecimal.ONE);
  }

  Ratio plus(Ratio other) {
    return divisor.compareTo(other.divisor) == 0
        ? new Ratio(dividend.add(other.dividend), divisor)
        : new Ratio(
            dividend.multiply(other.divisor).add(other.dividend.multiply(divisor)),
            divisor.multiply(other.divisor));
  }

  Ratio minus(Ratio other) {
    return plus(other.negated());
  }

  Ratio times(Ratio other) {
    return new Ratio(dividend.multiply(other.dividend), divisor.multiply(other.divisor));
  }

  Ratio dividedBy(Ratio other) {
    Ratio quotient = new Ratio(dividend.multiply(other.divisor), divisor.multiply(other.dividend));
    return quotient.divisor.signum() < 0
        ? new Ratio(quotient.dividend.negate(), quotient.divisor.negate())
        : quotient;
  }

  Ratio negated() {
    return new Ratio(dividend.negate(), divisor);
  }

  Ratio abs() {
    return new Ratio(dividend.abs(), divisor);
  }

  Ratio min(Ratio other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Ratio max(Ratio other) {
    return compareTo(other) >= 0 ? this : other;
  }

  int signum() {
    return dividend.signum();
  }

  boolean isPositive() {
    return signum() > 0;
  }

  boolean isNegative() {
    return signum() < 0;
  }

  boolean isLessThan(Ratio other) {
    return compareTo(other) < 0;
  }

  boolean isAtMost(Ratio other) {
    return compareTo(other) <= 0;
  }

  /** To this many digits; half goes to even. */
  BigDecimal rounded(int digits) {
    return dividend.divide(divisor, new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /** Nearest value that an input may have: 18 digits after the point. */
  Decimal toInput() {
    return Decimal.parse(dividend.divide(divisor, 18, RoundingMode.HALF_EVEN).toPlainString());
  }

  @Override
  public int compareTo(Ratio other) {
    return dividend.multiply(other.divisor).compareTo(other.dividend.multiply(divisor));
  }

  @Override
  public String toString() {
    return rounded(40).toPlainString();
  }
}
