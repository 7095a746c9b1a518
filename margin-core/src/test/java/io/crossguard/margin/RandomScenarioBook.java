package io.crossguard.margin;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ScenarioMargin.Contingencies;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A random book under portfolio margin: options, perpetuals, futures and coins of BTC and ETH, a
 * wrapped BTC, and contracts that settle in a coin that is not theirs.
 */
record RandomScenarioBook(Account account, MarketSnapshot market, RuleSet rules) {
  private static final Map<String, Integer> INDEXES =
      Map.of("BTC", 60_000, "ETH", 2_500, "WBTC", 59_900);

  /**
   * @param isSmooth whether marks of options are left to the model, so that none jumps to its floor
   */
  static RandomScenarioBook next(Random random, boolean isSmooth) {
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    Map<String, Price> marks = new LinkedHashMap<>();
    Map<String, OptionQuote> quotes = new LinkedHashMap<>();
    for (String coin : List.of("BTC", "ETH")) {
      int index = INDEXES.get(coin);
      add(instruments, contract(coin + "-PERP", Payoff.LINEAR, coin, "USD", "1", false));
      add(instruments, contract(coin + "-COIN", Payoff.INVERSE, coin, coin, "10", false));
      add(instruments, contract(coin + "-DEC", Payoff.LINEAR, coin, "USD", "0.1", true));
      for (int i = 0; i < 2; i++) {
        add(instruments, option(random, coin + "-OPTION-" + i, coin, index));
      }
    }
    add(instruments, contract("ETH-IN-BTC", Payoff.QUANTO, "ETH", "BTC", "0.000001", false));
    for (Instrument instrument : instruments.values()) {
      int index = INDEXES.get(instrument.root());
      if (instrument.kind() != InstrumentKind.OPTION) {
        marks.put(instrument.instrumentId(), price(index * (980L + random.nextInt(41)), 1_000));
      } else if (isSmooth || random.nextInt(3) > 0) {
        quotes.put(
            instrument.instrumentId(),
            new OptionQuote.ImpliedVolatility(part(20 + random.nextInt(120), 100)));
        if (!isSmooth && random.nextBoolean()) {
          marks.put(instrument.instrumentId(), optionPrice(random, instrument, index));
        }
      } else {
        marks.put(instrument.instrumentId(), optionPrice(random, instrument, index));
        quotes.put(
            instrument.instrumentId(),
            new OptionQuote.Greeks(
                part(random.nextInt(200) - 100, 100),
                part(random.nextInt(9), index * 10L),
                Decimal.ONE));
      }
    }
    Map<String, Price> indexes = new LinkedHashMap<>();
    INDEXES.forEach((asset, index) -> indexes.put(asset, price(index, 1)));
    return new RandomScenarioBook(
        account(random, instruments),
        new MarketSnapshot(Optional.of(OptionAccount.NOW), marks, indexes, quotes),
        rules(random, instruments));
  }

  ResolvedAccount resolved() {
    return ResolvedAccount.of(account, market, rules);
  }

  RandomScenarioBook with(Account other) {
    return new RandomScenarioBook(other, market, rules);
  }

  private static RuleSet rules(Random random, Map<String, Instrument> instruments) {
    CollateralMode mode =
        random.nextInt(3) > 0 ? CollateralMode.MULTI_ASSET : CollateralMode.SINGLE_ASSET;
    Map<String, CollateralAsset> assets = new LinkedHashMap<>();
    for (String asset : INDEXES.keySet().stream().sorted().toList()) {
      Rate haircut = new Rate(part(random.nextInt(20), 100));
      String root = asset.equals("WBTC") ? "BTC" : asset;
      assets.put(asset, new CollateralAsset(asset, root, new Haircut.Flat(haircut)));
    }
    Conventions conventions =
        Conventions.builder(mode).scenarioMargin(Optional.of(scenarios(random))).build();
    return new RuleSet("scenarios", "1", "USD", conventions, assets, instruments);
  }

  private static ScenarioMargin scenarios(Random random) {
    List<Shock> shocks = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      shocks.add(new Shock(
          part(80 + random.nextInt(41), 100),
          part(50 + random.nextInt(151), 100),
          new Rate(part(50 + random.nextInt(51), 100))));
    }
    Contingencies contingencies =
        new Contingencies(share(random), share(random), share(random), share(random));
    return new ScenarioMargin(
        List.of("BTC", "ETH"), shocks, contingencies, part(100 + random.nextInt(50), 100));
  }

  private static Account account(Random random, Map<String, Instrument> instruments) {
    List<Balance> balances = new ArrayList<>();
    balances.add(new Balance("USD", Decimal.of(random.nextInt(60_000) - 5_000)));
    balances.add(new Balance("BTC", part(random.nextInt(220) - 20, 100)));
    balances.add(new Balance("ETH", part(random.nextInt(220) - 20, 10)));
    balances.add(new Balance("WBTC", part(random.nextInt(100), 100)));
    List<Position> positions = new ArrayList<>();
    for (Instrument instrument : instruments.values()) {
      if (random.nextInt(2) == 0) {
        positions.add(position(random, instrument));
      }
    }
    return new Account("book", balances, positions);
  }

  private static Position position(Random random, Instrument instrument) {
    int index = INDEXES.get(instrument.root());
    boolean isOption = instrument.kind() == InstrumentKind.OPTION;
    boolean isCross = instrument.isPaidUpFront() || random.nextInt(4) > 0;
    boolean inCoins = !instrument.settlementAsset().equals("USD");
    // About one BTC, or what it is worth, whatever the contract.
    long coins = Math.max(60_000L / index, 1);
    Decimal contracts = switch (instrument.payoff()) {
      case LINEAR -> part(coins * (1 + random.nextInt(20)), 10);
      case INVERSE -> Decimal.of(300L * (1 + random.nextInt(20)));
      case QUANTO -> Decimal.of(20L * (1 + random.nextInt(20)));
    };
    return new Position(
        instrument.instrumentId(),
        instrument.instrumentId(),
        new Quantity(random.nextBoolean() ? contracts : contracts.negated()),
        isOption
            ? optionPrice(random, instrument, index)
            : price(index * (900L + random.nextInt(201)), 1_000),
        Optional.empty(),
        isCross
            ? new MarginMode.Cross()
            : new MarginMode.Isolated(
                inCoins ? part(1 + random.nextInt(90), 100) : Decimal.of(random.nextInt(9_000))));
  }

  private static Instrument option(Random random, String id, String coin, int index) {
    boolean inCoins = random.nextInt(3) == 0;
    OptionTerms terms = OptionAccount.terms(
        random.nextBoolean() ? OptionTerms.Type.CALL : OptionTerms.Type.PUT,
        String.valueOf(index * (80L + 5L * random.nextInt(9)) / 100),
        random.nextBoolean() ? OptionTerms.Premium.MARGINED : OptionTerms.Premium.PAID_UP_FRONT);
    return new Instrument(
        id,
        InstrumentKind.OPTION,
        Payoff.LINEAR,
        coin,
        inCoins ? coin : "USD",
        Decimal.ONE,
        Optional.empty(),
        Optional.of(OptionAccount.NOW.plus(Duration.ofHours(1 + random.nextInt(3_000)))),
        Optional.empty(),
        OptionAccount.rates("1", "0"),
        RequirementTerms.NONE,
        Instrument.ProfitWeights.FULL,
        Optional.of(terms));
  }

  private static Instrument contract(
      String id, Payoff payoff, String coin, String settles, String multiplier, boolean isDated) {
    return new Instrument(
        id,
        isDated ? InstrumentKind.FUTURE : InstrumentKind.PERPETUAL,
        payoff,
        coin,
        settles,
        Decimal.parse(multiplier),
        Optional.empty(),
        isDated ? Optional.of(OptionAccount.NOW.plus(Duration.ofDays(90))) : Optional.empty(),
        new MarginalTiers(
            List.of(Tier.ofLeverage(Decimal.ZERO, OptionAccount.rate("0.02"), Decimal.of(20)))));
  }

  private static void add(Map<String, Instrument> instruments, Instrument instrument) {
    instruments.put(instrument.instrumentId(), instrument);
  }

  private static Price optionPrice(Random random, Instrument instrument, int index) {
    boolean inCoins = !instrument.settlementAsset().equals("USD");
    return price((1L + random.nextInt(1_500)) * (inCoins ? 1 : index), 10_000);
  }

  private static Rate share(Random random) {
    return new Rate(part(random.nextInt(40), 1_000));
  }

  private static Decimal part(long dividend, long divisor) {
    return Decimal.of(dividend).dividedBy(Decimal.of(divisor));
  }

  private static Price price(long dividend, long divisor) {
    return new Price(part(dividend, divisor));
  }
}
