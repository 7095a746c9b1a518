package io.crossguard.margin;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.LiabilityWeights;
import io.crossguard.margin.rules.LinearInSize;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PowerOfNotional;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.SquareRootOfSize;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An account under rules of every kind at once, drawn at random: each instrument has a schedule of
 * its own, fees, added and least amounts and weights of profit; each asset its haircuts and weights
 * of a loan; requirements at mark and entry, netting, orders, triggers and a backstop level. Most
 * scopes stand near their trigger.
 */
record MixedAccount(Account account, MarketSnapshot market, RuleSet rules) {

  private static final Map<String, Integer> INDEXES =
      Map.of("USD", 1, "USDT", 1, "BTC", 50_000, "ETH", 3_000);

  static MixedAccount next(Random random) {
    Map<String, Instrument> instruments = instruments(random);
    MarketSnapshot market =
        new MarketSnapshot(Optional.empty(), marks(random, instruments), indexes(random));
    RuleSet rules =
        new RuleSet("mixed", "1", "USD", conventions(random), assets(random), instruments);
    List<Position> positions = positions(random, rules, market);
    Account bare =
        new Account("mixed", balances(random), positions, orders(random, positions, rules, market));
    return new MixedAccount(bare, market, rules).aimed(random);
  }

  ResolvedAccount resolved() {
    return ResolvedAccount.of(account, market, rules);
  }

  MixedAccount withMark(String instrumentId, Decimal price) {
    Map<String, Price> marks = new LinkedHashMap<>(market.markPrices());
    marks.put(instrumentId, new Price(price));
    return new MixedAccount(
        account, new MarketSnapshot(market.asOf(), marks, market.indexPrices()), rules);
  }

  private static Conventions conventions(Random random) {
    return Conventions.builder(
            random.nextBoolean() ? CollateralMode.SINGLE_ASSET : CollateralMode.MULTI_ASSET)
        .liquidationTrigger(rate(oneOf(random, "1", "1", "1.05", "1.5")))
        .liquidatesAtTrigger(random.nextInt(3) == 0)
        .backstopLevel(
            random.nextBoolean() ? Optional.of(rate("0.666666666666666667")) : Optional.empty())
        .bases(new RequirementBases(basis(random), basis(random), basis(random), basis(random)))
        .netting(oneOf(random, Netting.values()))
        .orderMargin(orderMargin(random))
        .build();
  }

  private static RequirementBasis basis(Random random) {
    return random.nextInt(3) == 0 ? RequirementBasis.ENTRY : RequirementBasis.MARK;
  }

  private static OrderMargin orderMargin(Random random) {
    return new OrderMargin(
        oneOf(random, OrderMargin.Kind.values()),
        random.nextInt(3) == 0,
        rate(oneOf(random, "0", "0.00055")),
        rate(oneOf(random, "0", "0.0006")),
        random.nextBoolean());
  }

  private static Map<String, CollateralAsset> assets(Random random) {
    Map<String, CollateralAsset> assets = new LinkedHashMap<>();
    for (String asset : List.of("USDT", "BTC", "ETH")) {
      Haircut haircut = haircut(random);
      Haircut initial = random.nextBoolean() ? haircut : haircut(random);
      assets.put(asset, new CollateralAsset(asset, asset, haircut, initial, loan(random)));
    }
    return assets;
  }

  private static Haircut haircut(Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> new Haircut.Flat(rate(oneOf(random, "0", "0.05", "0.35", "1")));
      case 3, 4 ->
        new Haircut.Slices(List.of(
            new Haircut.Slices.Slice(Decimal.ZERO, rate("0")),
            new Haircut.Slices.Slice(Decimal.parse("5000.5"), rate("0.025")),
            new Haircut.Slices.Slice(Decimal.of(20_000), rate(oneOf(random, "0.1", "1")))));
      default ->
        new Haircut.SizeDependent(
            rate(oneOf(random, "1", "0.9")),
            Decimal.parse(oneOf(random, "0", "0.0001", "0.00003")));
    };
  }

  private static LiabilityWeights loan(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> LiabilityWeights.NONE;
      case 1 ->
        new LiabilityWeights(
            Decimal.parse("1.1"), Decimal.parse("1.2"), Decimal.ZERO, Decimal.ZERO);
      default ->
        new LiabilityWeights(
            Decimal.ZERO, Decimal.ZERO, Decimal.parse("1.1"), Decimal.parse("1.2"));
    };
  }

  private static Map<String, Price> indexes(Random random) {
    Map<String, Price> prices = new LinkedHashMap<>();
    for (String asset : List.of("USDT", "BTC", "ETH")) {
      prices.put(asset, around(random, INDEXES.getOrDefault(asset, 1)));
    }
    return prices;
  }

  private static Map<String, Price> marks(Random random, Map<String, Instrument> instruments) {
    Map<String, Price> prices = new LinkedHashMap<>();
    instruments.forEach((id, instrument) ->
        prices.put(id, around(random, INDEXES.getOrDefault(instrument.root(), 1))));
    return prices;
  }

  private static Price around(Random random, int usual) {
    Decimal share = RandomAccount.decimal(random, 0, 1, 4).plus(Decimal.parse("0.5"));
    return new Price(Decimal.of(usual).times(share));
  }

  private static Map<String, Instrument> instruments(Random random) {
    Map<String, Instrument> all = new LinkedHashMap<>();
    put(all, random, "BTC-LINEAR", Payoff.LINEAR, "BTC", "USDT", "0.001");
    put(all, random, "BTC-OTHER", Payoff.LINEAR, "BTC", "USDT", "1");
    put(all, random, "ETH-LINEAR", Payoff.LINEAR, "ETH", "USDT", "0.1");
    put(all, random, "BTC-INVERSE", Payoff.INVERSE, "BTC", "BTC", "100");
    put(all, random, "ETH-INVERSE", Payoff.INVERSE, "ETH", "ETH", "10");
    put(all, random, "ETH-QUANTO", Payoff.QUANTO, "ETH", "BTC", "0.000001");
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
    all.put(
        id,
        new Instrument(
            id,
            InstrumentKind.PERPETUAL,
            payoff,
            root,
            settlement,
            Decimal.parse(multiplier),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            schedule(random, root, settlement),
            terms(random, settlement),
            new Instrument.ProfitWeights(profit(random, settlement), profit(random, settlement))));
  }

  private static RateSchedule schedule(Random random, String root, String settlement) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> RandomAccount.tiers(random, settlement);
      case 5, 6, 7, 8 ->
        new WholePositionTiers(RandomAccount.tiers(random, settlement).tiers().stream()
            .map(MixedAccount::withoutDeduction)
            .toList());
      case 9 -> linearInSize(random, root);
      case 10 -> powerOfNotional(random, settlement);
      default -> squareRootOfSize(random, root);
    };
  }

  private static Tier withoutDeduction(Tier tier) {
    return new Tier(
        tier.notionalFloor(),
        tier.maintenanceRate(),
        Optional.empty(),
        tier.initialRate(),
        tier.leverageMax());
  }

  private static LinearInSize linearInSize(Random random, String root) {
    Decimal slope = slope(random, root);
    Decimal half = Decimal.parse("0.5");
    Decimal base = Decimal.parse(oneOf(random, "0.01", "0.05"));
    return new LinearInSize(
        new LinearInSize.SizeRate(new Rate(base), slope),
        new LinearInSize.SizeRate(new Rate(base.times(half)), slope.times(half)));
  }

  private static SquareRootOfSize squareRootOfSize(Random random, String root) {
    Decimal factor = slope(random, root);
    return new SquareRootOfSize(
        new SquareRootOfSize.RootRate(rate("0.1"), factor),
        new SquareRootOfSize.RootRate(rate(oneOf(random, "0.03", "0.05")), factor));
  }

  private static PowerOfNotional powerOfNotional(Random random, String settlement) {
    Decimal factor = Decimal.parse(
        settlement.equals("USDT") ? "0.00001" : settlement.equals("BTC") ? "0.03" : "0.004");
    return new PowerOfNotional(
        rate(oneOf(random, "0.02", "0.05")),
        rate("0.012"),
        factor.times(RandomAccount.decimal(random, 0, 2, 3)));
  }

  /** At most 0.02 a coin of BTC, less for the smaller coin. */
  private static Decimal slope(Random random, String root) {
    Decimal share = RandomAccount.decimal(random, 0, 1, 3);
    Decimal scale = root.equals("BTC") ? Decimal.ONE : Decimal.parse("0.06");
    return Decimal.parse("0.02").times(share).times(scale);
  }

  private static RequirementTerms terms(Random random, String settlement) {
    if (random.nextInt(3) == 0) {
      return RequirementTerms.NONE;
    }
    ClosingFee fee = new ClosingFee(
        rate(oneOf(random, "0.0006", "0.01")),
        oneOf(random, ClosingFee.Basis.values()),
        random.nextBoolean(),
        random.nextBoolean());
    return new RequirementTerms(
        fee,
        worth(random, settlement, 100),
        worth(random, settlement, 50),
        worth(random, settlement, 1_000),
        worth(random, settlement, 500));
  }

  private static Decimal worth(Random random, String asset, long most) {
    return random.nextBoolean()
        ? Decimal.ZERO
        : input(RandomAccount.decimal(random, 0, most, 1)
            .dividedBy(Decimal.of(INDEXES.getOrDefault(asset, 1))));
  }

  private static ProfitWeight profit(Random random, String settlement) {
    if (random.nextInt(3) > 0) {
      return ProfitWeight.FULL;
    }
    Decimal cap = worth(random, settlement, 3_000);
    return new ProfitWeight(
        rate(oneOf(random, "0", "0.5", "0.95")),
        cap.isPositive() ? Optional.of(cap) : Optional.empty());
  }

  private static List<Position> positions(Random random, RuleSet rules, MarketSnapshot market) {
    List<String> ids = List.copyOf(rules.instruments().keySet());
    List<String> chosen =
        List.of(ids.get(random.nextInt(ids.size())), ids.get(random.nextInt(ids.size())));
    List<Position> positions = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String id = chosen.get(random.nextInt(2));
      Instrument instrument = rules.instruments().get(id);
      Decimal mark = mark(market, id);
      positions.add(new Position(
          "p" + i,
          id,
          new Quantity(contracts(random, instrument, mark)),
          new Price(near(random, mark)),
          leverage(random, instrument),
          random.nextInt(3) == 0 ? new MarginMode.Isolated(Decimal.ZERO) : new MarginMode.Cross()));
    }
    return positions;
  }

  private static List<Order> orders(
      Random random, List<Position> positions, RuleSet rules, MarketSnapshot market) {
    List<Order> orders = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String id = positions.get(random.nextInt(positions.size())).instrumentId();
      Instrument instrument = rules.instruments().get(id);
      Decimal mark = mark(market, id);
      orders.add(new Order(
          "o" + i,
          id,
          new Quantity(contracts(random, instrument, mark)),
          new Price(near(random, mark)),
          random.nextInt(5) == 0,
          random.nextInt(3) == 0,
          leverage(random, instrument)));
    }
    return orders;
  }

  private static Decimal mark(MarketSnapshot market, String id) {
    return market.markPrice(id).orElseThrow().value();
  }

  private static Decimal near(Random random, Decimal mark) {
    return input(mark.times(RandomAccount.decimal(random, 0, 1, 3)
        .times(Decimal.parse("0.4"))
        .plus(Decimal.parse("0.8"))));
  }

  private static Decimal contracts(Random random, Instrument instrument, Decimal mark) {
    Decimal worth =
        Decimal.of(500L << random.nextInt(8)).times(RandomAccount.decimal(random, 1, 2, 3));
    Decimal each = instrument.payoff() == Payoff.INVERSE
        ? instrument.multiplier()
        : instrument
            .multiplier()
            .times(mark)
            .times(Decimal.of(INDEXES.getOrDefault(instrument.settlementAsset(), 1)));
    Decimal contracts = worth.dividedBy(each).roundedUpTo(Decimal.parse("0.01"));
    return random.nextBoolean() ? contracts : contracts.negated();
  }

  private static Optional<Decimal> leverage(Random random, Instrument instrument) {
    Decimal most = instrument.schedule().leverageMax().rounded();
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(Decimal.ONE.max(RandomAccount.decimal(random, 1, 60, 0)).min(input(most)));
  }

  private static List<Balance> balances(Random random) {
    List<Balance> balances = new ArrayList<>();
    for (String asset : List.of("USD", "USDT", "BTC", "ETH")) {
      if (random.nextInt(3) == 0) {
        Decimal worth = RandomAccount.decimal(random, -5_000, 30_000, 2);
        balances.add(
            new Balance(asset, input(worth.dividedBy(Decimal.of(INDEXES.getOrDefault(asset, 1))))));
      }
    }
    return balances;
  }

  /** The same account with the balance of every scope moved near its trigger. */
  private MixedAccount aimed(Random random) {
    MixedOracle oracle = new MixedOracle(this);
    Map<String, Decimal> wallets = new LinkedHashMap<>();
    account.balances().forEach(balance -> wallets.put(balance.asset(), balance.quantity()));
    Map<String, Decimal> margins = new LinkedHashMap<>();
    for (String scope : oracle.scopeIds()) {
      MixedOracle.Figures figures = oracle.figures(scope);
      BigDecimal target = figures
          .maintenanceMargin()
          .multiply(new BigDecimal(RandomAccount.decimal(random, 0, 3, 3).toString()))
          .add(figures.maintenanceMargin());
      BigDecimal missing = target.subtract(figures.balance());
      if (scope.startsWith("isolated:")) {
        margins.put(scope, input(missing).max(Decimal.ZERO));
      } else if (figures.maintenanceMargin().signum() > 0) {
        String asset = scope.equals("cross") ? "USD" : scope.substring("cross:".length());
        wallets.merge(asset, input(missing), Decimal::plus);
      }
    }
    List<Balance> balances = new ArrayList<>();
    wallets.forEach((asset, quantity) -> balances.add(new Balance(asset, quantity)));
    List<Position> positions = account.positions().stream()
        .map(position -> withMargin(position, margins))
        .toList();
    return new MixedAccount(
        new Account(account.accountId(), balances, positions, account.orders()), market, rules);
  }

  private static Position withMargin(Position position, Map<String, Decimal> margins) {
    return position.isCross()
        ? position
        : new Position(
            position.positionId(),
            position.instrumentId(),
            position.quantity(),
            position.entryPrice(),
            position.leverage(),
            new MarginMode.Isolated(
                margins.getOrDefault("isolated:" + position.positionId(), Decimal.ZERO)));
  }

  private static Decimal input(Decimal value) {
    return input(new BigDecimal(value.toString()));
  }

  private static Decimal input(BigDecimal value) {
    return Decimal.parse(value.setScale(18, RoundingMode.DOWN).toPlainString());
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }

  @SafeVarargs
  private static <T> T oneOf(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
