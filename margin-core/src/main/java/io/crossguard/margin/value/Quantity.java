package io.crossguard.margin.value;

import static java.util.Objects.requireNonNull;

/**
 * A signed number of contracts: positive is long, negative is short.
 *
 * @param contracts signed, exact
 */
public record Quantity(Decimal contracts) {

  public static final Quantity ZERO = new Quantity(Decimal.ZERO);

  public Quantity {
    requireNonNull(contracts, "contracts");
  }

  public Quantity plus(Quantity other) {
    return new Quantity(contracts.plus(other.contracts));
  }

  public Quantity negated() {
    return new Quantity(contracts.negated());
  }

  public Quantity abs() {
    return new Quantity(contracts.abs());
  }

  public boolean isZero() {
    return contracts.isZero();
  }

  public boolean isNegative() {
    return contracts.isNegative();
  }

  @Override
  public String toString() {
    return contracts.toString();
  }
}
