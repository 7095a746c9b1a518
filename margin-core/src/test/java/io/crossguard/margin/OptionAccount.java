package io.crossguard.margin;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.OptionRequirement;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.ShortOptionAmounts;
import io.crossguard.margin.rules.ShortOptionRates;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
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

/** An account with options on BTC, put together line by line. The quote currency is USD. */
public final class OptionAccount {
  public static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final Map<String, Instrument> instruments = new LinkedHashMap<>();
  private final Map<String, Price> marks = new LinkedHashMap<>();
  private final Map<String, Price> indexes = new LinkedHashMap<>();
  private final Map<String, OptionQuote> quotes = new LinkedHashMap<>();
  private final List<Balance> balances = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private Optional<Instant> asOf = Optional.of(NOW);
  private Conventions conventions = Conventions.of(CollateralMode.SINGLE_ASSET);

  /** The rates of a venue whose balances leave out what options are worth. */
  public static ShortOptionRates rates(String initialToMaintenance, String maintenanceMarkRate) {
    return new ShortOptionRates(
        rate("0.15"),
        rate("0.1"),
        rate("0.075"),
        rate(maintenanceMarkRate),
        Decimal.parse(initialToMaintenance),
        true,
        Rate.ZERO);
  }

  public static ShortOptionAmounts amounts(String initial, String maintenance) {
    return new ShortOptionAmounts(Decimal.parse(initial), Decimal.parse(maintenance), Rate.ONE);
  }

  public static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }

  /** An option on one BTC that runs for so many hours. */
  public static Instrument option(
      String id,
      String settlementAsset,
      OptionTerms terms,
      long hours,
      OptionRequirement requirement) {
    return new Instrument(
        id,
        InstrumentKind.OPTION,
        Payoff.LINEAR,
        "BTC",
        settlementAsset,
        Decimal.ONE,
        Optional.empty(),
        Optional.of(NOW.plus(Duration.ofHours(hours))),
        Optional.empty(),
        requirement,
        RequirementTerms.NONE,
        Instrument.ProfitWeights.FULL,
        Optional.of(terms));
  }

  public static OptionTerms call(String strike) {
    return terms(OptionTerms.Type.CALL, strike, OptionTerms.Premium.MARGINED);
  }

  public static OptionTerms put(String strike) {
    return terms(OptionTerms.Type.PUT, strike, OptionTerms.Premium.MARGINED);
  }

  public static OptionTerms terms(OptionTerms.Type type, String strike, OptionTerms.Premium paid) {
    return new OptionTerms(type, new Price(Decimal.parse(strike)), paid);
  }

  /** A perpetual on BTC that settles in USD. */
  public static Instrument perpetual(String id, String maintenanceRate) {
    return new Instrument(
        id,
        InstrumentKind.PERPETUAL,
        Payoff.LINEAR,
        "BTC",
        "USD",
        Decimal.ONE,
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(
            List.of(Tier.ofLeverage(Decimal.ZERO, rate(maintenanceRate), Decimal.of(20)))));
  }

  public OptionAccount rules(Conventions chosen) {
    conventions = chosen;
    return this;
  }

  public OptionAccount at(Optional<Instant> time) {
    asOf = time;
    return this;
  }

  public OptionAccount index(String asset, String price) {
    indexes.put(asset, new Price(Decimal.parse(price)));
    return this;
  }

  public OptionAccount balance(String asset, String quantity) {
    balances.add(new Balance(asset, Decimal.parse(quantity)));
    return this;
  }

  public OptionAccount mark(String instrumentId, String price) {
    marks.put(instrumentId, new Price(Decimal.parse(price)));
    return this;
  }

  public OptionAccount volatility(String instrumentId, String volatility) {
    quotes.put(instrumentId, new OptionQuote.ImpliedVolatility(Decimal.parse(volatility)));
    return this;
  }

  public OptionAccount greeks(String instrumentId, String delta, String gamma) {
    quotes.put(
        instrumentId,
        new OptionQuote.Greeks(Decimal.parse(delta), Decimal.parse(gamma), Decimal.ONE));
    return this;
  }

  /** An instrument that is listed but not held. */
  public OptionAccount listed(Instrument instrument) {
    instruments.put(instrument.instrumentId(), instrument);
    return this;
  }

  /** A cross position named like its instrument. */
  public OptionAccount holds(Instrument instrument, String quantity, String entry) {
    return holds(instrument, quantity, entry, new MarginMode.Cross(), Optional.empty());
  }

  public OptionAccount isolates(
      Instrument instrument, String quantity, String entry, String margin) {
    return holds(
        instrument,
        quantity,
        entry,
        new MarginMode.Isolated(Decimal.parse(margin)),
        Optional.empty());
  }

  public OptionAccount holds(
      Instrument instrument,
      String quantity,
      String entry,
      MarginMode mode,
      Optional<Decimal> leverage) {
    listed(instrument);
    positions.add(new Position(
        instrument.instrumentId(),
        instrument.instrumentId(),
        new Quantity(Decimal.parse(quantity)),
        new Price(Decimal.parse(entry)),
        leverage,
        mode));
    return this;
  }

  public OptionAccount orders(Order order) {
    orders.add(order);
    return this;
  }

  public Account account() {
    return new Account("account", balances, positions, orders);
  }

  public MarketSnapshot market() {
    return new MarketSnapshot(asOf, marks, indexes, quotes);
  }

  public RuleSet ruleSet() {
    return new RuleSet("options", "1", "USD", conventions, Map.of(), instruments);
  }

  public ResolvedAccount resolved() {
    return ResolvedAccount.of(account(), market(), ruleSet());
  }
}
