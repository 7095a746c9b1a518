package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.value.Rate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides the status of a scope by whole numbers, without a quotient: what
 * {@link io.crossguard.margin.evaluation.ScopeStatus} means by the levels of the rules.
 *
 * @param trigger the multiple of the maintenance margin below which a balance is liquidated
 * @param liquidatesAtTrigger whether a balance exactly at the trigger is liquidated too
 * @param warning the share of the balance from which the maintenance margin is a warning
 */
record VerdictLevels(Level trigger, boolean liquidatesAtTrigger, Level warning) {
  private static final long LOW_32 = 0xFFFF_FFFFL;
  private static final long RATE_UNITS = 1_000_000;

  /** Those of rules that name none. */
  static final VerdictLevels DEFAULT = new VerdictLevels(new Level(1, 1), false, new Level(4, 5));

  /** A rate as a quotient of small numbers. */
  record Level(long numerator, long denominator) {

    static Optional<Level> of(Rate rate) {
      OptionalLong units = rate.fraction().units(Units.RATE_DIGITS);
      if (units.isEmpty()) {
        return Optional.empty();
      }
      long divisor = commonDivisor(units.getAsLong(), RATE_UNITS);
      Level level = new Level(units.getAsLong() / divisor, RATE_UNITS / divisor);
      return level.numerator <= Units.LEVEL_MAX && level.denominator <= Units.LEVEL_MAX
          ? Optional.of(level)
          : Optional.empty();
    }

    private static long commonDivisor(long a, long b) {
      return b == 0 ? a : commonDivisor(b, a % b);
    }
  }

  /** Absent where the levels of the rules are no small numbers. */
  static Optional<VerdictLevels> of(Conventions conventions) {
    return Level.of(conventions.liquidationTrigger())
        .flatMap(trigger -> Level.of(conventions.warningLevel())
            .map(
                warning -> new VerdictLevels(trigger, conventions.liquidatesAtTrigger(), warning)));
  }

  /**
   * @param balanceHigh of the margin balance, in units of value
   * @param marginHigh of the maintenance margin, in units of margin
   */
  ScopeStatus status(long balanceHigh, long balanceLow, long marginHigh, long marginLow) {
    if (balanceHigh < 0) {
      return ScopeStatus.BANKRUPT;
    }
    if ((marginHigh | marginLow) == 0) {
      return ScopeStatus.HEALTHY;
    }
    int excess = compare(
        balanceHigh,
        balanceLow,
        RATE_UNITS * trigger.denominator,
        marginHigh,
        marginLow,
        trigger.numerator);
    if (excess < 0 || (excess == 0 && liquidatesAtTrigger)) {
      return ScopeStatus.LIQUIDATABLE;
    }
    return compare(
                balanceHigh,
                balanceLow,
                RATE_UNITS * warning.numerator,
                marginHigh,
                marginLow,
                warning.denominator)
            > 0
        ? ScopeStatus.HEALTHY
        : ScopeStatus.WARNING;
  }

  /** Compares products of numbers that are not negative with factors of at most 30 bits. */
  private static int compare(
      long highA, long lowA, long factorA, long highB, long lowB, long factorB) {
    int byHigh = Long.compare(high(highA, lowA, factorA), high(highB, lowB, factorB));
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA * factorA, lowB * factorB);
  }

  /** The upper 64 bits of a product. */
  private static long high(long high, long low, long factor) {
    long carried = ((low & LOW_32) * factor) >>> 32;
    return high * factor + (((low >>> 32) * factor + carried) >>> 32);
  }
}
