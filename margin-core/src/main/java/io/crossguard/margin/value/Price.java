package io.crossguard.margin.value;

import static java.util.Objects.requireNonNull;

/**
 * A price: what one unit costs. Always positive; which unit, and in which asset, is said where the
 * price stands.
 *
 * @param value positive, exact
 */
public record Price(Decimal value) implements Comparable<Price> {

  public static final Price ONE = new Price(Decimal.ONE);

  public Price {
    requireNonNull(value, "value");
    Require.that(value.isPositive(), "must be positive");
  }

  @Override
  public int compareTo(Price other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
