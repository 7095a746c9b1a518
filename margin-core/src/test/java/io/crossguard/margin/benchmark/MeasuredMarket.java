package io.crossguard.margin.benchmark;

import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** 200 instruments with five to ten tiers each, at prices of four digits that move at random. */
final class MeasuredMarket {
  static final int INSTRUMENTS = 200;

  private static final int HEIGHTS = 3;

  final RuleSet rules;

  private final Random random;
  private final long[] marks = new long[INSTRUMENTS];
  private final int[] heights = new int[INSTRUMENTS];
  private final List<List<Tier>> tiers = new ArrayList<>();

  MeasuredMarket(Random random) {
    this.random = random;
    Map<String, Instrument> known = new LinkedHashMap<>();
    for (int i = 0; i < INSTRUMENTS; i++) {
      marks[i] = (long) (Math.exp(random.nextDouble() * Math.log(100_000_000)) * 100) + 100;
      known.put(id(i), instrument(id(i)));
    }
    this.rules = new RuleSet(
        "book", "1", "USDT", Conventions.of(CollateralMode.SINGLE_ASSET), Map.of(), known);
  }

  static String id(int instrument) {
    return "I" + instrument;
  }

  private Instrument instrument(String instrumentId) {
    List<Tier> ofOne = new ArrayList<>();
    long floor = 0;
    int count = 5 + random.nextInt(6);
    for (int k = 0; k < count; k++) {
      // As many positions in each tier, so that no branch is easy to predict.
      floor = k == 0
          ? 0
          : Math.max(
              floor + 1, Math.round(100 * Math.pow(50_000, (k + random.nextDouble()) / count)));
      ofOne.add(Tier.ofLeverage(
          Decimal.of(floor),
          new Rate(Decimal.of(4 + 3L * k * k).times(Decimal.parse("0.001"))),
          Decimal.of(20)));
    }
    MarginalTiers schedule = new MarginalTiers(ofOne);
    tiers.add(schedule.tiers());
    return new Instrument(
        instrumentId,
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        instrumentId,
        "USDT",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        schedule);
  }

  /** Every price by at most a thousandth: hardly a position gets into another tier. */
  void walk() {
    for (int i = 0; i < INSTRUMENTS; i++) {
      walk(i);
    }
  }

  void walk(int instrument) {
    marks[instrument] += marks[instrument] * (random.nextInt(201) - 100) / 100_000;
  }

  /**
   * Every price to another of three that are about as far from each other as the floors of tiers,
   * each by a chance of its own, so that no branch can be learnt.
   */
  void jump() {
    for (int i = 0; i < INSTRUMENTS; i++) {
      int next = (heights[i] + 1 + random.nextInt(HEIGHTS - 1)) % HEIGHTS;
      marks[i] = (marks[i] >> (2 * heights[i])) << (2 * next);
      heights[i] = next;
    }
  }

  /** A mark in doubles. */
  double mark(int instrument) {
    return marks[instrument] / 1e4;
  }

  double[] marksInDoubles() {
    return Arrays.stream(marks).mapToDouble(mark -> mark / 1e4).toArray();
  }

  Price price(int instrument) {
    return new Price(Decimal.of(marks[instrument]).times(Decimal.parse("0.0001")));
  }

  Map<String, Price> prices() {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (int i = 0; i < INSTRUMENTS; i++) {
      prices.put(id(i), price(i));
    }
    return prices;
  }

  MarketSnapshot snapshot() {
    return new MarketSnapshot(Optional.empty(), prices(), Map.of());
  }

  /** The tiers of each instrument. */
  List<List<Tier>> tiers() {
    return tiers;
  }
}
