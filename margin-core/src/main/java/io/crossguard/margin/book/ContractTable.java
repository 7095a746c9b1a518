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
 * The contracts that columns hold, by numbers: their marks, and the tiers of all in one array. An
 * instrument becomes another contract when its prices get more digits; the one before stays, though
 * nobody may hold it.
 *
 * <p>A tier is known by where it starts in that array. What a position needs of its tier lies there
 * together: the floor, then what it costs, and behind that the floor of the next; each contract's
 * last tier is followed by a floor that no value reaches. The first has one that every value has.
 */
final class ContractTable {
  // Where a tier has its figures, counted from its start.
  static final int FLOOR_TOP = 0;
  static final int MARK = 1;
  static final int RATE = 2;
  static final int DEDUCTION = 3;
  static final int LENGTH = 4;
  static final int NEXT_FLOOR_TOP = LENGTH + FLOOR_TOP;

  private static final long LOW_48 = (1L << 48) - 1;

  private final RuleSet rules;
  private final Map<String, Boolean> plain = new HashMap<>();
  private final Map<String, List<Integer>> numbers = new HashMap<>();
  private final List<PlainContract> contracts = new ArrayList<>();
  private int[] firstTiers = new int[16];
  private long[] marks = new long[16];
  private long[] tiers = new long[16 * LENGTH];
  // A floor is top × 2^48 + rest, in units of value.
  private long[] floorRests = new long[16];
  private int[] contractsOfTiers = new int[16];
  private int end;

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
    firstTiers[number] = end;
    for (Tier tier : contract.tiers()) {
      Int128 floor = Int128.of(tier.notionalFloor(), Units.VALUE_DIGITS).orElseThrow();
      if ((floor.high() >> (Units.VALUE_BITS - Long.SIZE)) != 0) {
        // No position that fits reaches it, or those above.
        break;
      }
      addTier(
          number,
          end == firstTiers[number] ? Long.MIN_VALUE : top(floor.high(), floor.low()),
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

  private void addTier(int contract, long floorTop, long floorRest, long rate, long deduction) {
    int tier = end / LENGTH;
    if (end == tiers.length) {
      tiers = Arrays.copyOf(tiers, 2 * end);
      floorRests = Arrays.copyOf(floorRests, 2 * tier);
      contractsOfTiers = Arrays.copyOf(contractsOfTiers, 2 * tier);
    }
    tiers[end + FLOOR_TOP] = floorTop;
    tiers[end + RATE] = rate;
    tiers[end + DEDUCTION] = deduction;
    floorRests[tier] = floorRest;
    contractsOfTiers[tier] = contract;
    end += LENGTH;
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

  /** Each tier has the mark too: whoever knows its tier needs nothing else. */
  void setMark(int contract, long mark) {
    marks[contract] = mark;
    int tier = firstTiers[contract];
    do {
      tiers[tier + MARK] = mark;
      tier += LENGTH;
    } while (tiers[tier + FLOOR_TOP] != Long.MAX_VALUE);
  }

  int firstTier(int contract) {
    return firstTiers[contract];
  }

  /** The number of the contract that a tier is of. */
  int contractOfTier(int tier) {
    return contractsOfTiers[tier / LENGTH];
  }

  /** The tiers of all contracts. */
  long[] tiers() {
    return tiers;
  }

  /**
   * Whether a value is clearly in a tier, by its upper part alone.
   *
   * @param top of a value without its sign; of one with a minus it may be one less
   */
  static boolean isWithin(long[] tiers, int tier, long top) {
    return top > tiers[tier + FLOOR_TOP] && top < tiers[tier + NEXT_FLOOR_TOP] - 1;
  }

  /**
   * The tier of a value. An exact boundary belongs to the higher tier.
   *
   * @param near a tier of the same contract, where the search begins
   * @param high the upper 64 bits of a value without its sign
   */
  int tier(int near, long high, long low) {
    long top = top(high, low);
    long rest = low & LOW_48;
    int tier = near;
    while (isReached(tier + LENGTH, top, rest)) {
      tier += LENGTH;
    }
    while (!isReached(tier, top, rest)) {
      tier -= LENGTH;
    }
    return tier;
  }

  private boolean isReached(int tier, long top, long rest) {
    long floorTop = tiers[tier + FLOOR_TOP];
    return floorTop < top || (floorTop == top && floorRests[tier / LENGTH] <= rest);
  }
}
