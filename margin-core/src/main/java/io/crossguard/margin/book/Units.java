package io.crossguard.margin.book;

/**
 * How the columns write decimals as whole numbers, and how large these may be, so that no sum of
 * theirs can overflow.
 *
 * <pre>
 *   price                                10^-p     63 bits; p from 8 to 14, by the contract
 *   quantity × multiplier                10^(p-16) 63 bits
 *   value = price × quantity             10^-16    89 bits a position, 96 bits a scope
 *   balance                              10^-16    97 bits
 *   rate                                 10^-6     20 bits
 *   deduction                            10^-6     55 bits a position, 62 bits a scope
 *   maintenance margin = value × rate    10^-22    116 bits
 * </pre>
 */
final class Units {
  /** Digits behind the point of a value, and of balances. */
  static final int VALUE_DIGITS = 16;

  /** Fewest and most digits behind the point of a price. */
  static final int PRICE_DIGITS_MIN = 8;

  static final int PRICE_DIGITS_MAX = 14;

  /** Digits behind the point of a deduction. */
  static final int DEDUCTION_DIGITS = 6;

  /** Digits behind the point of a rate. */
  static final int RATE_DIGITS = 6;

  /** Digits behind the point of a maintenance margin. */
  static final int MARGIN_DIGITS = VALUE_DIGITS + RATE_DIGITS;

  /** Most positions of one scope. */
  static final int POSITIONS_MAX = 128;

  /** Bits of the value of one position: some sixty billion of the settlement asset. */
  static final int VALUE_BITS = 89;

  /** Bits of a wallet less the entry values of its positions: some four trillion. */
  static final int BALANCE_BITS = 95;

  /** Largest deduction, some 36 billion, so that those of a scope add up in 64 bits. */
  static final long DEDUCTION_MAX = 1L << 55;

  /** Largest numerator and denominator of the levels that decide verdicts. */
  static final long LEVEL_MAX = 1_000;

  private Units() {}
}
