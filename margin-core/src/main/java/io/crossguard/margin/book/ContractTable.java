package io.crossguard.margin.book;

import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.TieredSchedule;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Int128;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The contracts that columns can hold, by numbers: their marks, and the tiers of all in one row of
 * arrays. Each contract's tiers are followed by an end that no value reaches.
 *
 * <p>These are contracts that pay by price, that require by tiers alone, and whose profit counts in
 * full, as far as their numbers fit {@link Units}.
 */
final class ContractTable {
  private static final long LOW_48 = (1L << 48) - 1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] priceDigits;
  private final Decimal[] multipliers;
  private final int[] firstTiers;
  private final long[] marks;
  // A floor is top × 2^48 + rest, in units of value.
  private long[] floorTops = new long[16];
  private long[] floorRests = new long[16];
  private long[] rates = new long[16];
  private long[] deductions = new long[16];
  private int[] contracts = new int[16];
  private int tiers;

  ContractTable(RuleSet rules, MarketSnapshot market) {
    List<Instrument> plain = rules.instruments().values().stream()
        .filter(
            instrument -> isPlain(instrument) && priceDigits(instrument, market).isPresent())
        .toList();
    this.priceDigits = new int[plain.size()];
    this.multipliers = new Decimal[plain.size()];
    this.firstTiers = new int[plain.size()];
    this.marks = new long[plain.size()];
    for (int i = 0; i < plain.size(); i++) {
      Instrument instrument = plain.get(i);
      numbers.put(instrument.instrumentId(), i);
      priceDigits[i] = priceDigits(instrument, market).getAsInt();
      multipliers[i] = instrument.multiplier();
      marks[i] =
          mark(instrument, market).orElseThrow().value().units(priceDigits[i]).getAsLong();
      firstTiers[i] = tiers;
      addTiers(i, (TieredSchedule) instrument.schedule());
    }
  }

  private static Optional<Price> mark(Instrument instrument, MarketSnapshot market) {
    return market.markPrice(instrument.instrumentId());
  }

  /** As many as the mark and the tick have, within the limits. */
  private static OptionalInt priceDigits(Instrument instrument, MarketSnapshot market) {
    List<Price> prices = Stream.of(mark(instrument, market), instrument.tickSize())
        .flatMap(Optional::stream)
        .toList();
    return mark(instrument, market).isEmpty()
        ? OptionalInt.empty()
        : IntStream.rangeClosed(Units.PRICE_DIGITS_MIN, Units.PRICE_DIGITS_MAX)
            .filter(digits ->
                prices.stream().allMatch(price -> price.value().units(digits).isPresent()))
            .findFirst();
  }

  private static boolean isPlain(Instrument instrument) {
    return instrument.option().isEmpty()
        && instrument.payoff() != Payoff.INVERSE
        && instrument.terms().equals(RequirementTerms.NONE)
        && instrument.profitWeights().equals(Instrument.ProfitWeights.FULL)
        && instrument.schedule() instanceof TieredSchedule schedule
        && schedule.tiers().stream().allMatch(ContractTable::fits);
  }

  private static boolean fits(Tier tier) {
    return tier.maintenanceRate().fraction().units(Units.RATE_DIGITS).isPresent()
        && Int128.of(tier.notionalFloor(), Units.VALUE_DIGITS).isPresent()
        && deduction(tier).isPresent();
  }

  private static OptionalLong deduction(Tier tier) {
    OptionalLong deduction =
        tier.maintenanceDeduction().orElse(Decimal.ZERO).units(Units.DEDUCTION_DIGITS);
    return deduction.isPresent() && deduction.getAsLong() <= Units.DEDUCTION_MAX
        ? deduction
        : OptionalLong.empty();
  }

  private void addTiers(int contract, TieredSchedule schedule) {
    for (Tier tier : schedule.tiers()) {
      Int128 floor = Int128.of(tier.notionalFloor(), Units.VALUE_DIGITS).orElseThrow();
      if ((floor.high() >> (Units.VALUE_BITS - Long.SIZE)) != 0) {
        // No position that fits reaches it, or those above.
        break;
      }
      add(
          contract,
          top(floor.high(), floor.low()),
          floor.low() & LOW_48,
          tier.maintenanceRate().fraction().units(Units.RATE_DIGITS).getAsLong(),
          deduction(tier).getAsLong());
    }
    add(contract, Long.MAX_VALUE, 0, 0, 0);
  }

  private void add(int contract, long top, long rest, long rate, long deduction) {
    if (tiers == contracts.length) {
      floorTops = Arrays.copyOf(floorTops, 2 * tiers);
      floorRests = Arrays.copyOf(floorRests, 2 * tiers);
      rates = Arrays.copyOf(rates, 2 * tiers);
      deductions = Arrays.copyOf(deductions, 2 * tiers);
      contracts = Arrays.copyOf(contracts, 2 * tiers);
    }
    floorTops[tiers] = top;
    floorRests[tiers] = rest;
    rates[tiers] = rate;
    deductions[tiers] = deduction;
    contracts[tiers] = contract;
    tiers++;
  }

  /** The upper part of a value, in units of 2^48: it orders values but for those that share it. */
  static long top(long high, long low) {
    return (high << 16) | (low >>> 48);
  }

  int size() {
    return marks.length;
  }

  /** The number of a contract that columns can hold. */
  Optional<Integer> number(String instrumentId) {
    return Optional.ofNullable(numbers.get(instrumentId));
  }

  /** What is held of the underlying; absent where it doesn't fit. */
  OptionalLong size(int contract, Quantity quantity) {
    return quantity
        .contracts()
        .times(multipliers[contract])
        .units(Units.VALUE_DIGITS - priceDigits[contract]);
  }

  /**
   * A price of a contract.
   *
   * @throws IllegalArgumentException if it has more digits than the contract's tick and first mark
   */
  long price(int contract, Price price) {
    return price
        .value()
        .units(priceDigits[contract])
        .orElseThrow(() -> new IllegalArgumentException("mark must have at most "
            + priceDigits[contract]
            + " digits behind the point, and fit 63 bits without it: "
            + price.value()));
  }

  long mark(int contract) {
    return marks[contract];
  }

  void setMark(int contract, long mark) {
    marks[contract] = mark;
  }

  int firstTier(int contract) {
    return firstTiers[contract];
  }

  int contract(int tier) {
    return contracts[tier];
  }

  long rate(int tier) {
    return rates[tier];
  }

  long deduction(int tier) {
    return deductions[tier];
  }

  /**
   * The tier of a value: the one remembered where that is clear from the upper part alone, else
   * looked for. An exact boundary belongs to the higher tier.
   */
  int tier(int remembered, long high, long low) {
    long top = top(high, low);
    return top > floorTops[remembered] && top < floorTops[remembered + 1]
        ? remembered
        : search(firstTiers[contracts[remembered]], top, low & LOW_48);
  }

  private int search(int first, long top, long rest) {
    int tier = first;
    while (floorTops[tier + 1] < top
        || (floorTops[tier + 1] == top && floorRests[tier + 1] <= rest)) {
      tier++;
    }
    return tier;
  }
}
