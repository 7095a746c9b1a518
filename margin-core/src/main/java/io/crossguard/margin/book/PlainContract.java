package io.crossguard.margin.book;

import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.TieredSchedule;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Int128;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A contract that columns can hold: one that pays by price, that requires by tiers alone, and whose
 * profit counts in full, as far as its numbers fit {@link Units}.
 *
 * @param instrument its rules
 * @param priceDigits digits behind the point that its prices may have
 */
record PlainContract(Instrument instrument, int priceDigits) {

  /** With as few digits as hold a price and the tick; absent where no columns can. */
  static Optional<PlainContract> of(Instrument instrument, Price mark) {
    return IntStream.rangeClosed(Units.PRICE_DIGITS_MIN, Units.PRICE_DIGITS_MAX)
        .filter(digits -> fits(mark, digits)
            && instrument.tickSize().filter(tick -> !fits(tick, digits)).isEmpty())
        .mapToObj(digits -> new PlainContract(instrument, digits))
        .findFirst();
  }

  private static boolean fits(Price price, int digits) {
    return price.value().units(digits).isPresent();
  }

  /** Whether columns can hold a contract with such rules. */
  static boolean isPlain(Instrument instrument) {
    return instrument.option().isEmpty()
        && instrument.payoff() != Payoff.INVERSE
        && instrument.terms().equals(RequirementTerms.NONE)
        && instrument.profitWeights().equals(Instrument.ProfitWeights.FULL)
        && instrument.schedule() instanceof TieredSchedule schedule
        && schedule.tiers().stream().allMatch(PlainContract::fits);
  }

  private static boolean fits(Tier tier) {
    return tier.maintenanceRate().fraction().units(Units.RATE_DIGITS).isPresent()
        && Int128.of(tier.notionalFloor(), Units.VALUE_DIGITS).isPresent()
        && deduction(tier).isPresent();
  }

  /** What a tier deducts, in its units; absent where it is too large for them. */
  static OptionalLong deduction(Tier tier) {
    OptionalLong deduction =
        tier.maintenanceDeduction().orElse(Decimal.ZERO).units(Units.DEDUCTION_DIGITS);
    return deduction.isPresent() && deduction.getAsLong() <= Units.DEDUCTION_MAX
        ? deduction
        : OptionalLong.empty();
  }

  List<Tier> tiers() {
    return ((TieredSchedule) instrument.schedule()).tiers();
  }

  /** A price in its units; absent where it has more digits. */
  OptionalLong price(Price price) {
    return price.value().units(priceDigits);
  }

  /** What is held of the underlying, in its units; absent where it doesn't fit. */
  OptionalLong size(Quantity quantity) {
    return quantity
        .contracts()
        .times(instrument.multiplier())
        .units(Units.VALUE_DIGITS - priceDigits);
  }
}
