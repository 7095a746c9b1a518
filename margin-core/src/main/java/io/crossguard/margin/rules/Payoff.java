package io.crossguard.margin.rules;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;

/**
 * How a contract's value follows its price. With q contracts of multiplier c at mark price M and
 * entry price E, in the settlement asset:
 *
 * <pre>
 *                     notional      unrealizedPnl
 *   LINEAR, QUANTO    |q|·c·M       q·c·(M − E)
 *   INVERSE           |q|·c/M       q·c·(1/E − 1/M)
 * </pre>
 *
 * Both are straight in the <em>price variable</em>: the price itself, or for INVERSE its
 * reciprocal.
 */
public enum Payoff {
  /** Pays in the settlement asset per unit of price; the multiplier is in base units. */
  LINEAR,
  /** Pays in the base coin; the multiplier is the quote value of a contract. */
  INVERSE,
  /** Pays settlement units per unit of a price that is quoted in something else. */
  QUANTO;

  /** The price variable: the price, or for INVERSE its reciprocal. */
  public Fraction priceVariable(Price price) {
    Fraction p = Fraction.of(price.value());
    return this == INVERSE ? p.reciprocal() : p;
  }

  /** The price of a price variable: the reverse of {@link #priceVariable}. */
  public Fraction priceOf(Fraction priceVariable) {
    return this == INVERSE ? priceVariable.reciprocal() : priceVariable;
  }

  /** |q|·c times the price variable; never negative. */
  public Fraction notional(Quantity quantity, Decimal multiplier, Price price) {
    return Fraction.of(quantity.contracts().abs().times(multiplier)).times(priceVariable(price));
  }

  /** The notional over the price variable. */
  public Line notionalLine(Quantity quantity, Decimal multiplier) {
    return Line.proportional(Fraction.of(quantity.contracts().abs().times(multiplier)));
  }

  /**
   * The notional at the price where a position has lost the margin of its leverage: linear
   * E·(1 ∓ 1/leverage), inverse E/(1 ± 1/leverage), upper sign long; at least 0.
   */
  public Fraction bankruptcyNotional(
      Quantity quantity, Decimal multiplier, Price entryPrice, Fraction leverage) {
    Fraction margin = leverage.reciprocal();
    boolean isLower = quantity.isNegative() == (this == INVERSE);
    Fraction share = Fraction.ONE.plus(isLower ? margin.negated() : margin);
    return notional(quantity, multiplier, entryPrice).times(share).max(Fraction.ZERO);
  }

  /** The size in coins at a price; never negative. */
  public Fraction size(Quantity quantity, Decimal multiplier, Price price) {
    return sizeLine(quantity, multiplier).at(priceVariable(price));
  }

  /** The size in coins over the price variable: |q|·c, for INVERSE times the variable. */
  public Line sizeLine(Quantity quantity, Decimal multiplier) {
    return this == INVERSE
        ? notionalLine(quantity, multiplier)
        : Line.constant(Fraction.of(quantity.contracts().abs().times(multiplier)));
  }

  /** What is gained since entry, or lost if negative, at a mark price. */
  public Fraction unrealizedPnl(
      Quantity quantity, Decimal multiplier, Price entryPrice, Price markPrice) {
    Decimal size = quantity.contracts().times(multiplier);
    Decimal rise = markPrice.value().minus(entryPrice.value());
    // One division: 1/E − 1/M = (M − E) / (E·M).
    return this == INVERSE
        ? Fraction.of(size.times(rise), entryPrice.value().times(markPrice.value()))
        : Fraction.of(size.times(rise));
  }

  /** The unrealized P&amp;L over the price variable. */
  public Line unrealizedPnlLine(Quantity quantity, Decimal multiplier, Price entryPrice) {
    Fraction size = Fraction.of(quantity.contracts().times(multiplier));
    Fraction slope = this == INVERSE ? size.negated() : size;
    return new Line(slope.times(priceVariable(entryPrice)).negated(), slope);
  }
}
