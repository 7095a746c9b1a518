package io.crossguard.margin;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An account with its market and rules, drawn at random: linear, inverse and quanto contracts in
 * several settlement assets, one to five tiers, haircuts, triggers, both sides of an instrument,
 * cross and isolated. Its balances are aimed at the thresholds: many scopes stand exactly on the
 * trigger or the warning level, or one unit of the 18th digit beside it.
 */
record RandomAccount(Account account, MarketSnapshot market, RuleSet rules) {

  private static final Decimal LEAST_UNIT = Decimal.parse("0.000000000000000001");
  private static final List<String> ASSETS = List.of("USDT", "BTC", "WBTC", "ETH");
  private static final Map<String, Integer> INDEXES =
      Map.of("USDT", 1, "BTC", 50_000, "WBTC", 49_900, "ETH", 3_000);

  static RandomAccount next(Random random) {
    MarketSnapshot indexes = new MarketSnapshot(Optional.empty(), Map.of(), indexPrices(random));
    Map<String, Instrument> instruments = instruments(random);
    RuleSet rules =
        new RuleSet("random", "1", "USD", conventions(random), assets(random), instruments);
    MarketSnapshot market = new MarketSnapshot(
        Optional.empty(), markPrices(random, instruments), indexes.indexPrices());
    List<Position> positions = positions(random, rules, market);
    Account bare = new Account("random", balances(random), positions);
    return new RandomAccount(bare, market, rules).aimed(random);
  }

  ResolvedAccount resolved() {
    return ResolvedAccount.of(account, market, rules);
  }

  RandomAccount with(Account other) {
    return new RandomAccount(other, market, rules);
  }

  RandomAccount withPositions(List<Position> positions) {
    return with(new Account(account.accountId(), account.balances(), positions));
  }

  RandomAccount withBalances(List<Balance> balances) {
    return with(new Account(account.accountId(), balances, account.positions()));
  }

  RandomAccount withConventions(Conventions conventions) {
    return new RandomAccount(
        account,
        market,
        new RuleSet(
            rules.ruleSetId(),
            rules.version(),
            rules.quoteCurrency(),
            conventions,
            rules.assets(),
            rules.instruments()));
  }

  RandomAccount withMark(String instrumentId, Price price) {
    Map<String, Price> marks = new LinkedHashMap<>(market.markPrices());
    marks.put(instrumentId, price);
    return withMarket(marks, market.indexPrices());
  }

  /** All marks and indexes of a root multiplied by a factor. */
  RandomAccount withRootMoved(String root, Decimal factor) {
    Map<String, Price> marks = new LinkedHashMap<>(market.markPrices());
    marks.replaceAll((id, price) ->
        rules.instruments().get(id).root().equals(root) ? times(price, factor) : price);
    Map<String, Price> indexes = new LinkedHashMap<>(market.indexPrices());
    indexes.replaceAll(
        (asset, price) -> rules.root(asset).equals(root) ? times(price, factor) : price);
    return withMarket(marks, indexes);
  }

  private RandomAccount withMarket(Map<String, Price> marks, Map<String, Price> indexes) {
    return new RandomAccount(account, new MarketSnapshot(market.asOf(), marks, indexes), rules);
  }

  private static Price times(Price price, Decimal factor) {
    return new Price(price.value().times(factor));
  }

  Instrument instrument(Position position) {
    return rules.instruments().get(position.instrumentId());
  }

  Price mark(String instrumentId) {
    return market.markPrices().get(instrumentId);
  }

  /** Another position that fits this account, in any mode. */
  Position nextPosition(Random random, String positionId, MarginMode mode) {
    List<String> ids = List.copyOf(rules.instruments().keySet());
    String instrumentId = ids.get(random.nextInt(ids.size()));
    return position(random, rules, market, positionId, instrumentId, mode);
  }

  /** A decimal between two whole numbers, both included, in steps of 10^-scale. */
  static Decimal decimal(Random random, long least, long most, int scale) {
    long steps = (long) Math.pow(10, scale);
    long count = least * steps + (long) (random.nextDouble() * ((most - least) * steps + 1));
    return Decimal.of(count).dividedBy(Decimal.of(steps));
  }

  private static Conventions conventions(Random random) {
    return Conventions.builder(
            random.nextBoolean() ? CollateralMode.SINGLE_ASSET : CollateralMode.MULTI_ASSET)
        .positionMode(random.nextInt(4) == 0 ? PositionMode.ONE_WAY : PositionMode.HEDGE)
        .warningLevel(
            rate(List.of("0.8", "0.8", "0.5", "1", "0.666666666666666667").get(random.nextInt(5))))
        .liquidationTrigger(rate(List.of("1", "1", "1", "1.05", "1.5").get(random.nextInt(5))))
        .build();
  }

  private static Map<String, CollateralAsset> assets(Random random) {
    Map<String, CollateralAsset> assets = new LinkedHashMap<>();
    assets.put("USD", asset("USD", "USD", random.nextInt(4) == 0 ? "0.01" : "0"));
    assets.put("USDT", asset("USDT", "USDT", random.nextBoolean() ? "0" : "0.0001"));
    assets.put("BTC", asset("BTC", "BTC", haircut(random)));
    assets.put("WBTC", asset("WBTC", "BTC", haircut(random)));
    assets.put("ETH", asset("ETH", "ETH", haircut(random)));
    return assets;
  }

  private static CollateralAsset asset(String asset, String root, String haircut) {
    return new CollateralAsset(asset, root, new Haircut.Flat(rate(haircut)));
  }

  private static String haircut(Random random) {
    return List.of("0", "0.05", "0.1", "0.35", "1").get(random.nextInt(5));
  }

  private static Map<String, Price> indexPrices(Random random) {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (String asset : ASSETS) {
      Decimal share = decimal(random, 0, 1, 4).plus(half());
      prices.put(asset, new Price(Decimal.of(INDEXES.get(asset)).times(share)));
    }
    return prices;
  }

  private static Map<String, Instrument> instruments(Random random) {
    Map<String, Instrument> all = new LinkedHashMap<>();
    put(all, random, "BTC-LINEAR", Payoff.LINEAR, "BTC", "USDT", "0.001");
    put(all, random, "BTC-DATED", Payoff.LINEAR, "BTC", "USDT", "1");
    put(all, random, "BTC-USD", Payoff.LINEAR, "BTC", "USD", "1");
    put(all, random, "ETH-LINEAR", Payoff.LINEAR, "ETH", "USDT", "0.1");
    put(all, random, "BTC-INVERSE", Payoff.INVERSE, "BTC", "BTC", "100");
    put(all, random, "WBTC-INVERSE", Payoff.INVERSE, "BTC", "WBTC", "10");
    put(all, random, "ETH-INVERSE", Payoff.INVERSE, "ETH", "ETH", "10");
    put(all, random, "ETH-QUANTO", Payoff.QUANTO, "ETH", "BTC", "0.000001");
    put(all, random, "BTC-QUANTO", Payoff.QUANTO, "BTC", "USDT", "0.01");
    put(all, random, "BTC-IN-BTC", Payoff.LINEAR, "BTC", "BTC", "0.00001");
    return all;
  }

  private static void put(
      Map<String, Instrument> all,
      Random random,
      String id,
      Payoff payoff,
      String root,
      String settlement,
      String multiplier) {
    boolean isFuture = id.endsWith("DATED");
    all.put(
        id,
        new Instrument(
            id,
            isFuture ? InstrumentKind.FUTURE : InstrumentKind.PERPETUAL,
            payoff,
            root,
            settlement,
            Decimal.parse(multiplier),
            Optional.of(new Price(Decimal.parse("0.01"))),
            isFuture ? Optional.of(Instant.parse("2026-12-25T08:00:00Z")) : Optional.empty(),
            tiers(random, settlement)));
  }

  /** One to five tiers whose floors lie where positions in this settlement asset reach. */
  static MarginalTiers tiers(Random random, String settlement) {
    Decimal unit = Decimal.of(1_000).dividedBy(Decimal.of(INDEXES.getOrDefault(settlement, 1)));
    Decimal floor = Decimal.ZERO;
    Decimal rate = decimal(random, 0, 5, 1).times(Decimal.parse("0.01"));
    int leverage = 125;
    List<Tier> tiers = new ArrayList<>();
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      tiers.add(tier(random, floor, rate, leverage));
      floor = floor.plus(input(unit.times(decimal(random, 1, 40, 2))));
      rate = rate.plus(decimal(random, 0, 8, 1).times(Decimal.parse("0.01")));
      leverage = Math.max(1, leverage - random.nextInt(60));
    }
    return new MarginalTiers(tiers);
  }

  private static Tier tier(Random random, Decimal floor, Decimal rate, int leverage) {
    return random.nextInt(4) > 0
        ? Tier.ofLeverage(floor, new Rate(rate), Decimal.of(leverage))
        : new Tier(
            floor,
            new Rate(rate),
            Optional.empty(),
            Fraction.of(rate.plus(Decimal.parse("0.01"))),
            Fraction.of(Decimal.of(leverage)));
  }

  private static Map<String, Price> markPrices(Random random, Map<String, Instrument> instruments) {
    Map<String, Price> marks = new LinkedHashMap<>();
    instruments.forEach((id, instrument) -> marks.put(
        id,
        new Price(Decimal.of(INDEXES.get(instrument.root()))
            .times(decimal(random, 0, 1, 3).plus(Decimal.parse("0.5"))))));
    return marks;
  }

  private static List<Position> positions(Random random, RuleSet rules, MarketSnapshot market) {
    List<String> ids = List.copyOf(rules.instruments().keySet());
    // A few instruments and several rows, so that rows meet in one instrument.
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      chosen.add(ids.get(random.nextInt(ids.size())));
    }
    List<Position> positions = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      MarginMode mode =
          random.nextInt(3) == 0 ? new MarginMode.Isolated(Decimal.ZERO) : new MarginMode.Cross();
      String instrumentId = chosen.get(random.nextInt(chosen.size()));
      positions.add(position(random, rules, market, "p" + i, instrumentId, mode));
    }
    return positions;
  }

  private static Position position(
      Random random,
      RuleSet rules,
      MarketSnapshot market,
      String positionId,
      String instrumentId,
      MarginMode mode) {
    Instrument instrument = rules.instruments().get(instrumentId);
    Price mark = market.markPrices().get(instrumentId);
    boolean isOneWay = rules.conventions().positionMode() == PositionMode.ONE_WAY;
    boolean isShort = isOneWay ? instrumentId.length() % 2 == 0 : random.nextBoolean();
    Decimal contracts = contracts(random, instrument, mark);
    return new Position(
        positionId,
        instrumentId,
        new Quantity(isShort ? contracts.negated() : contracts),
        entry(random, mark),
        leverage(random, instrument),
        mode);
  }

  /** A few hundred to a hundred thousand of the quote currency. */
  private static Decimal contracts(Random random, Instrument instrument, Price mark) {
    Decimal worth = Decimal.of(200L << random.nextInt(9)).times(decimal(random, 1, 2, 3));
    Decimal size = instrument.multiplier();
    Decimal each = instrument.payoff() == Payoff.INVERSE
        ? size
        : size.times(mark.value())
            .times(Decimal.of(INDEXES.getOrDefault(instrument.settlementAsset(), 1)));
    return worth.dividedBy(each).roundedUpTo(Decimal.parse("0.01"));
  }

  private static Price entry(Random random, Price mark) {
    return switch (random.nextInt(4)) {
      case 0 -> mark;
      case 1 -> new Price(input(mark.value().times(decimal(random, 1, 3, 5))));
      default -> new Price(input(mark.value().times(decimal(random, 0, 1, 2).plus(half()))));
    };
  }

  private static Optional<Decimal> leverage(Random random, Instrument instrument) {
    Decimal highest = instrument.schedule().leverageMax().rounded();
    return switch (random.nextInt(3)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(highest);
      default -> Optional.of(Decimal.ONE.max(highest.min(decimal(random, 1, 125, 0))));
    };
  }

  private static List<Balance> balances(Random random) {
    List<Balance> balances = new ArrayList<>();
    for (String asset : List.of("USD", "USDT", "BTC", "WBTC", "ETH")) {
      if (random.nextInt(3) == 0) {
        Decimal worth = decimal(random, -2_000, 20_000, 2);
        balances.add(
            new Balance(asset, input(worth.dividedBy(Decimal.of(INDEXES.getOrDefault(asset, 1))))));
      }
    }
    return balances;
  }

  /** The same account with every scope moved to a place of interest. */
  private RandomAccount aimed(Random random) {
    MarginOracle oracle = MarginOracle.of(this);
    List<Position> positions = new ArrayList<>();
    for (Position position : account.positions()) {
      String scope = "isolated:" + position.positionId();
      positions.add(
          position.isCross()
              ? position
              : isolated(
                  position,
                  target(random, oracle, scope)
                      .minus(oracle.marginBalance(scope))
                      .toInput()));
    }
    Map<String, Decimal> wallets = new LinkedHashMap<>();
    account.balances().forEach(balance -> wallets.put(balance.asset(), balance.quantity()));
    for (String scope : oracle.scopeIds()) {
      if (scope.startsWith("cross") && !oracle.rowsOf(scope).isEmpty()) {
        String asset = scope.equals("cross") ? "USD" : scope.substring("cross:".length());
        Ratio missing = target(random, oracle, scope).minus(oracle.marginBalance(scope));
        wallets.merge(asset, missing.toInput(), Decimal::plus);
      }
    }
    List<Balance> balances = new ArrayList<>();
    wallets.forEach((asset, quantity) -> balances.add(new Balance(asset, quantity)));
    return with(new Account(account.accountId(), balances, positions));
  }

  private static Position isolated(Position position, Decimal margin) {
    return new Position(
        position.positionId(),
        position.instrumentId(),
        position.quantity(),
        position.entryPrice(),
        position.leverage(),
        new MarginMode.Isolated(margin.max(Decimal.ZERO)));
  }

  /** The margin balance that a scope is aimed at. */
  private static Ratio target(Random random, MarginOracle oracle, String scope) {
    Ratio maintenance = oracle.maintenanceMargin(scope);
    Ratio unit = Ratio.of(LEAST_UNIT);
    Ratio warning = maintenance.dividedBy(
        Ratio.of(oracle.input().rules().conventions().warningLevel().fraction()));
    Ratio trigger = maintenance.times(oracle.trigger());
    return switch (random.nextInt(12)) {
      case 0 -> trigger;
      case 1 -> trigger.minus(unit);
      case 2 -> trigger.plus(unit);
      case 3 -> warning;
      case 4 -> warning.plus(random.nextBoolean() ? unit : unit.negated());
      case 5 -> random.nextBoolean() ? Ratio.ZERO : unit.negated();
      case 6 -> trigger.times(Ratio.of(decimal(random, -1, 1, 3)));
      case 7 -> oracle.marginBalance(scope);
      default -> trigger.times(Ratio.of(decimal(random, 1, 12, 3)));
    };
  }

  private static Decimal half() {
    return Decimal.parse("0.5");
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }

  /** Cut to what an input may have: 18 digits after the point. */
  private static Decimal input(Decimal value) {
    return value.roundedDownTo(LEAST_UNIT);
  }
}
