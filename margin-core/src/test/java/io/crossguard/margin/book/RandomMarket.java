package io.crossguard.margin.book;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RateSchedule;
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
import java.util.stream.Stream;

/**
 * Contracts with prices that move at random, and accounts in them: most fit columns, one contract in
 * six is inverse or has fees that join its margin. Wallets are aimed at the trigger of their scope,
 * or one unit of its 16th digit beside it, and prices at the floors of tiers.
 */
public final class RandomMarket {
  private static final int CONTRACTS = 12;

  /** The rules of all accounts. */
  public final RuleSet rules;

  private final Random random;
  private final Map<String, Price> marks = new LinkedHashMap<>();

  public RandomMarket(Random random) {
    this.random = random;
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    for (int i = 0; i < CONTRACTS; i++) {
      Instrument instrument = instrument("C" + i);
      instruments.put(instrument.instrumentId(), instrument);
      marks.put(instrument.instrumentId(), price(1 + random.nextInt(100_000), 100));
    }
    this.rules =
        new RuleSet("random", "1", "USDT", conventions(), assets(instruments), instruments);
  }

  private Conventions conventions() {
    return Conventions.builder(
            random.nextInt(3) == 0 ? CollateralMode.MULTI_ASSET : CollateralMode.SINGLE_ASSET)
        .liquidationTrigger(rate(List.of("1", "1", "1.5", "1.05").get(random.nextInt(4))))
        .warningLevel(rate(List.of("0.8", "0.8", "1", "0.999").get(random.nextInt(4))))
        .liquidatesAtTrigger(random.nextBoolean())
        .orderMargin(orderMargin())
        .build();
  }

  /** Most of them leave verdicts alone. */
  private OrderMargin orderMargin() {
    List<OrderMargin.Kind> kinds = List.of(OrderMargin.Kind.values());
    OrderMargin.Kind kind = kinds.get(random.nextInt(kinds.size()));
    return new OrderMargin(kind, random.nextInt(3) == 0, rate("0.0002"), rate("0.0005"), false);
  }

  private Instrument instrument(String instrumentId) {
    boolean isOther = random.nextInt(6) == 0;
    boolean isInverse = isOther && random.nextBoolean();
    return new Instrument(
        instrumentId,
        InstrumentKind.PERPETUAL,
        isInverse ? Payoff.INVERSE : Payoff.LINEAR,
        "R-" + instrumentId,
        isInverse ? "R-" + instrumentId : random.nextInt(5) == 0 ? "USDC" : "USDT",
        decimal(List.of("1", "1", "0.001", "100").get(random.nextInt(4))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        schedule(),
        isOther
            ? new RequirementTerms(
                new ClosingFee(rate("0.0005"), ClosingFee.Basis.MARK, true, true),
                Decimal.ZERO,
                Decimal.ZERO,
                Decimal.ZERO,
                Decimal.ZERO)
            : RequirementTerms.NONE,
        Instrument.ProfitWeights.FULL);
  }

  private RateSchedule schedule() {
    List<Tier> tiers = new ArrayList<>();
    long floor = 0;
    int rate = 1 + random.nextInt(50);
    for (int k = 0; k <= random.nextInt(6); k++) {
      tiers.add(Tier.ofLeverage(
          Decimal.of(floor),
          rate(Decimal.of(rate).times(decimal("0.0005")).toString()),
          decimal("20")));
      floor += 1 + random.nextInt(50_000);
      rate += random.nextInt(100);
    }
    return random.nextInt(3) == 0 ? new WholePositionTiers(tiers) : new MarginalTiers(tiers);
  }

  private static Map<String, CollateralAsset> assets(Map<String, Instrument> instruments) {
    Map<String, CollateralAsset> assets = new LinkedHashMap<>();
    Stream.concat(
            Stream.of("USDT", "USDC"),
            instruments.values().stream().map(Instrument::settlementAsset))
        .distinct()
        .forEach(asset -> assets.put(asset, new CollateralAsset(asset, asset, Haircut.NONE)));
    return assets;
  }

  /** The prices of now. */
  public MarketSnapshot market() {
    Map<String, Price> indexes = new LinkedHashMap<>();
    rules.assets().keySet().forEach(asset -> indexes.put(asset, price(9_998, 10_000)));
    indexes.put("USDT", Price.ONE);
    return new MarketSnapshot(Optional.empty(), marks, indexes);
  }

  /** Some contracts at new marks, far and near, or exactly where a value of one coin is a floor. */
  public Map<String, Price> tick(int contracts) {
    Map<String, Price> moved = new LinkedHashMap<>();
    for (int i = 0; i < contracts; i++) {
      String instrumentId = "C" + random.nextInt(CONTRACTS);
      Instrument instrument = rules.instruments().get(instrumentId);
      List<Tier> tiers = instrument.schedule() instanceof MarginalTiers marginal
          ? marginal.tiers()
          : ((WholePositionTiers) instrument.schedule()).tiers();
      Decimal floor = tiers.get(random.nextInt(tiers.size())).notionalFloor();
      Price mark = marks.get(instrumentId);
      moved.put(
          instrumentId,
          switch (random.nextInt(4)) {
            case 0 ->
              floor.isPositive()
                  ? new Price(floor)
                  : new Price(mark.value().plus(decimal("0.00000000001")));
            case 1 -> price(1 + random.nextInt(100_000), 100);
            default ->
              new Price(mark.value()
                  .times(decimal("1")
                      .plus(Decimal.of(random.nextInt(201) - 100).times(decimal("0.0001"))))
                  .roundedUpTo(decimal("0.00000001")));
          });
    }
    marks.putAll(moved);
    return moved;
  }

  /** An account at the prices of now. */
  public Account account(String accountId) {
    List<Balance> balances = List.of(
        new Balance("USDT", Decimal.of(random.nextInt(100_000))),
        new Balance(
            "USDC", random.nextInt(4) == 0 ? Decimal.of(random.nextInt(10_000)) : Decimal.ZERO));
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < random.nextInt(9); i++) {
      positions.add(position("p" + i));
    }
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4) - 1; i++) {
      orders.add(order("o" + i));
    }
    return aimed(new Account(
        accountId, random.nextBoolean() ? balances : balances.subList(0, 1), positions, orders));
  }

  private Order order(String orderId) {
    Decimal size = Decimal.of(1 + random.nextInt(2_000)).times(decimal("0.001"));
    return new Order(
        orderId,
        "C" + random.nextInt(CONTRACTS),
        new Quantity(random.nextBoolean() ? size : size.negated()),
        price(1 + random.nextInt(100_000), 100),
        random.nextInt(4) == 0,
        false,
        Optional.empty());
  }

  private Position position(String positionId) {
    String instrumentId = "C" + random.nextInt(CONTRACTS);
    Decimal size = Decimal.of(random.nextBoolean() ? 1 : 1 + random.nextInt(2_000))
        .times(decimal(random.nextBoolean() ? "1" : "0.001"));
    return new Position(
        positionId,
        instrumentId,
        new Quantity(random.nextBoolean() ? size : size.negated()),
        price(1 + random.nextInt(100_000), 100),
        Optional.empty(),
        random.nextInt(3) == 0
            ? new MarginMode.Isolated(Decimal.of(1 + random.nextInt(10_000)))
            : new MarginMode.Cross());
  }

  /** The same with a wallet that puts its first scope on the trigger, or a unit beside it. */
  private Account aimed(Account account) {
    ScopeMargin first = ResolvedAccount.of(account, market(), rules).margins().get(0);
    if (random.nextBoolean() || !first.scopeId().startsWith("cross")) {
      return account;
    }
    Decimal missing = first
        .maintenanceMargin()
        .amount()
        .times(rules.conventions().liquidationTrigger().fraction())
        .minus(first.marginBalance().amount());
    Decimal beside = Decimal.of(random.nextInt(3) - 1).times(decimal("0.0000000000000001"));
    Balance usdt = account.balances().get(0);
    List<Balance> balances = new ArrayList<>(account.balances());
    Decimal aimed = usdt.quantity().plus(missing).plus(beside);
    balances.set(0, new Balance("USDT", aimed.roundedUpTo(decimal("0.0000000000000001"))));
    return new Account(account.accountId(), balances, account.positions(), account.orders());
  }

  private static Price price(long count, long parts) {
    return new Price(Decimal.of(count).dividedBy(Decimal.of(parts)));
  }

  private static Rate rate(String digits) {
    return new Rate(decimal(digits));
  }

  private static Decimal decimal(String digits) {
    return Decimal.parse(digits);
  }
}
