package io.crossguard.margin.book;

import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Int128;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The contracts that columns hold, by numbers: their marks, and the tiers of all in one row of
 * arrays. Each contract's tiers are followed by an end that no value reaches. An instrument becomes
 * another contract when its prices get more digits; the one before stays, though nobody may hold it.
 */
final class ContractTable {
  private static final long LOW_48 = (1L << 48) - 1;

  private final RuleSet rules;
  private final Map<String, Boolean> plain = new HashMap<>();
  private final Map<String, List<Integer>> numbers = new HashMap<>();
  private final List<PlainContract> contracts = new ArrayList<>();
  private int[] firstTiers = new int[16];
  private long[] marks = new long[16];
  // A floor is top × 2^48 + rest, in units of value.
  private long[] floorTops = new long[16];
  private long[] floorRests = new long[16];
  private long[] rates = new long[16];
  private long[] deductions = new long[16];
  private int[] contractsOfTiers = new int[16];
  private int tiers;

  ContractTable(RuleSet rules) {
    this.rules = rules;
  }

  /** The number of the contract for an instrument at a mark; absent where columns can't hold it. */
  OptionalInt number(Instrument instrument, Price mark) {
    if (!plain.computeIfAbsent(
        instrument.instrumentId(), id -> PlainContract.isPlain(instrument))) {
      return OptionalInt.empty();
    }
    for (int number : numbers(instrument.instrumentId())) {
      if (contracts.get(number).price(mark).isPresent()) {
        return OptionalInt.of(number);
      }
    }
    Optional<PlainContract> contract = PlainContract.of(instrument, mark);
    return contract.isPresent() ? OptionalInt.of(add(contract.get())) : OptionalInt.empty();
  }

  /** The numbers that an instrument has. */
  List<Integer> numbers(String instrumentId) {
    return numbers.getOrDefault(instrumentId, List.of());
  }

  /** The numbers of what has the price risk of an asset, or settles in it or in one of its root. */
  List<Integer> numbersOfAsset(String asset) {
    List<Integer> found = new ArrayList<>();
    for (int number = 0; number < contracts.size(); number++) {
      Instrument instrument = contracts.get(number).instrument();
      String settlementAsset = instrument.settlementAsset();
      if (asset.equals(instrument.root())
          || asset.equals(settlementAsset)
          || asset.equals(rules.root(settlementAsset))) {
        found.add(number);
      }
    }
    return found;
  }

  private int add(PlainContract contract) {
    int number = contracts.size();
    if (number == marks.length) {
      firstTiers = Arrays.copyOf(firstTiers, 2 * number);
      marks = Arrays.copyOf(marks, 2 * number);
    }
    contracts.add(contract);
    firstTiers[number] = tiers;
    for (Tier tier : contract.tiers()) {
      Int128 floor = Int128.of(tier.notionalFloor(), Units.VALUE_DIGITS).orElseThrow();
      if ((floor.high() >> (Units.VALUE_BITS - Long.SIZE)) != 0) {
        // No position that fits reaches it, or those above.
        break;
      }
      addTier(
          number,
          top(floor.high(), floor.low()),
          floor.low() & LOW_48,
          tier.maintenanceRate().fraction().units(Units.RATE_DIGITS).getAsLong(),
          PlainContract.deduction(tier).getAsLong());
    }
    addTier(number, Long.MAX_VALUE, 0, 0, 0);
    numbers
        .computeIfAbsent(contract.instrument().instrumentId(), id -> new ArrayList<>(1))
        .add(number);
    return number;
  }

  private void addTier(int contract, long top, long rest, long rate, long deduction) {
    if (tiers == contractsOfTiers.length) {
      floorTops = Arrays.copyOf(floorTops, 2 * tiers);
      floorRests = Arrays.copyOf(floorRests, 2 * tiers);
      rates = Arrays.copyOf(rates, 2 * tiers);
      deductions = Arrays.copyOf(deductions, 2 * tiers);
      contractsOfTiers = Arrays.copyOf(contractsOfTiers, 2 * tiers);
    }
    floorTops[tiers] = top;
    floorRests[tiers] = rest;
    rates[tiers] = rate;
    deductions[tiers] = deduction;
    contractsOfTiers[tiers] = contract;
    tiers++;
  }

  /** The upper part of a value, in units of 2^48: it orders values but for those that share it. */
  static long top(long high, long low) {
    return (high << 16) | (low >>> 48);
  }

  /** How many there are. */
  int size() {
    return contracts.size();
  }

  PlainContract contract(int number) {
    return contracts.get(number);
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

  /** The number of the contract that a tier is of. */
  int contractOfTier(int tier) {
    return contractsOfTiers[tier];
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
        : search(firstTiers[contractsOfTiers[remembered]], top, low & LOW_48);
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
