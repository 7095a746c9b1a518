package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;

/**
 * What open orders require. Reduce-only orders require nothing.
 *
 * @param kind how it is calculated
 * @param joinsMaintenance whether it joins the maintenance margin too
 * @param openingFeeRate fee of the fill, a unit of the order's notional; at least 0, below 1
 * @param closingFeeRate fee of closing what was filled; at least 0, below 1
 * @param closingFeeAtBankruptcy whether the closing fee is on the notional at the bankruptcy price
 *     of the leverage; else on the order's own
 */
public record OrderMargin(
    Kind kind,
    boolean joinsMaintenance,
    Rate openingFeeRate,
    Rate closingFeeRate,
    boolean closingFeeAtBankruptcy) {

  /** How order margin is calculated. */
  public enum Kind {
    /** Orders require nothing. */
    NONE,
    /** What max(|q + buys|, |q − sells|) requires above what the position does. */
    WORST_SIDE,
    /** Initial margin, immediate loss and fees of each order at its price. */
    COST,
    /** Orders count as filled: maintenance and closing fees join, opening fees leave the balance. */
    FILLED,
    /**
     * Of the buys and the sells of an instrument those that cost more, each as under {@link #COST}
     * but for what would close the position: the first to trade is free up to its size.
     */
    DEARER_SIDE
  }

  /** Orders require nothing. */
  public static final OrderMargin NONE =
      new OrderMargin(Kind.NONE, false, Rate.ZERO, Rate.ZERO, false);

  public OrderMargin {
    requireNonNull(kind, "kind");
    Require.that(
        openingFeeRate.isProperFraction() && closingFeeRate.isProperFraction(),
        "fee rates must be at least 0 and below 1");
  }
}
