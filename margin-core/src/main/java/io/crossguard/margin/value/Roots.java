package io.crossguard.margin.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Roots of numbers that are not negative, rounded half to even. */
final class Roots {
  // A double has 15 good digits; two steps of Newton's method make 60 of them, three are safe.
  private static final int NEWTON_STEPS = 3;
  private static final BigDecimal FOUR = BigDecimal.valueOf(4);
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);

  private Roots() {}

  /** The fifth root of the fourth power, by Newton's method. */
  static BigDecimal powerOfFourFifths(BigDecimal value, MathContext result) {
    if (value.signum() == 0) {
      return value;
    }
    MathContext steps = new MathContext(result.getPrecision() + 10, RoundingMode.HALF_EVEN);
    BigDecimal fourth = value.pow(4, steps);
    // The start is scaled by a power of ten, so that it fits a double whatever the size.
    int tens = Math.floorDiv(fourth.precision() - fourth.scale(), 5);
    BigDecimal mantissa = fourth.scaleByPowerOfTen(-5 * tens);
    BigDecimal root =
        BigDecimal.valueOf(Math.pow(mantissa.doubleValue(), 0.2)).scaleByPowerOfTen(tens);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      root = root.multiply(FOUR).add(fourth.divide(root.pow(4, steps), steps)).divide(FIVE, steps);
    }
    return root.round(result);
  }
}
