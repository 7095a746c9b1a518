package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;

/**
 * The expected fee of closing a position, or an expected liquidation reward, as part of what it
 * requires.
 *
 * @param rate a unit of notional; at least 0, below 1
 * @param basis the price at which the notional is taken
 * @param joinsInitial whether it joins the initial margin
 * @param joinsMaintenance whether it joins the maintenance margin
 */
public record ClosingFee(Rate rate, Basis basis, boolean joinsInitial, boolean joinsMaintenance) {

  /** The price of a closing fee's notional. */
  public enum Basis {
    MARK,
    ENTRY,
    /**
     * Where the position has lost its initial margin: linear E·(1 ∓ 1/leverage), inverse E/(1 ±
     * 1/leverage), upper sign long, with the leverage in use at entry: it does not follow the mark.
     */
    BANKRUPTCY
  }

  /** No fee. */
  public static final ClosingFee NONE = new ClosingFee(Rate.ZERO, Basis.MARK, false, false);

  public ClosingFee {
    requireNonNull(basis, "basis");
    Require.that(rate.isProperFraction(), "closing fee rate must be at least 0 and below 1");
  }
}
