package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.d;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.LiabilityWeights;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
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
 * An account under a random venue, and changes that fit it: linear and inverse contracts in three
 * settlement assets, every policy, cross and isolated.
 */
record RandomChanges(ResolvedAccount account, List<Change> changes) {

  private static final int CHANGES_MAX = 8;
  private static final Map<String, String> BASE_PRICES =
      Map.of("USDT", "1", "BTC", "50000", "ETH", "2500");
  private static final List<String> ASSETS = List.of("USDT", "BTC", "ETH");

  static RandomChanges next(Random random) {
    ResolvedAccount account = account(random);
    return new RandomChanges(account, new Drawing(random, account).changes());
  }

  private static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static <T extends Enum<T>> T pick(Random random, Class<T> values) {
    return pick(random, List.of(values.getEnumConstants()));
  }

  /** Mostly the first value. */
  private static <T extends Enum<T>> T mostlyFirst(Random random, Class<T> values) {
    return random.nextInt(4) == 0 ? pick(random, values) : values.getEnumConstants()[0];
  }

  /** A whole number of hundredths between two whole numbers. */
  private static Decimal hundredths(Random random, int least, int most) {
    int drawn = least * 100 + random.nextInt((most - least) * 100 + 1);
    return Decimal.of(drawn).times(d("0.01"));
  }

  static ResolvedAccount account(Random random) {
    Map<String, Price> indexes = new LinkedHashMap<>();
    Map<String, CollateralAsset> assets = new LinkedHashMap<>();
    for (String asset : ASSETS) {
      indexes.put(
          asset,
          new Price(d(BASE_PRICES.get(asset)).times(hundredths(random, 0, 1).plus(d("0.5")))));
      assets.put(asset, asset(random, asset));
    }
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    Map<String, Price> marks = new LinkedHashMap<>();
    put(instruments, random, "BTC-LINEAR", Payoff.LINEAR, "BTC", "USDT", "0.01");
    put(instruments, random, "ETH-LINEAR", Payoff.LINEAR, "ETH", "USDT", "0.1");
    put(instruments, random, "BTC-INVERSE", Payoff.INVERSE, "BTC", "BTC", "100");
    put(instruments, random, "ETH-INVERSE", Payoff.INVERSE, "ETH", "ETH", "10");
    put(instruments, random, "ETH-QUANTO", Payoff.QUANTO, "ETH", "BTC", "0.000001");
    for (Instrument instrument : instruments.values()) {
      marks.put(
          instrument.instrumentId(),
          new Price(indexes
              .get(instrument.root())
              .value()
              .times(d("1").plus(hundredths(random, 0, 1).times(d("0.01"))))));
    }
    RuleSet rules = new RuleSet("random", "1", "USD", conventions(random), assets, instruments);
    MarketSnapshot market = new MarketSnapshot(Optional.empty(), marks, indexes);
    List<Balance> balances = new ArrayList<>();
    for (String asset : ASSETS) {
      if (random.nextInt(4) > 0) {
        Decimal value =
            hundredths(random, 0, 60_000).minus(random.nextInt(8) == 0 ? d("5000") : Decimal.ZERO);
        balances.add(new Balance(asset, value.times(d(asset.equals("USDT") ? "1" : "0.0001"))));
      }
    }
    return ResolvedAccount.of(
        new Account("random", balances, positions(random, rules, market)), market, rules);
  }

  private static Conventions conventions(Random random) {
    ChangePolicy policy = new ChangePolicy(
        mostlyFirst(random, ChangePolicy.ModeSwitch.class),
        pick(random, ChangePolicy.Reduction.class),
        pick(random, ChangePolicy.Payout.class),
        pick(random, ChangePolicy.IsolationSource.class),
        random.nextInt(5) == 0,
        random.nextInt(5) == 0);
    RequirementBasis basis = mostlyFirst(random, RequirementBasis.class);
    return Conventions.builder(pick(random, CollateralMode.class))
        .positionMode(mostlyFirst(random, PositionMode.class))
        .liquidationTrigger(random.nextInt(3) == 0 ? new Rate(d("1.05")) : Rate.ONE)
        .liquidatesAtTrigger(random.nextInt(3) == 0)
        .bases(new RequirementBases(basis, basis, basis, basis))
        .netting(mostlyFirst(random, Netting.class))
        .release(new Release(
            mostlyFirst(random, Release.Kind.class),
            pick(random, List.of(d("0"), d("0"), d("0.1"))),
            pick(random, List.of(d("0"), d("0"), d("1.2")))))
        .changePolicy(policy)
        .build();
  }

  private static CollateralAsset asset(Random random, String asset) {
    Haircut sliced = new Haircut.Slices(List.of(
        new Haircut.Slices.Slice(d("0"), new Rate(d("0.05"))),
        new Haircut.Slices.Slice(d("5000"), new Rate(d("0.2")))));
    List<Haircut> haircuts = List.of(Haircut.NONE, new Haircut.Flat(new Rate(d("0.1"))), sliced);
    Haircut haircut = pick(random, haircuts);
    return new CollateralAsset(
        asset,
        asset,
        haircut,
        random.nextInt(3) == 0 ? pick(random, haircuts) : haircut,
        random.nextInt(3) == 0
            ? new LiabilityWeights(d("1"), d("1"), d("0.1"), d("0.2"))
            : LiabilityWeights.NONE);
  }

  private static void put(
      Map<String, Instrument> all,
      Random random,
      String id,
      Payoff payoff,
      String root,
      String settlement,
      String multiplier) {
    Instrument.ProfitWeights weights = random.nextInt(4) == 0
        ? new Instrument.ProfitWeights(
            ProfitWeight.FULL, new ProfitWeight(new Rate(d("0.5")), Optional.empty()))
        : Instrument.ProfitWeights.FULL;
    all.put(
        id,
        new Instrument(
            id,
            InstrumentKind.PERPETUAL,
            payoff,
            root,
            settlement,
            d(multiplier),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            settlement.equals("USDT")
                ? Scenario.tiers("0", "0.005", "50", "20000", "0.01", "25", "100000", "0.05", "10")
                : Scenario.tiers("0", "0.01", "30", "0.5", "0.02", "20"),
            RequirementTerms.NONE,
            weights));
  }

  private static List<Position> positions(Random random, RuleSet rules, MarketSnapshot market) {
    List<Position> positions = new ArrayList<>();
    Map<String, Boolean> longSides = new LinkedHashMap<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      String id = pick(random, List.copyOf(rules.instruments().keySet()));
      boolean isLong = longSides.computeIfAbsent(id, key -> random.nextBoolean());
      Decimal contracts = Decimal.of(1 + random.nextInt(40));
      Decimal mark = market.markPrices().get(id).value();
      Price entry = new Price(mark.times(d("0.95").plus(hundredths(random, 0, 1).times(d("0.1")))));
      boolean isUsdt = rules.instruments().get(id).settlementAsset().equals("USDT");
      MarginMode mode = random.nextBoolean()
          ? new MarginMode.Cross()
          : new MarginMode.Isolated(hundredths(random, 1, 3000).times(d(isUsdt ? "1" : "0.0001")));
      positions.add(new Position(
          "p" + i,
          id,
          new Quantity(isLong ? contracts : contracts.negated()),
          entry,
          random.nextBoolean() ? Optional.empty() : Optional.of(Decimal.of(2 + random.nextInt(8))),
          mode));
    }
    return positions;
  }

  /** Draws changes that fit, keeping track of what is open as if all were accepted. */
  private static final class Drawing {
    private final Random random;
    private final ResolvedAccount account;
    private final Map<String, Position> open = new LinkedHashMap<>();
    private int opened;

    Drawing(Random random, ResolvedAccount account) {
      this.random = random;
      this.account = account;
      account.account().positions().forEach(p -> open.put(p.positionId(), p));
    }

    List<Change> changes() {
      List<Change> changes = new ArrayList<>();
      int count = 1 + random.nextInt(CHANGES_MAX);
      for (int i = 0; i < count; i++) {
        changes.add(change());
      }
      return changes;
    }

    private Change change() {
      int kind = random.nextInt(10);
      if (kind == 0) {
        return new Change.Deposit(pick(random, ASSETS), hundredths(random, 1, 100));
      }
      if (kind == 1) {
        String asset = pick(random, ASSETS);
        Decimal least = d(asset.equals("USDT") ? "1" : "0.0001");
        return new Change.Withdraw(asset, hundredths(random, 1, 4000).times(least));
      }
      if (kind <= 3 || open.isEmpty()) {
        return open();
      }
      Position position = pick(random, List.copyOf(open.values()));
      if (kind <= 6) {
        return trade(position);
      }
      return other(position);
    }

    private Change open() {
      String id = pick(random, List.copyOf(account.rules().instruments().keySet()));
      boolean isCross = random.nextBoolean();
      Change.Trade trade = new Change.Trade(
          "new" + opened++,
          id,
          new Quantity(signed(Decimal.of(1 + random.nextInt(20)))),
          nearMark(id),
          fee(),
          random.nextBoolean() ? Optional.empty() : Optional.of(Decimal.of(1 + random.nextInt(12))),
          Optional.of(isCross ? ScopeKind.CROSS : ScopeKind.ISOLATED),
          isCross || random.nextBoolean() ? Optional.empty() : Optional.of(margin(id, 1, 2000)));
      keep(trade, isCross ? new MarginMode.Cross() : new MarginMode.Isolated(Decimal.ZERO));
      return trade;
    }

    private Change trade(Position position) {
      Decimal held = position.quantity().contracts();
      Decimal traded = switch (random.nextInt(5)) {
        case 0 -> held.negated();
        case 1 -> held.times(d("-0.5"));
        case 2 -> held.times(d("-1.5"));
        default -> signed(Decimal.of(1 + random.nextInt(15)));
      };
      Change.Trade trade = new Change.Trade(
          position.positionId(),
          position.instrumentId(),
          new Quantity(traded),
          nearMark(position.instrumentId()),
          fee());
      keep(trade, position.mode());
      return trade;
    }

    private void keep(Change.Trade trade, MarginMode mode) {
      Position held = open.get(trade.positionId());
      Quantity quantity = held == null ? trade.quantity() : held.quantity().plus(trade.quantity());
      if (quantity.isZero()) {
        open.remove(trade.positionId());
      } else {
        open.put(
            trade.positionId(),
            new Position(
                trade.positionId(),
                trade.instrumentId(),
                quantity,
                trade.price(),
                Optional.empty(),
                mode));
      }
    }

    private Change other(Position position) {
      String id = position.positionId();
      if (random.nextInt(3) == 0) {
        return new Change.SetLeverage(id, Decimal.of(1 + random.nextInt(20)));
      }
      if (position.isCross()) {
        open.put(id, position.withMode(new MarginMode.Isolated(Decimal.ZERO)));
        return new Change.ToIsolated(id, margin(position.instrumentId(), 0, 4000));
      }
      if (random.nextBoolean()) {
        open.put(id, position.withMode(new MarginMode.Cross()));
        return new Change.ToCross(id);
      }
      return new Change.AdjustIsolatedMargin(
          id, signed(margin(position.instrumentId(), 0, 500).plus(d("0.000001"))));
    }

    private Decimal margin(String instrumentId, int least, int most) {
      boolean isUsdt =
          account.rules().instruments().get(instrumentId).settlementAsset().equals("USDT");
      return hundredths(random, least, most).times(d(isUsdt ? "1" : "0.0001"));
    }

    private Price nearMark(String instrumentId) {
      Decimal mark = account.market().markPrices().get(instrumentId).value();
      return new Price(mark.times(d("0.999").plus(hundredths(random, 0, 1).times(d("0.002")))));
    }

    private Decimal fee() {
      return hundredths(random, 0, 1).minus(d("0.2")).times(d("0.001"));
    }

    private Decimal signed(Decimal amount) {
      return random.nextBoolean() ? amount : amount.negated();
    }
  }
}
