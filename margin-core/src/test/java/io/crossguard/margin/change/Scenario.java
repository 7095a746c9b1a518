package io.crossguard.margin.change;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.ChangePolicy;
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
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account, a market and a venue that a test puts together; quoted in USD. */
final class Scenario {
  private final List<Balance> balances = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final Map<String, Price> marks = new LinkedHashMap<>();
  private final Map<String, Price> indexes = new LinkedHashMap<>();
  private final Map<String, CollateralAsset> assets = new LinkedHashMap<>();
  private final Map<String, Instrument> instruments = new LinkedHashMap<>();
  private CollateralMode collateralMode = CollateralMode.SINGLE_ASSET;
  private PositionMode positionMode = PositionMode.HEDGE;
  private Rate trigger = Rate.ONE;
  private boolean liquidatesAtTrigger;
  private RequirementBases bases = RequirementBases.MARK;
  private OrderMargin orderMargin = OrderMargin.NONE;
  private Release release = Release.LOSS_COUNTS;
  private ChangePolicy policy = ChangePolicy.DEFAULT;

  static Decimal d(String digits) {
    return Decimal.parse(digits);
  }

  static Rate rate(String fraction) {
    return new Rate(d(fraction));
  }

  static Price price(String digits) {
    return new Price(d(digits));
  }

  /** One rate at every notional; the initial rate is stated apart from the maximum leverage. */
  static RateSchedule flat(String initialRate, String maintenanceRate, String leverageMax) {
    return new MarginalTiers(List.of(new Tier(
        Decimal.ZERO,
        rate(maintenanceRate),
        Optional.empty(),
        Fraction.of(d(initialRate)),
        Fraction.of(d(leverageMax)))));
  }

  /** Tiers {@code floor, maintenanceRate, leverageMax}, one after the other. */
  static RateSchedule tiers(String... values) {
    List<Tier> tiers = new ArrayList<>();
    for (int i = 0; i < values.length; i += 3) {
      tiers.add(Tier.ofLeverage(d(values[i]), rate(values[i + 1]), d(values[i + 2])));
    }
    return new MarginalTiers(tiers);
  }

  static RequirementTerms terms(ClosingFee fee, String initialAdded, String maintenanceAdded) {
    return new RequirementTerms(
        fee, d(initialAdded), d(maintenanceAdded), Decimal.ZERO, Decimal.ZERO);
  }

  Scenario linear(String id, String mark, RateSchedule schedule) {
    return instrument(id, Payoff.LINEAR, "USD", mark, schedule, RequirementTerms.NONE);
  }

  Scenario instrument(
      String id,
      Payoff payoff,
      String settlement,
      String mark,
      RateSchedule schedule,
      RequirementTerms terms) {
    instruments.put(
        id,
        new Instrument(
            id,
            InstrumentKind.PERPETUAL,
            payoff,
            "BTC",
            settlement,
            Decimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            schedule,
            terms,
            Instrument.ProfitWeights.FULL));
    return mark(id, mark);
  }

  Scenario mark(String id, String mark) {
    marks.put(id, price(mark));
    return this;
  }

  Scenario withoutMark(String id) {
    marks.remove(id);
    return this;
  }

  /** An asset with an index price and a flat haircut. */
  Scenario asset(String asset, String index, String haircut) {
    return asset(asset, index, new Haircut.Flat(rate(haircut)));
  }

  Scenario asset(String asset, String index, Haircut haircut) {
    indexes.put(asset, price(index));
    assets.put(asset, new CollateralAsset(asset, asset, haircut));
    return this;
  }

  /** An index price of an asset that the rule set does not list. */
  Scenario index(String asset, String index) {
    indexes.put(asset, price(index));
    return this;
  }

  Scenario balance(String asset, String quantity) {
    balances.add(new Balance(asset, d(quantity)));
    return this;
  }

  Scenario cross(String id, String instrument, String quantity, String entry, String... leverage) {
    return position(id, instrument, quantity, entry, new MarginMode.Cross(), leverage);
  }

  Scenario isolated(
      String id,
      String instrument,
      String quantity,
      String entry,
      String margin,
      String... leverage) {
    return position(id, instrument, quantity, entry, new MarginMode.Isolated(d(margin)), leverage);
  }

  private Scenario position(
      String id,
      String instrument,
      String quantity,
      String entry,
      MarginMode mode,
      String... leverage) {
    positions.add(new Position(
        id,
        instrument,
        new Quantity(d(quantity)),
        price(entry),
        Arrays.stream(leverage).map(Decimal::parse).findFirst(),
        mode));
    return this;
  }

  Scenario order(String id, String instrument, String quantity, String price) {
    orders.add(new Order(
        id, instrument, new Quantity(d(quantity)), price(price), false, false, Optional.empty()));
    return this;
  }

  Scenario multiAsset() {
    collateralMode = CollateralMode.MULTI_ASSET;
    return this;
  }

  Scenario oneWay() {
    positionMode = PositionMode.ONE_WAY;
    return this;
  }

  Scenario trigger(String multiple, boolean liquidatesAt) {
    trigger = rate(multiple);
    liquidatesAtTrigger = liquidatesAt;
    return this;
  }

  Scenario atEntry() {
    bases = new RequirementBases(
        RequirementBasis.ENTRY,
        RequirementBasis.ENTRY,
        RequirementBasis.ENTRY,
        RequirementBasis.ENTRY);
    return this;
  }

  Scenario orders(OrderMargin rule) {
    orderMargin = rule;
    return this;
  }

  Scenario release(Release.Kind kind, String notionalShare, String maintenanceMultiple) {
    release = new Release(kind, d(notionalShare), d(maintenanceMultiple));
    return this;
  }

  Scenario release(Release.Kind kind) {
    return release(kind, "0", "0");
  }

  Scenario modeSwitch(ChangePolicy.ModeSwitch modeSwitch) {
    policy = new ChangePolicy(
        modeSwitch,
        policy.reduction(),
        policy.payout(),
        policy.isolationSource(),
        policy.refusesBothModesOfInstrument(),
        policy.refusesIsolatedBesidePool());
    return this;
  }

  Scenario reduction(ChangePolicy.Reduction reduction) {
    policy = new ChangePolicy(
        policy.modeSwitch(),
        reduction,
        policy.payout(),
        policy.isolationSource(),
        policy.refusesBothModesOfInstrument(),
        policy.refusesIsolatedBesidePool());
    return this;
  }

  Scenario payout(ChangePolicy.Payout payout) {
    policy = new ChangePolicy(
        policy.modeSwitch(),
        policy.reduction(),
        payout,
        policy.isolationSource(),
        policy.refusesBothModesOfInstrument(),
        policy.refusesIsolatedBesidePool());
    return this;
  }

  Scenario isolationSource(ChangePolicy.IsolationSource source) {
    policy = new ChangePolicy(
        policy.modeSwitch(),
        policy.reduction(),
        policy.payout(),
        source,
        policy.refusesBothModesOfInstrument(),
        policy.refusesIsolatedBesidePool());
    return this;
  }

  Scenario refuses(boolean bothModesOfInstrument, boolean isolatedBesidePool) {
    policy = new ChangePolicy(
        policy.modeSwitch(),
        policy.reduction(),
        policy.payout(),
        policy.isolationSource(),
        bothModesOfInstrument,
        isolatedBesidePool);
    return this;
  }

  ResolvedAccount resolved() {
    Conventions conventions = Conventions.builder(collateralMode)
        .positionMode(positionMode)
        .liquidationTrigger(trigger)
        .liquidatesAtTrigger(liquidatesAtTrigger)
        .bases(bases)
        .orderMargin(orderMargin)
        .release(release)
        .changePolicy(policy)
        .build();
    return ResolvedAccount.of(
        new Account("account", balances, positions, orders),
        new MarketSnapshot(Optional.empty(), marks, indexes),
        new RuleSet("rules", "1", "USD", conventions, assets, instruments));
  }

  ChangePreview preview(Change... changes) {
    return new ChangePreviewer().preview(resolved(), List.of(changes));
  }

  MarginLimits limits() {
    ResolvedAccount account = resolved();
    return new MarginLimitCalculator().calculate(account);
  }

  static Change.Trade trade(String id, String instrument, String quantity, String price) {
    return trade(id, instrument, quantity, price, "0");
  }

  static Change.Trade trade(
      String id, String instrument, String quantity, String price, String fee) {
    return new Change.Trade(id, instrument, new Quantity(d(quantity)), price(price), d(fee));
  }

  static Change.Trade open(
      String id, String instrument, String quantity, String price, ScopeKind mode) {
    return withMode(trade(id, instrument, quantity, price), mode);
  }

  static Change.Trade withMode(Change.Trade trade, ScopeKind mode) {
    return new Change.Trade(
        trade.positionId(),
        trade.instrumentId(),
        trade.quantity(),
        trade.price(),
        trade.fee(),
        trade.leverage(),
        Optional.of(mode),
        trade.margin());
  }

  static Change.Trade withLeverage(Change.Trade trade, String leverage) {
    return new Change.Trade(
        trade.positionId(),
        trade.instrumentId(),
        trade.quantity(),
        trade.price(),
        trade.fee(),
        Optional.of(d(leverage)),
        trade.mode(),
        trade.margin());
  }

  static Change.Trade withMargin(Change.Trade trade, String margin) {
    return new Change.Trade(
        trade.positionId(),
        trade.instrumentId(),
        trade.quantity(),
        trade.price(),
        trade.fee(),
        trade.leverage(),
        trade.mode(),
        Optional.of(d(margin)));
  }

  static Change toIsolated(String id, String margin) {
    return new Change.ToIsolated(id, d(margin));
  }

  static Change adjust(String id, String amount) {
    return new Change.AdjustIsolatedMargin(id, d(amount));
  }

  static Change leverage(String id, String leverage) {
    return new Change.SetLeverage(id, d(leverage));
  }

  static Change withdraw(String asset, String amount) {
    return new Change.Withdraw(asset, d(amount));
  }

  static Change deposit(String asset, String amount) {
    return new Change.Deposit(asset, d(amount));
  }

  static ScopeMargin scope(AccountMargin margin, String scopeId) {
    return margin.scopes().stream()
        .filter(scope -> scope.scopeId().equals(scopeId))
        .findFirst()
        .orElseThrow();
  }

  /** What is in the wallet of a scope after a change. */
  static Decimal wallet(ChangePreview preview, String scopeId) {
    return scope(preview.marginAfter(), scopeId).walletBalance().amount();
  }

  static Position position(ChangePreview preview, String id) {
    return preview.after().account().positions().stream()
        .filter(position -> position.positionId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The codes of the last outcome; empty where it is accepted. */
  static List<RefusalReason.Code> codes(ChangePreview preview) {
    return preview.outcomes().get(preview.outcomes().size() - 1).reasons().stream()
        .map(RefusalReason::code)
        .toList();
  }
}
