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
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ScenarioMargin.Contingencies;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A random account of coins, perpetuals and options of BTC, under requirements of its own or under
 * portfolio margin.
 */
record RandomPortfolio(Account account, MarketSnapshot market, RuleSet rules) {

  static RandomPortfolio next(Random random) {
    CollateralMode mode =
        random.nextBoolean() ? CollateralMode.MULTI_ASSET : CollateralMode.SINGLE_ASSET;
    Map<String, Instrument> instruments = instruments(random);
    boolean isPortfolioMargin = random.nextBoolean();
    Map<String, Price> marks = new HashMap<>();
    Map<String, OptionQuote> quotes = new HashMap<>();
    for (Instrument instrument : instruments.values()) {
      if (instrument.option().isEmpty()) {
        marks.put(instrument.instrumentId(), price(9_700 + random.nextInt(600), 1));
      } else if (!isPortfolioMargin && random.nextInt(3) == 0) {
        // Under portfolio margin a mark at its floor moves on from there in a moved market.
        boolean inCoins = instrument.settlementAsset().equals("BTC");
        marks.put(
            instrument.instrumentId(), price(1 + random.nextInt(1_500), inCoins ? 10_000 : 1));
        quotes.put(
            instrument.instrumentId(),
            new OptionQuote.Greeks(
                part(random.nextInt(200) - 100, 100),
                part(random.nextInt(9), 100_000),
                Decimal.ONE));
      } else {
        quotes.put(
            instrument.instrumentId(),
            new OptionQuote.ImpliedVolatility(part(20 + random.nextInt(120), 100)));
      }
    }
    Conventions conventions = Conventions.builder(mode)
        .scenarioMargin(isPortfolioMargin ? Optional.of(scenarios()) : Optional.empty())
        .build();
    RuleSet rules = new RuleSet(
        "portfolio",
        "1",
        "USD",
        conventions,
        Map.of(
            "BTC",
            new CollateralAsset(
                "BTC", "BTC", new Haircut.Flat(new Rate(part(random.nextInt(20), 100))))),
        instruments);
    return new RandomPortfolio(
        account(random, instruments),
        new MarketSnapshot(
            Optional.of(OptionAccount.NOW), marks, Map.of("BTC", price(10_000, 1)), quotes),
        rules);
  }

  private static Account account(Random random, Map<String, Instrument> instruments) {
    List<Balance> balances = new ArrayList<>();
    balances.add(new Balance("USD", Decimal.of(random.nextInt(9_000))));
    balances.add(new Balance("BTC", part(random.nextInt(300), 100)));
    List<Position> positions = new ArrayList<>();
    for (Instrument instrument : instruments.values()) {
      if (random.nextInt(3) > 0) {
        positions.add(position(random, instrument));
      }
    }
    return new Account("portfolio", balances, positions);
  }

  private static Position position(Random random, Instrument instrument) {
    boolean isOption = instrument.option().isPresent();
    boolean inCoins = instrument.settlementAsset().equals("BTC");
    int contracts = (1 + random.nextInt(20)) * (random.nextBoolean() ? 1 : -1);
    Price entry = isOption
        ? price(1 + random.nextInt(1_500), inCoins ? 10_000 : 1)
        : price(9_000 + random.nextInt(2_000), 1);
    boolean isCross = instrument.isPaidUpFront() || random.nextInt(4) > 0;
    Decimal margin =
        inCoins ? part(1 + random.nextInt(90), 100) : Decimal.of(random.nextInt(4_000));
    return new Position(
        instrument.instrumentId(),
        instrument.instrumentId(),
        new Quantity(part(contracts, 10)),
        entry,
        Optional.empty(),
        isCross ? new MarginMode.Cross() : new MarginMode.Isolated(margin));
  }

  private static Map<String, Instrument> instruments(Random random) {
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    add(instruments, perpetual("PERP", Payoff.LINEAR, "USD", "1"));
    add(instruments, perpetual("COIN", Payoff.INVERSE, "BTC", "1000"));
    for (int i = 0; i < 3; i++) {
      OptionTerms terms = OptionAccount.terms(
          random.nextBoolean() ? OptionTerms.Type.CALL : OptionTerms.Type.PUT,
          String.valueOf(8_000 + 500 * random.nextInt(9)),
          random.nextBoolean() ? OptionTerms.Premium.MARGINED : OptionTerms.Premium.PAID_UP_FRONT);
      add(
          instruments,
          OptionAccount.option(
              "OPTION-" + i,
              random.nextInt(3) == 0 ? "BTC" : "USD",
              terms,
              1 + random.nextInt(2_000),
              OptionAccount.rates("1.05", "0.075")));
    }
    return instruments;
  }

  private static void add(Map<String, Instrument> instruments, Instrument instrument) {
    instruments.put(instrument.instrumentId(), instrument);
  }

  private static Instrument perpetual(
      String id, Payoff payoff, String settlementAsset, String multiplier) {
    return new Instrument(
        id,
        InstrumentKind.PERPETUAL,
        payoff,
        "BTC",
        settlementAsset,
        Decimal.parse(multiplier),
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(
            List.of(Tier.ofLeverage(Decimal.ZERO, OptionAccount.rate("0.02"), Decimal.of(20)))));
  }

  private static ScenarioMargin scenarios() {
    List<Shock> shocks = new ArrayList<>();
    for (String factor : List.of("0.85", "1", "1.15")) {
      for (String volatility : List.of("0.7", "1.4")) {
        shocks.add(new Shock(Decimal.parse(factor), Decimal.ONE, Rate.ONE));
        shocks.add(
            new Shock(Decimal.parse(factor), Decimal.parse(volatility), OptionAccount.rate("0.9")));
      }
    }
    return new ScenarioMargin(
        List.of("BTC"),
        shocks,
        new Contingencies(
            OptionAccount.rate("0.02"),
            OptionAccount.rate("0.03"),
            OptionAccount.rate("0.04"),
            OptionAccount.rate("0.01")),
        Decimal.parse("1.3"));
  }

  ResolvedAccount resolved() {
    return ResolvedAccount.of(account, market, rules);
  }

  /** The same account where one mark is another. */
  ResolvedAccount markedAt(String instrumentId, Price mark) {
    Map<String, Price> marks = new HashMap<>(resolved().market().markPrices());
    marks.put(instrumentId, mark);
    return ResolvedAccount.of(account, market.withMarks(marks), rules);
  }

  RandomPortfolio with(Account other) {
    return new RandomPortfolio(other, market, rules);
  }

  private static Decimal part(long dividend, long divisor) {
    return Decimal.of(dividend).dividedBy(Decimal.of(divisor));
  }

  private static Price price(long dividend, long divisor) {
    return new Price(part(dividend, divisor));
  }
}
