package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/**
 * Decides where a scope stands by whole numbers: what {@link ScopeStatus} means by the levels of the
 * rules, and which of further levels of the margin ratio it has reached.
 */
final class StandingLevels {
  private static final List<ScopeStatus> STATUSES = List.of(
      ScopeStatus.HEALTHY, ScopeStatus.WARNING, ScopeStatus.LIQUIDATABLE, ScopeStatus.BANKRUPT);
  private static final int BITS_OF_STATUS = 8;

  private final Level trigger;
  private final boolean liquidatesAtTrigger;
  private final Level warning;
  private final Level[] ratios;

  /**
   * @param ratios margin ratios, ascending and positive
   */
  StandingLevels(Conventions conventions, List<Decimal> ratios) {
    this.trigger = Level.of(conventions.liquidationTrigger().fraction());
    this.liquidatesAtTrigger = conventions.liquidatesAtTrigger();
    this.warning = Level.of(conventions.warningLevel().fraction());
    this.ratios = ratios.stream().map(Level::of).toArray(Level[]::new);
  }

  /** A standing as a number, of which columns can hold many. */
  static Standing standing(int number) {
    return new Standing(
        STATUSES.get(number & ((1 << BITS_OF_STATUS) - 1)), number >>> BITS_OF_STATUS);
  }

  /**
   * Where figures stand, as a number.
   *
   * @param balanceHigh of the margin balance, in units of value
   * @param marginHigh of the maintenance margin, in units of margin
   * @param before where they stood, from which it is never far
   */
  int decide(long balanceHigh, long balanceLow, long marginHigh, long marginLow, int before) {
    if (balanceHigh < 0) {
      return number(ScopeStatus.BANKRUPT, ratios.length);
    }
    if (marginHigh < 0 || (marginHigh | marginLow) == 0) {
      return number(ScopeStatus.HEALTHY, 0);
    }
    long scaledHigh = Level.high(balanceHigh, balanceLow, Level.RATE_UNITS);
    int shift = UpperBits.shift(scaledHigh, marginHigh);
    long balance = UpperBits.of(scaledHigh, balanceLow * Level.RATE_UNITS, shift);
    long margin = UpperBits.of(marginHigh, marginLow, shift);
    int reached = before >>> BITS_OF_STATUS;
    while (reached > 0
        && ratios[reached - 1].ofBalance(
                balance, margin, balanceHigh, balanceLow, marginHigh, marginLow)
            > 0) {
      reached--;
    }
    while (reached < ratios.length
        && ratios[reached].ofBalance(
                balance, margin, balanceHigh, balanceLow, marginHigh, marginLow)
            <= 0) {
      reached++;
    }
    int excess = trigger.ofMargin(balance, margin, balanceHigh, balanceLow, marginHigh, marginLow);
    if (excess < 0 || (excess == 0 && liquidatesAtTrigger)) {
      return number(ScopeStatus.LIQUIDATABLE, reached);
    }
    boolean isBelowWarning =
        warning.ofBalance(balance, margin, balanceHigh, balanceLow, marginHigh, marginLow) > 0;
    return number(isBelowWarning ? ScopeStatus.HEALTHY : ScopeStatus.WARNING, reached);
  }

  private static int number(ScopeStatus status, int reached) {
    int place = switch (status) {
      case HEALTHY -> 0;
      case WARNING -> 1;
      case LIQUIDATABLE -> 2;
      case BANKRUPT -> 3;
    };
    return (reached << BITS_OF_STATUS) | place;
  }
}
