package io.crossguard.server.mapping;

import io.crossguard.margin.value.Decimal;
import java.util.function.Predicate;

/**
 * The range of a decimal field. The core states the same rules in its records; here each field is
 * judged by itself, so that a second one beside it is reported too.
 *
 * @param inWords the rule in words that follow a path
 * @param holds whether a value keeps it
 */
record DecimalRule(String inWords, Predicate<Decimal> holds) {
  static final DecimalRule ANY = new DecimalRule("must be a number", value -> true);
  static final DecimalRule NOT_ZERO = new DecimalRule("must not be zero", value -> !value.isZero());
  static final DecimalRule POSITIVE = new DecimalRule("must be positive", Decimal::isPositive);
  static final DecimalRule NOT_NEGATIVE =
      new DecimalRule("must not be negative", value -> !value.isNegative());
  static final DecimalRule FROM_ZERO_BELOW_ONE = new DecimalRule(
      "must be at least 0 and below 1",
      value -> !value.isNegative() && value.isLessThan(Decimal.ONE));
  static final DecimalRule ABOVE_ZERO_BELOW_ONE = new DecimalRule(
      "must be above 0 and below 1", value -> value.isPositive() && value.isLessThan(Decimal.ONE));
  static final DecimalRule FROM_ZERO_TO_ONE = new DecimalRule(
      "must be at least 0 and at most 1",
      value -> !value.isNegative() && !value.isGreaterThan(Decimal.ONE));
  static final DecimalRule ABOVE_ZERO_TO_ONE = new DecimalRule(
      "must be above 0 and at most 1",
      value -> value.isPositive() && !value.isGreaterThan(Decimal.ONE));
  /** A standard deviation of 200 % in a day is a percentage that was not divided by 100. */
  static final DecimalRule DAILY_VOLATILITY = new DecimalRule(
      "must be at least 0 and at most 2, where 0.03 is 3 % a day",
      value -> !value.isNegative() && !value.isGreaterThan(Decimal.of(2)));

  static final DecimalRule DELTA = new DecimalRule(
      "must be at least -1 and at most 1", value -> !value.abs().isGreaterThan(Decimal.ONE));
  static final DecimalRule FROM_ONE =
      new DecimalRule("must be at least 1", value -> !value.isLessThan(Decimal.ONE));

  Reading<Decimal> check(Decimal value, FieldPath field) {
    return holds.test(value) ? Reading.of(value) : field.violation(inWords);
  }
}
