package io.crossguard.margin.value;

import static java.util.Objects.requireNonNull;

/**
 * A rate as a fraction: 0.005 is half a per cent.
 *
 * @param fraction exact
 */
public record Rate(Decimal fraction) implements Comparable<Rate> {

  public static final Rate ZERO = new Rate(Decimal.ZERO);
  public static final Rate ONE = new Rate(Decimal.ONE);

  public Rate {
    requireNonNull(fraction, "fraction");
  }

  /** The rest to one: 0.95 of 0.05. */
  public Rate complement() {
    return new Rate(Decimal.ONE.minus(fraction));
  }

  /** Whether this is at least 0 and below 1. */
  public boolean isProperFraction() {
    return !fraction.isNegative() && fraction.isLessThan(Decimal.ONE);
  }

  @Override
  public int compareTo(Rate other) {
    return fraction.compareTo(other.fraction);
  }

  @Override
  public String toString() {
    return fraction.toString();
  }
}
