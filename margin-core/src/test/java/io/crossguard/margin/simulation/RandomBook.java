package io.crossguard.margin.simulation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.LiabilityWeights;
import io.crossguard.margin.rules.LinearInSize;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.LiquidationPolicy.CancelledOrders;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingOrder;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingPrice;
import io.crossguard.margin.rules.LiquidationPolicy.Portion;
import io.crossguard.margin.rules.LiquidationPolicy.StopCondition;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An account most of whose scopes are near liquidation or beyond it, drawn at random: linear,
 * inverse and quanto contracts, all collateral modes, netting rules, order rules and bases, both
 * sides of an instrument, cross and isolated.
 */
public final class RandomBook {
  private static final Decimal FINEST = Decimal.parse("0.000000000001");
  private static final Map<String, Long> WORTH = Map.of("USDT", 1L, "BTC", 50_000L, "ETH", 3_000L);

  private final Random random;

  public RandomBook(Random random) {
    this.random = random;
  }

  /** The next account with its market and rules. */
  public ResolvedAccount next() {
    Map<String, Price> indexes = new LinkedHashMap<>();
    // In this order, whatever the map's: a seed must give the same account again.
    for (String asset : List.of("USDT", "BTC", "ETH")) {
      indexes.put(asset, new Price(Decimal.of(worth(asset)).times(decimal(900, 1100, "0.001"))));
    }
    Map<String, Instrument> instruments = instruments();
    Map<String, Price> marks = new LinkedHashMap<>();
    instruments.forEach((id, instrument) -> marks.put(
        id, new Price(Decimal.of(worth(instrument.root())).times(decimal(900, 1100, "0.001")))));
    MarketSnapshot market = new MarketSnapshot(Optional.empty(), marks, indexes);
    Conventions conventions = conventions();
    RuleSet rules = new RuleSet("random", "1", "USD", conventions, assets(), instruments);
    List<Position> positions = positions(rules, market);
    List<Order> orders = orders(rules, market);
    return aimed(new Account("random", balances(), positions, orders), market, rules);
  }

  /** The next policy of liquidations. */
  public LiquidationPolicy nextPolicy() {
    return nextPolicy(any(CancelledOrders.values()));
  }

  /** The next policy that cancels these orders. */
  public LiquidationPolicy nextPolicy(CancelledOrders cancelled) {
    return new LiquidationPolicy(
        cancelled,
        random.nextInt(4) == 0,
        any(ClosingOrder.values()),
        portion(),
        stopCondition(),
        price(),
        random.nextBoolean() ? Rate.ZERO : new Rate(decimal(0, 20, "0.001")));
  }

  private Portion portion() {
    return switch (random.nextInt(5)) {
      case 0 -> new Portion.Whole();
      case 1 -> new Portion.TierStep(1 + random.nextInt(2));
      case 2 -> new Portion.Share(new Rate(decimal(1, 9, "0.1")), decimal(0, 40, "1000"));
      default -> new Portion.Minimum(random.nextBoolean());
    };
  }

  private StopCondition stopCondition() {
    return switch (random.nextInt(5)) {
      case 0 -> new StopCondition.MaintenanceTimes(decimal(100, 150, "0.01"));
      case 1 -> new StopCondition.MaintenancePlusNotional(new Rate(decimal(0, 20, "0.001")));
      case 2 -> new StopCondition.Initial();
      default -> new StopCondition.Maintenance();
    };
  }

  private ClosingPrice price() {
    return switch (random.nextInt(5)) {
      case 0 -> new ClosingPrice.Bankruptcy();
      case 1 -> new ClosingPrice.RatioPreserving();
      case 2 -> new ClosingPrice.Mark(new Rate(decimal(0, 30, "0.001")));
      default -> new ClosingPrice.Mark(Rate.ZERO);
    };
  }

  private Conventions conventions() {
    return Conventions.builder(any(CollateralMode.values()))
        .liquidationTrigger(
            new Rate(random.nextBoolean() ? Decimal.ONE : decimal(100, 130, "0.01")))
        .liquidatesAtTrigger(random.nextInt(4) == 0)
        .bases(new RequirementBases(basis(), basis(), basis(), basis()))
        .netting(any(Netting.values()))
        .orderMargin(new OrderMargin(
            any(OrderMargin.Kind.values()),
            random.nextBoolean(),
            new Rate(Decimal.parse("0.0005")),
            new Rate(Decimal.parse("0.0006")),
            random.nextBoolean()))
        .build();
  }

  private RequirementBasis basis() {
    return random.nextInt(5) == 0 ? RequirementBasis.ENTRY : RequirementBasis.MARK;
  }

  private Map<String, CollateralAsset> assets() {
    Map<String, CollateralAsset> assets = new LinkedHashMap<>();
    for (String asset : List.of("USD", "USDT", "BTC", "ETH")) {
      Haircut haircut = new Haircut.Flat(new Rate(decimal(0, 3, "0.1")));
      LiabilityWeights weights = random.nextInt(3) == 0
          ? new LiabilityWeights(
              Decimal.parse("1.1"), Decimal.ONE, Decimal.parse("0.1"), Decimal.ZERO)
          : LiabilityWeights.NONE;
      assets.put(asset, new CollateralAsset(asset, asset, haircut, haircut, weights));
    }
    return assets;
  }

  private Map<String, Instrument> instruments() {
    Map<String, Instrument> all = new LinkedHashMap<>();
    put(all, "BTC-LINEAR", Payoff.LINEAR, "BTC", "USDT", "0.001");
    put(all, "BTC-SECOND", Payoff.LINEAR, "BTC", "USDT", "1");
    put(all, "ETH-LINEAR", Payoff.LINEAR, "ETH", "USD", "0.1");
    put(all, "BTC-INVERSE", Payoff.INVERSE, "BTC", "BTC", "100");
    put(all, "ETH-INVERSE", Payoff.INVERSE, "ETH", "ETH", "10");
    put(all, "ETH-QUANTO", Payoff.QUANTO, "ETH", "BTC", "0.000001");
    return all;
  }

  private void put(
      Map<String, Instrument> all,
      String id,
      Payoff payoff,
      String root,
      String settlement,
      String multiplier) {
    ProfitWeight weight = random.nextInt(4) == 0
        ? new ProfitWeight(new Rate(decimal(5, 10, "0.1")), Optional.empty())
        : ProfitWeight.FULL;
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
            random.nextBoolean() ? Optional.empty() : Optional.of(decimal(1, 5, "0.1")),
            schedule(settlement),
            RequirementTerms.NONE,
            new Instrument.ProfitWeights(weight, weight)));
  }

  private RateSchedule schedule(String settlement) {
    return switch (random.nextInt(5)) {
      case 0 -> new WholePositionTiers(tiers(settlement));
      case 1 ->
        new LinearInSize(
            new LinearInSize.SizeRate(new Rate(decimal(2, 10, "0.01")), decimal(0, 9, "0.001")),
            new LinearInSize.SizeRate(new Rate(decimal(1, 5, "0.01")), decimal(0, 9, "0.0005")));
      default -> new MarginalTiers(tiers(settlement));
    };
  }

  private List<Tier> tiers(String settlement) {
    List<Tier> tiers = new ArrayList<>();
    Decimal floor = Decimal.ZERO;
    Decimal rate = decimal(4, 30, "0.001");
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      tiers.add(Tier.ofLeverage(floor, new Rate(rate), decimal(5, 40, "1")));
      floor = floor.plus(
          decimal(1, 20, "1000").dividedBy(Decimal.of(worth(settlement))).roundedUpTo(FINEST));
      rate = rate.plus(decimal(1, 30, "0.001"));
    }
    return tiers;
  }

  private List<Position> positions(RuleSet rules, MarketSnapshot market) {
    List<String> ids = List.copyOf(rules.instruments().keySet());
    List<Position> positions = new ArrayList<>();
    String often = any(ids);
    for (int left = random.nextInt(6); left >= 0; left--) {
      String id = random.nextBoolean() ? often : any(ids);
      Instrument instrument = rules.instruments().get(id);
      Decimal mark = market.markPrices().get(id).value();
      Decimal contracts = contracts(instrument, mark);
      positions.add(new Position(
          "p" + left,
          id,
          new Quantity(random.nextBoolean() ? contracts : contracts.negated()),
          new Price(mark.times(decimal(700, 1300, "0.001"))),
          random.nextBoolean() ? Optional.empty() : Optional.of(Decimal.of(4)),
          random.nextInt(3) == 0 ? new MarginMode.Isolated(Decimal.ZERO) : new MarginMode.Cross()));
    }
    return positions;
  }

  /** Worth 200 to 60,000 of the quote currency. */
  private Decimal contracts(Instrument instrument, Decimal mark) {
    Decimal each = instrument.payoff() == Payoff.INVERSE
        ? instrument.multiplier()
        : instrument
            .multiplier()
            .times(mark)
            .times(Decimal.of(worth(instrument.settlementAsset())));
    return Decimal.of(200L << random.nextInt(8))
        .times(decimal(10, 20, "0.1"))
        .dividedBy(each)
        .roundedUpTo(Decimal.parse("0.01"));
  }

  private List<Order> orders(RuleSet rules, MarketSnapshot market) {
    List<String> ids = List.copyOf(rules.instruments().keySet());
    List<Order> orders = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      String id = any(ids);
      Decimal mark = market.markPrices().get(id).value();
      Decimal contracts = contracts(rules.instruments().get(id), mark).times(Decimal.parse("0.1"));
      orders.add(new Order(
          "o" + left,
          id,
          new Quantity(random.nextBoolean() ? contracts : contracts.negated()),
          new Price(mark.times(decimal(95, 105, "0.01"))),
          random.nextInt(4) == 0,
          random.nextInt(3) == 0,
          Optional.empty()));
    }
    return orders;
  }

  private List<Balance> balances() {
    List<Balance> balances = new ArrayList<>();
    for (String asset : List.of("USD", "USDT", "BTC", "ETH")) {
      if (random.nextInt(3) == 0) {
        Decimal worth = decimal(-200, 800, "1").dividedBy(Decimal.of(worth(asset)));
        balances.add(new Balance(asset, worth.roundedUpTo(FINEST)));
      }
    }
    return balances;
  }

  /** The same account with the balance of every scope moved to a share of what it requires. */
  private ResolvedAccount aimed(Account account, MarketSnapshot market, RuleSet rules) {
    Map<String, Decimal> added = new LinkedHashMap<>();
    List<ScopeMargin> scopes = new MarginEvaluator()
        .evaluate(ResolvedAccount.of(account, market, rules))
        .scopes();
    for (ScopeMargin scope : scopes) {
      Decimal target = scope.maintenanceMargin().amount().times(aim());
      added.put(scope.scopeId(), target.minus(scope.marginBalance().amount()).roundedUpTo(FINEST));
    }
    List<Position> positions = new ArrayList<>();
    for (Position position : account.positions()) {
      Decimal margin = added.getOrDefault("isolated:" + position.positionId(), Decimal.ZERO);
      positions.add(
          position.isCross()
              ? position
              : new Position(
                  position.positionId(),
                  position.instrumentId(),
                  position.quantity(),
                  position.entryPrice(),
                  position.leverage(),
                  new MarginMode.Isolated(margin.max(Decimal.ZERO))));
    }
    Map<String, Decimal> wallets = new LinkedHashMap<>();
    account.balances().forEach(balance -> wallets.put(balance.asset(), balance.quantity()));
    for (ScopeMargin scope : scopes) {
      if (scope.kind() == ScopeKind.CROSS && scope.maintenanceMargin().isPositive()) {
        Decimal amount = added.getOrDefault(scope.scopeId(), Decimal.ZERO);
        wallets.merge(scope.asset().orElse("USD"), amount, Decimal::plus);
      }
    }
    List<Balance> balances = new ArrayList<>();
    wallets.forEach((asset, quantity) -> balances.add(new Balance(asset, quantity)));
    return ResolvedAccount.of(
        new Account(account.accountId(), balances, positions, account.orders()), market, rules);
  }

  private Decimal aim() {
    return switch (random.nextInt(8)) {
      case 0 -> Decimal.ONE;
      case 1 -> Decimal.ZERO;
      case 2 -> decimal(-50, 0, "0.01");
      case 3 -> decimal(100, 200, "0.01");
      default -> decimal(30, 100, "0.01");
    };
  }

  private static long worth(String asset) {
    return WORTH.getOrDefault(asset, 1L);
  }

  /** A multiple of the step between two multiples of it, both included. */
  Decimal decimal(int least, int most, String step) {
    return Decimal.of(least + random.nextInt(most - least + 1)).times(Decimal.parse(step));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
