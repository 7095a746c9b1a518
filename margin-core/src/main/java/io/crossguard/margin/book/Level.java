package io.crossguard.margin.book;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Int128;
import java.util.Optional;

/**
 * A level that balances and maintenance margins are compared at, by whole numbers and without a
 * quotient. Two small fractions enclose it and decide nearly always, mostly by the upper bits of the
 * figures; between them its own digits do.
 *
 * @param exact the level; not negative
 * @param below the largest fraction that is not above it
 * @param above the least fraction that is not below it; absent where it is too large for one
 * @param upperBits of the level
 * @param ofInverse of 1 ÷ level
 */
record Level(
    Decimal exact, Ratio below, Optional<Ratio> above, UpperBits upperBits, UpperBits ofInverse) {
  /** Units of margin in a unit of value. */
  static final long RATE_UNITS = 1_000_000;

  /** A fraction of numbers of ten bits, so that its product with a figure fits 128. */
  record Ratio(long numerator, long denominator) {

    /** The sign of this × balance − margin. */
    private int ofBalance(long balanceHigh, long balanceLow, long marginHigh, long marginLow) {
      return compare(
          balanceHigh, balanceLow, RATE_UNITS * numerator, marginHigh, marginLow, denominator);
    }

    /** The sign of balance − this × margin. */
    private int ofMargin(long balanceHigh, long balanceLow, long marginHigh, long marginLow) {
      return compare(
          balanceHigh, balanceLow, RATE_UNITS * denominator, marginHigh, marginLow, numerator);
    }
  }

  static Level of(Decimal level) {
    long denominator = 1_000;
    while (denominator > 1 && level.times(Decimal.of(denominator)).isGreaterThan(max())) {
      denominator /= 10;
    }
    Decimal parts = level.times(Decimal.of(denominator));
    if (parts.isGreaterThan(max())) {
      return of(level, new Ratio(Units.LEVEL_MAX, 1), Optional.empty());
    }
    return of(
        level,
        new Ratio(whole(parts.roundedDownTo(Decimal.ONE)), denominator),
        Optional.of(new Ratio(whole(parts.roundedUpTo(Decimal.ONE)), denominator)));
  }

  private static Level of(Decimal level, Ratio below, Optional<Ratio> above) {
    long mostNumerator = above.map(Ratio::numerator).orElse(1L);
    long mostDenominator = above.map(Ratio::denominator).orElse(0L);
    return new Level(
        level,
        below,
        above,
        new UpperBits(below.numerator(), below.denominator(), mostNumerator, mostDenominator),
        new UpperBits(mostDenominator, mostNumerator, below.denominator(), below.numerator()));
  }

  private static Decimal max() {
    return Decimal.of(Units.LEVEL_MAX);
  }

  private static long whole(Decimal number) {
    return number.units(0).getAsLong();
  }

  /**
   * The sign of level × balance − margin.
   *
   * @param upperBalance of the balance in units of margin, as {@link UpperBits} take it
   * @param upperMargin of the margin, shifted as far
   */
  int ofBalance(
      long upperBalance,
      long upperMargin,
      long balanceHigh,
      long balanceLow,
      long marginHigh,
      long marginLow) {
    int clear = upperBits.compare(upperBalance, upperMargin);
    return clear != 0 ? clear : ofBalance(balanceHigh, balanceLow, marginHigh, marginLow);
  }

  /** The sign of balance − level × margin, of the same. */
  int ofMargin(
      long upperBalance,
      long upperMargin,
      long balanceHigh,
      long balanceLow,
      long marginHigh,
      long marginLow) {
    int clear = ofInverse.compare(upperBalance, upperMargin);
    return clear != 0 ? clear : ofMargin(balanceHigh, balanceLow, marginHigh, marginLow);
  }

  /**
   * The sign of level × balance − margin.
   *
   * @param balanceHigh of a balance that is not negative, in units of value
   * @param marginHigh of a maintenance margin, in units of margin
   */
  int ofBalance(long balanceHigh, long balanceLow, long marginHigh, long marginLow) {
    int least = below.ofBalance(balanceHigh, balanceLow, marginHigh, marginLow);
    if (least > 0 || isExact()) {
      return least;
    }
    if (above.isPresent()
        && above.get().ofBalance(balanceHigh, balanceLow, marginHigh, marginLow) < 0) {
      return -1;
    }
    return exact.times(balance(balanceHigh, balanceLow)).compareTo(margin(marginHigh, marginLow));
  }

  /**
   * The sign of balance − level × margin.
   *
   * @param balanceHigh of a balance that is not negative, in units of value
   * @param marginHigh of a maintenance margin, in units of margin
   */
  int ofMargin(long balanceHigh, long balanceLow, long marginHigh, long marginLow) {
    int most = below.ofMargin(balanceHigh, balanceLow, marginHigh, marginLow);
    if (most < 0 || isExact()) {
      return most;
    }
    if (above.isPresent()
        && above.get().ofMargin(balanceHigh, balanceLow, marginHigh, marginLow) > 0) {
      return 1;
    }
    return balance(balanceHigh, balanceLow).compareTo(exact.times(margin(marginHigh, marginLow)));
  }

  private boolean isExact() {
    return above.isPresent() && above.get().numerator() == below.numerator();
  }

  private static Decimal balance(long high, long low) {
    return new Int128(high, low).toDecimal(Units.VALUE_DIGITS);
  }

  private static Decimal margin(long high, long low) {
    return new Int128(high, low).toDecimal(Units.MARGIN_DIGITS);
  }

  /** Compares products of numbers that are not negative with factors of at most 30 bits. */
  private static int compare(
      long highA, long lowA, long factorA, long highB, long lowB, long factorB) {
    int byHigh = Long.compare(high(highA, lowA, factorA), high(highB, lowB, factorB));
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA * factorA, lowB * factorB);
  }

  /** The upper 64 bits of a product of numbers that are not negative. */
  static long high(long high, long low, long factor) {
    // The lower half has no sign, but is taken for a number that has.
    return high * factor + Math.multiplyHigh(low, factor) + ((low >> 63) & factor);
  }
}
