package io.crossguard.advisor;

import io.crossguard.advisor.policy.AssetConversion;
import io.crossguard.advisor.policy.Correlation;
import io.crossguard.advisor.policy.HourlyCloses;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
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
import io.crossguard.margin.rules.OptionRequirement;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ShortOptionAmounts;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An account under construction, with its market, rules and risk inputs. */
final class AccountFixture {
  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private CollateralMode mode = CollateralMode.MULTI_ASSET;
  private final Map<String, CollateralAsset> assets = new LinkedHashMap<>();
  private final Map<String, Instrument> instruments = new LinkedHashMap<>();
  private final List<Balance> balances = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final Map<String, Price> marks = new LinkedHashMap<>();
  private final Map<String, Price> indexes = new LinkedHashMap<>();
  private final Map<String, Rate> volatilities = new LinkedHashMap<>();
  private final Map<String, Rate> depegStresses = new LinkedHashMap<>();
  private final Map<String, AssetConversion> conversions = new LinkedHashMap<>();
  private final List<Correlation> correlations = new ArrayList<>();
  private final Map<String, OptionQuote> quotes = new LinkedHashMap<>();
  private Optional<ScenarioMargin> portfolioMargin = Optional.empty();
  private OrderMargin orderMargin = OrderMargin.NONE;
  private final List<HourlyCloses> closes = new ArrayList<>();
  private UnaryOperator<Conventions.Builder> conventions = UnaryOperator.identity();

  AccountFixture() {
    asset("USDT", "USDT", "0");
    index("USDT", "1");
  }

  AccountFixture singleAsset() {
    mode = CollateralMode.SINGLE_ASSET;
    return this;
  }

  AccountFixture asset(String asset, String root, String haircut) {
    assets.put(asset, new CollateralAsset(asset, root, new Haircut.Flat(rate(haircut))));
    return this;
  }

  AccountFixture index(String asset, String price) {
    indexes.put(asset, price(price));
    return this;
  }

  AccountFixture balance(String asset, String quantity) {
    balances.add(new Balance(asset, Decimal.parse(quantity)));
    return this;
  }

  AccountFixture balance(String asset, Decimal quantity) {
    balances.add(new Balance(asset, quantity));
    return this;
  }

  AccountFixture position(
      String id, String instrumentId, Decimal quantity, Decimal entry, Optional<Decimal> margin) {
    return position(new Position(
        id,
        instrumentId,
        new Quantity(quantity),
        new Price(entry),
        Optional.empty(),
        margin.<MarginMode>map(MarginMode.Isolated::new).orElseGet(MarginMode.Cross::new)));
  }

  AccountFixture position(Position position) {
    positions.add(position);
    return this;
  }

  AccountFixture order(Order order) {
    orders.add(order);
    return this;
  }

  AccountFixture coin(String asset, String quantity, String price, String haircut) {
    return asset(asset, asset, haircut).index(asset, price).balance(asset, quantity);
  }

  AccountFixture conversion(String asset, String root, String rate) {
    return conversion(asset, root, rate, "1");
  }

  AccountFixture conversion(String asset, String root, String rate, String fairRate) {
    conversions.put(asset, new AssetConversion(root, price(rate), price(fairRate)));
    return this;
  }

  AccountFixture orderMargin(OrderMargin.Kind kind) {
    orderMargin = new OrderMargin(kind, false, Rate.ZERO, Rate.ZERO, false);
    return this;
  }

  AccountFixture closes(HourlyCloses ofRoot) {
    closes.add(ofRoot);
    return this;
  }

  /** Further conventions of the venue. */
  AccountFixture conventions(UnaryOperator<Conventions.Builder> further) {
    conventions = further;
    return this;
  }

  /** What a broken peg of an asset may cost. */
  AccountFixture depeg(String asset, String stress) {
    depegStresses.put(asset, rate(stress));
    return this;
  }

  AccountFixture volatility(String root, String volatility) {
    volatilities.put(root, rate(volatility));
    return this;
  }

  AccountFixture perpetual(String id, String root, String maintenance, String initial) {
    return instrument(
        id,
        root,
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        "USDT",
        Optional.empty(),
        flat(maintenance, initial));
  }

  /** A perpetual in USDT with tiers, at a mark. */
  AccountFixture linear(String root, String mark, Tier... tiers) {
    return instrument(
            root + "-PERP",
            root,
            InstrumentKind.PERPETUAL,
            Payoff.LINEAR,
            "USDT",
            Optional.empty(),
            new MarginalTiers(List.of(tiers)))
        .mark(root + "-PERP", mark);
  }

  /** A neutral pair of another coin in the same pool. */
  AccountFixture besideANeutralPair() {
    return perpetual("SOL-PERP", "SOL", "0.005", "0.02")
        .perpetual("SOL-PERP-2", "SOL", "0.005", "0.02")
        .mark("SOL-PERP", "100")
        .mark("SOL-PERP-2", "100")
        .volatility("SOL", "0.05")
        .cross("long", "SOL-PERP", "10", "100")
        .cross("short", "SOL-PERP-2", "-10", "100");
  }

  AccountFixture future(
      String id, String root, String maintenance, String initial, int hoursToExpiry) {
    return instrument(
        id,
        root,
        InstrumentKind.FUTURE,
        Payoff.LINEAR,
        "USDT",
        Optional.of(NOW.plus(Duration.ofHours(hoursToExpiry))),
        flat(maintenance, initial));
  }

  AccountFixture instrument(
      String id,
      String root,
      InstrumentKind kind,
      Payoff payoff,
      String settlement,
      Optional<Instant> expiry,
      MarginalTiers tiers) {
    return instrument(new Instrument(
        id, kind, payoff, root, settlement, Decimal.ONE, Optional.empty(), expiry, tiers));
  }

  AccountFixture instrument(Instrument instrument) {
    instruments.put(instrument.instrumentId(), instrument);
    return this;
  }

  /** An option on one coin, margined like a future, that requires fixed amounts when sold short. */
  AccountFixture option(
      String id, String root, OptionTerms.Type type, String strike, int hoursToExpiry) {
    return option(
        id,
        root,
        new OptionTerms(type, price(strike), OptionTerms.Premium.MARGINED),
        hoursToExpiry);
  }

  AccountFixture option(String id, String root, OptionTerms terms, int hoursToExpiry) {
    return option(
        id,
        root,
        terms,
        hoursToExpiry,
        new ShortOptionAmounts(Decimal.of(6_000), Decimal.of(4_500), Rate.ZERO));
  }

  AccountFixture option(
      String id, String root, OptionTerms terms, int hoursToExpiry, OptionRequirement requirement) {
    return instrument(new Instrument(
        id,
        InstrumentKind.OPTION,
        Payoff.LINEAR,
        root,
        "USDT",
        Decimal.ONE,
        Optional.empty(),
        Optional.of(NOW.plus(Duration.ofHours(hoursToExpiry))),
        Optional.empty(),
        requirement,
        RequirementTerms.NONE,
        Instrument.ProfitWeights.FULL,
        Optional.of(terms)));
  }

  AccountFixture implied(String id, String volatility) {
    quotes.put(id, new OptionQuote.ImpliedVolatility(Decimal.parse(volatility)));
    return this;
  }

  AccountFixture greeks(String id, String delta, String gamma) {
    quotes.put(
        id, new OptionQuote.Greeks(Decimal.parse(delta), Decimal.parse(gamma), Decimal.ZERO));
    return this;
  }

  AccountFixture portfolioMargin(ScenarioMargin rule) {
    portfolioMargin = Optional.of(rule);
    return this;
  }

  /** An instrument that is traded in whole lots. */
  AccountFixture lots(String id, String step) {
    instruments.computeIfPresent(
        id,
        (name, instrument) -> new Instrument(
            name,
            instrument.kind(),
            instrument.payoff(),
            instrument.root(),
            instrument.settlementAsset(),
            instrument.multiplier(),
            instrument.tickSize(),
            instrument.expiry(),
            Optional.of(Decimal.parse(step)),
            instrument.requirement(),
            instrument.terms(),
            instrument.profitWeights(),
            instrument.option()));
    return this;
  }

  /** A correlation that was measured over 90 days. */
  AccountFixture correlation(String first, String second, String coefficient) {
    return correlation(new Correlation(
        first,
        second,
        Decimal.parse(coefficient),
        Optional.of(Duration.ofDays(90)),
        Correlation.Betas.UNKNOWN));
  }

  AccountFixture correlation(Correlation correlation) {
    correlations.add(correlation);
    return this;
  }

  AccountFixture mark(String instrumentId, String price) {
    marks.put(instrumentId, price(price));
    return this;
  }

  AccountFixture cross(String id, String instrumentId, String quantity, String entry) {
    return position(id, instrumentId, quantity, entry, new MarginMode.Cross());
  }

  AccountFixture isolated(
      String id, String instrumentId, String quantity, String entry, String margin) {
    return position(
        id, instrumentId, quantity, entry, new MarginMode.Isolated(Decimal.parse(margin)));
  }

  private AccountFixture position(
      String id, String instrumentId, String quantity, String entry, MarginMode margin) {
    return position(new Position(
        id,
        instrumentId,
        new Quantity(Decimal.parse(quantity)),
        price(entry),
        Optional.empty(),
        margin));
  }

  RiskInputs riskInputs() {
    return new RiskInputs(volatilities, depegStresses, conversions, closes, correlations);
  }

  ResolvedAccount account() {
    return ResolvedAccount.of(
        new Account("account", balances, positions, orders),
        new MarketSnapshot(Optional.of(NOW), marks, indexes, quotes),
        new RuleSet(
            "rules",
            "1",
            "USD",
            conventions
                .apply(Conventions.builder(mode)
                    .scenarioMargin(portfolioMargin)
                    .orderMargin(orderMargin))
                .build(),
            assets,
            instruments));
  }

  AdviceRequest request() {
    return AdviceRequest.of(account(), riskInputs());
  }

  static MarginalTiers flat(String maintenance, String initial) {
    return new MarginalTiers(List.of(tier("0", maintenance, initial)));
  }

  static Tier tier(String floor, String maintenance, String initial) {
    Fraction initialRate = Fraction.of(Decimal.parse(initial));
    return new Tier(
        Decimal.parse(floor),
        rate(maintenance),
        Optional.empty(),
        initialRate,
        initialRate.reciprocal());
  }

  static Price price(String price) {
    return new Price(Decimal.parse(price));
  }

  static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
