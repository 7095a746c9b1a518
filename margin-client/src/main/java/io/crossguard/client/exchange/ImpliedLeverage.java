package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The leverage that a position must have for the initial margin that the venue states: a whole
 * number, so that it can be told although the venue rounds to eight places.
 */
final class ImpliedLeverage {
  // Of notional and initial margin either may be rounded, or cut off.
  private static final BigDecimal ROUNDING = new BigDecimal("0.00000002");

  private ImpliedLeverage() {}

  /**
   * The one whole leverage at which {@code notional ÷ leverage} is the initial margin of a row; empty
   * where there is none, or not one alone.
   */
  static Optional<BigDecimal> of(JsonValue row) {
    Optional<BigDecimal> notional = amount(row, "notional");
    Optional<BigDecimal> margin = amount(row, "positionInitialMargin");
    if (notional.isEmpty() || margin.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal leverage = notional.get().divide(margin.get(), 0, RoundingMode.HALF_EVEN);
    boolean alone = fits(notional.get(), margin.get(), leverage)
        && !fits(notional.get(), margin.get(), leverage.add(BigDecimal.ONE))
        && !fits(notional.get(), margin.get(), leverage.subtract(BigDecimal.ONE));
    return alone ? Optional.of(leverage) : Optional.empty();
  }

  private static boolean fits(BigDecimal notional, BigDecimal margin, BigDecimal leverage) {
    // |notional / leverage - margin| <= rounding, without the division.
    BigDecimal difference = notional.subtract(margin.multiply(leverage)).abs();
    return leverage.signum() > 0 && difference.compareTo(ROUNDING.multiply(leverage)) <= 0;
  }

  private static Optional<BigDecimal> amount(JsonValue row, String name) {
    return row.stated(name).map(value -> value.decimal().abs()).filter(value -> value.signum() > 0);
  }
}
