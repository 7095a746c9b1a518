package io.crossguard.margin.value;

import static java.util.Objects.requireNonNull;

/**
 * An amount of one asset. Amounts of two assets never add.
 *
 * @param amount signed, exact
 * @param asset what it is an amount of, such as {@code USDT}
 */
public record Money(Decimal amount, String asset) {

  public Money {
    requireNonNull(amount, "amount");
    requireNonNull(asset, "asset");
  }

  public static Money zero(String asset) {
    return new Money(Decimal.ZERO, asset);
  }

  /**
   * @throws IllegalArgumentException if the other amount is of another asset
   */
  public Money plus(Money other) {
    requireSameAsset(other);
    return new Money(amount.plus(other.amount), asset);
  }

  /**
   * @throws IllegalArgumentException if the other amount is of another asset
   */
  public Money minus(Money other) {
    requireSameAsset(other);
    return new Money(amount.minus(other.amount), asset);
  }

  public Money negated() {
    return new Money(amount.negated(), asset);
  }

  /** This amount, or nothing where it is negative. */
  public Money atLeastZero() {
    return amount.isNegative() ? zero(asset) : this;
  }

  /** This amount, or nothing where it is positive. */
  public Money atMostZero() {
    return amount.isPositive() ? zero(asset) : this;
  }

  public Money times(Decimal factor) {
    return new Money(amount.times(factor), asset);
  }

  /**
   * @throws IllegalArgumentException if the other amount is of another asset
   */
  public Money min(Money other) {
    return isLessThan(other) ? this : other;
  }

  /**
   * @throws IllegalArgumentException if the other amount is of another asset
   */
  public Money max(Money other) {
    return isLessThan(other) ? other : this;
  }

  /** What this amount is worth in another asset at a price of one unit in that asset. */
  public Money valuedAt(Price price, String inAsset) {
    return new Money(amount.times(price.value()), inAsset);
  }

  /**
   * @throws IllegalArgumentException if the other amount is of another asset
   */
  public boolean isLessThan(Money other) {
    requireSameAsset(other);
    return amount.isLessThan(other.amount);
  }

  public boolean isPositive() {
    return amount.isPositive();
  }

  public boolean isNegative() {
    return amount.isNegative();
  }

  private void requireSameAsset(Money other) {
    if (!asset.equals(other.asset)) {
      throw new IllegalArgumentException(asset + " and " + other.asset + " don't add");
    }
  }

  @Override
  public String toString() {
    return amount + " " + asset;
  }
}
