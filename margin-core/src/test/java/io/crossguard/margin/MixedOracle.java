package io.crossguard.margin;

import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.LiabilityWeights;
import io.crossguard.margin.rules.LinearInSize;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PowerOfNotional;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.SquareRootOfSize;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.TieredSchedule;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The second method for rules of every kind: the formulas of the README written down one by one in
 * numbers of 50 digits, at any marks. Orders stay as they are at the marks of the market.
 */
final class MixedOracle {
  private static final MathContext DIGITS = new MathContext(50);
  private static final BigDecimal ZERO = BigDecimal.ZERO;
  private static final BigDecimal ONE = BigDecimal.ONE;

  private final MixedAccount input;
  private final Map<String, Map<String, Pocket>> scopes = new LinkedHashMap<>();
  private final Map<Pocket, Orders> ordersOfPocket = new HashMap<>();
  private final Map<List<Object>, Figures> known = new HashMap<>();

  /**
   * The figures of a scope.
   *
   * @param size all terms without their signs: what a rounding is measured by
   */
  record Figures(
      BigDecimal balance,
      BigDecimal initialBalance,
      BigDecimal initialMargin,
      BigDecimal maintenanceMargin,
      BigDecimal orderMargin,
      BigDecimal size) {}

  /** What a scope holds of one asset and settles in it. */
  private static final class Pocket {
    private BigDecimal wallet = ZERO;
    private final List<Position> rows = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
  }

  /** What orders require and take. */
  private record Orders(BigDecimal margin, BigDecimal maintenance, BigDecimal fees) {
    static final Orders NONE = new Orders(ZERO, ZERO, ZERO);

    Orders plus(Orders other) {
      return new Orders(
          margin.add(other.margin), maintenance.add(other.maintenance), fees.add(other.fees));
    }
  }

  MixedOracle(MixedAccount input) {
    this.input = input;
    for (Balance balance : input.account().balances()) {
      pocket(crossScope(balance.asset()), balance.asset()).wallet = n(balance.quantity());
    }
    for (Position row : input.account().positions()) {
      String asset = instrument(row.instrumentId()).settlementAsset();
      if (row.mode() instanceof MarginMode.Isolated isolated) {
        pocket("isolated:" + row.positionId(), asset).wallet = n(isolated.margin());
        pocket("isolated:" + row.positionId(), asset).rows.add(row);
      } else {
        pocket(crossScope(asset), asset).rows.add(row);
      }
    }
    for (Order order : input.account().orders()) {
      String asset = instrument(order.instrumentId()).settlementAsset();
      pocket(scopeOf(order, asset), asset).orders.add(order);
    }
    if (isPooled()) {
      scopes.computeIfAbsent("cross", id -> new LinkedHashMap<>());
    }
  }

  private String scopeOf(Order order, String asset) {
    return input.account().positions().stream()
        .filter(row -> order.isIsolated() && !row.isCross())
        .filter(row -> row.instrumentId().equals(order.instrumentId()))
        .map(row -> "isolated:" + row.positionId())
        .findFirst()
        .orElse(crossScope(asset));
  }

  private Pocket pocket(String scope, String asset) {
    return scopes
        .computeIfAbsent(scope, id -> new LinkedHashMap<>())
        .computeIfAbsent(asset, id -> new Pocket());
  }

  private String crossScope(String asset) {
    return isPooled() ? "cross" : "cross:" + asset;
  }

  private boolean isPooled() {
    return conventions().collateralMode() == CollateralMode.MULTI_ASSET;
  }

  Set<String> scopeIds() {
    return scopes.keySet();
  }

  BigDecimal mark(String instrumentId) {
    return n(input.market().markPrices().get(instrumentId).value());
  }

  Figures figures(String scope) {
    return figures(scope, this::mark);
  }

  /** The figures with the price of one instrument moved. */
  Figures figures(String scope, String instrumentId, BigDecimal price) {
    return known.computeIfAbsent(
        List.of(scope, instrumentId, price),
        key -> figures(scope, id -> id.equals(instrumentId) ? price : mark(id)));
  }

  private Figures figures(String scope, Function<String, BigDecimal> marks) {
    BigDecimal balance = ZERO;
    BigDecimal initialBalance = ZERO;
    BigDecimal initialMargin = ZERO;
    BigDecimal maintenanceMargin = ZERO;
    BigDecimal orderMargin = ZERO;
    BigDecimal size = ONE;
    Map<String, Map<String, BigDecimal[]>> groups = new LinkedHashMap<>();
    for (Map.Entry<String, Pocket> entry : scopes.getOrDefault(scope, Map.of()).entrySet()) {
      Pocket pocket = entry.getValue();
      BigDecimal unit = scope.equals("cross") ? index(entry.getKey()) : ONE;
      Orders orders = ordersOfPocket.computeIfAbsent(pocket, this::orders);
      BigDecimal net = pocket.wallet.subtract(orders.fees());
      BigDecimal initialNet = net;
      size = size.add(net.abs().multiply(unit));
      for (List<Position> leg : legs(pocket, scope)) {
        Instrument instrument = instrument(leg.get(0).instrumentId());
        BigDecimal price = marks.apply(instrument.instrumentId());
        BigDecimal pnl = sum(leg, row -> pnl(row, price));
        net = net.add(counted(instrument.profitWeights().maintenance(), pnl));
        initialNet = initialNet.add(counted(instrument.profitWeights().initial(), pnl));
        BigDecimal maintenance = maintenanceMargin(leg, price).multiply(unit);
        BigDecimal initial = initialMargin(leg, price).multiply(unit);
        size = size.add(sum(leg, row -> pnl(row, price).abs().add(notional(row, price)))
            .multiply(unit)
            .add(maintenance)
            .add(initial));
        addTo(groups, leg.get(0), maintenance, initial);
      }
      LiabilityWeights weights = weights(scope, entry.getKey());
      BigDecimal value = net.multiply(unit);
      BigDecimal initialValue = initialNet.multiply(unit);
      balance = balance.add(
          value.signum() < 0
              ? value.multiply(n(weights.balance()))
              : kept(haircut(scope, entry.getKey(), false), value));
      initialBalance = initialBalance.add(
          initialValue.signum() < 0
              ? initialValue.multiply(n(weights.initialBalance()))
              : kept(haircut(scope, entry.getKey(), true), initialValue));
      maintenanceMargin = maintenanceMargin
          .add(value.min(ZERO).negate().multiply(n(weights.maintenance())))
          .add(orders.maintenance().multiply(unit));
      initialMargin =
          initialMargin.add(initialValue.min(ZERO).negate().multiply(n(weights.initial())));
      orderMargin = orderMargin.add(orders.margin().multiply(unit));
    }
    for (Map<String, BigDecimal[]> sides : groups.values()) {
      maintenanceMargin = maintenanceMargin.add(netted(sides, 0));
      initialMargin = initialMargin.add(netted(sides, 1));
    }
    return new Figures(
        balance,
        initialBalance,
        initialMargin,
        maintenanceMargin,
        orderMargin,
        size.add(maintenanceMargin).add(orderMargin));
  }

  private void addTo(
      Map<String, Map<String, BigDecimal[]>> groups,
      Position first,
      BigDecimal maintenance,
      BigDecimal initial) {
    boolean isByRoot = conventions().netting() == Netting.LARGER_SIDE_OF_UNDERLYING;
    String key = isByRoot ? instrument(first.instrumentId()).root() : first.instrumentId();
    BigDecimal[] side = groups
        .computeIfAbsent(key, id -> new LinkedHashMap<>())
        .computeIfAbsent(first.side().name(), id -> new BigDecimal[] {ZERO, ZERO});
    side[0] = side[0].add(maintenance);
    side[1] = side[1].add(initial);
  }

  private BigDecimal netted(Map<String, BigDecimal[]> sides, int which) {
    return conventions().netting() == Netting.GROSS
        ? sides.values().stream().map(side -> side[which]).reduce(ZERO, BigDecimal::add)
        : sides.values().stream().map(side -> side[which]).reduce(ZERO, BigDecimal::max);
  }

  /** The rows that a schedule sees as one. */
  private static List<List<Position>> legs(Pocket pocket, String scope) {
    Map<String, List<Position>> legs = new LinkedHashMap<>();
    for (Position row : pocket.rows) {
      String key = scope + row.instrumentId() + row.side();
      legs.computeIfAbsent(key, id -> new ArrayList<>()).add(row);
    }
    return List.copyOf(legs.values());
  }

  private BigDecimal maintenanceMargin(List<Position> leg, BigDecimal mark) {
    Position first = leg.get(0);
    Instrument instrument = instrument(first.instrumentId());
    RequirementTerms terms = instrument.terms();
    RequirementBasis basis = conventions().bases().maintenance(first.isCross());
    BigDecimal scheduled =
        maintenance(instrument.schedule(), notional(leg, basis, mark), size(leg, basis, mark));
    return scheduled
        .max(n(terms.maintenanceLeast()))
        .add(n(terms.maintenanceAdded()))
        .add(terms.closingFee().joinsMaintenance() ? closingFee(leg, mark) : ZERO);
  }

  private BigDecimal initialMargin(List<Position> leg, BigDecimal mark) {
    Position first = leg.get(0);
    Instrument instrument = instrument(first.instrumentId());
    RequirementTerms terms = instrument.terms();
    RequirementBasis basis = conventions().bases().initial(first.isCross());
    BigDecimal rate =
        initialRate(instrument.schedule(), notional(leg, basis, mark), size(leg, basis, mark));
    BigDecimal scheduled = sum(
        leg,
        row -> notional(List.of(row), basis, mark)
            .multiply(rate.max(over(ONE, leverage(row, leg, basis, mark))), DIGITS));
    return scheduled
        .max(n(terms.initialLeast()))
        .add(n(terms.initialAdded()))
        .add(terms.closingFee().joinsInitial() ? closingFee(leg, mark) : ZERO);
  }

  private BigDecimal leverage(
      Position row, List<Position> leg, RequirementBasis basis, BigDecimal mark) {
    BigDecimal most = leverageMax(
        instrument(row.instrumentId()).schedule(),
        notional(leg, basis, mark),
        size(leg, basis, mark));
    return row.leverage().map(set -> n(set).min(most)).orElse(most);
  }

  private BigDecimal closingFee(List<Position> leg, BigDecimal mark) {
    ClosingFee fee = instrument(leg.get(0).instrumentId()).terms().closingFee();
    BigDecimal notional = switch (fee.basis()) {
      case MARK -> notional(leg, RequirementBasis.MARK, mark);
      case ENTRY -> notional(leg, RequirementBasis.ENTRY, mark);
      case BANKRUPTCY ->
        sum(
            leg,
            row -> atBankruptcy(
                instrument(row.instrumentId()),
                row.quantity().isNegative(),
                notional(row, n(row.entryPrice().value())),
                leverage(row, leg, RequirementBasis.ENTRY, mark)));
    };
    return notional.multiply(n(fee.rate()));
  }

  private static BigDecimal atBankruptcy(
      Instrument instrument, boolean isShort, BigDecimal notional, BigDecimal leverage) {
    boolean isLower = isShort == (instrument.payoff() == Payoff.INVERSE);
    BigDecimal lost = over(ONE, leverage);
    return notional
        .multiply(isLower ? ONE.subtract(lost) : ONE.add(lost), DIGITS)
        .max(ZERO);
  }

  private BigDecimal notional(List<Position> leg, RequirementBasis basis, BigDecimal mark) {
    return sum(leg, row -> notional(row, price(row, basis, mark)));
  }

  private BigDecimal size(List<Position> leg, RequirementBasis basis, BigDecimal mark) {
    Instrument instrument = instrument(leg.get(0).instrumentId());
    return sum(leg, row -> coins(instrument, row.quantity().contracts(), price(row, basis, mark)));
  }

  private static BigDecimal price(Position row, RequirementBasis basis, BigDecimal mark) {
    return basis == RequirementBasis.MARK ? mark : n(row.entryPrice().value());
  }

  private BigDecimal notional(Position row, BigDecimal price) {
    return notional(instrument(row.instrumentId()), row.quantity().contracts(), price);
  }

  private static BigDecimal notional(Instrument instrument, Decimal contracts, BigDecimal price) {
    BigDecimal size = n(contracts).abs().multiply(n(instrument.multiplier()));
    return instrument.payoff() == Payoff.INVERSE ? over(size, price) : size.multiply(price);
  }

  private static BigDecimal coins(Instrument instrument, Decimal contracts, BigDecimal price) {
    return instrument.payoff() == Payoff.INVERSE
        ? notional(instrument, contracts, price)
        : n(contracts).abs().multiply(n(instrument.multiplier()));
  }

  private BigDecimal pnl(Position row, BigDecimal price) {
    Instrument instrument = instrument(row.instrumentId());
    return pnl(instrument, row.quantity().contracts(), n(row.entryPrice().value()), price);
  }

  private static BigDecimal pnl(
      Instrument instrument, Decimal contracts, BigDecimal entry, BigDecimal price) {
    BigDecimal size = n(contracts).multiply(n(instrument.multiplier()));
    return instrument.payoff() == Payoff.INVERSE
        ? over(size, entry).subtract(over(size, price))
        : size.multiply(price.subtract(entry));
  }

  private static BigDecimal counted(ProfitWeight weight, BigDecimal pnl) {
    if (pnl.signum() <= 0) {
      return pnl;
    }
    BigDecimal weighted = pnl.multiply(n(weight.weight()));
    return weight.most().map(most -> weighted.min(n(most))).orElse(weighted);
  }

  private static BigDecimal kept(Haircut haircut, BigDecimal value) {
    if (haircut instanceof Haircut.Flat flat) {
      return value.multiply(ONE.subtract(n(flat.rate())));
    }
    if (haircut instanceof Haircut.Slices slices) {
      BigDecimal kept = ZERO;
      for (int k = 0; k < slices.slices().size(); k++) {
        BigDecimal floor = n(slices.slices().get(k).valueFloor());
        BigDecimal end = k + 1 < slices.slices().size()
            ? value.min(n(slices.slices().get(k + 1).valueFloor()))
            : value;
        BigDecimal within = end.subtract(floor).max(ZERO);
        kept = kept.add(within.multiply(ONE.subtract(n(slices.slices().get(k).rate()))));
      }
      return kept;
    }
    Haircut.SizeDependent falling = (Haircut.SizeDependent) haircut;
    BigDecimal divisor = ONE.add(n(falling.factor()).multiply(fourFifths(value)));
    BigDecimal weight = n(falling.baseWeight()).min(over(new BigDecimal("1.2"), divisor));
    return value.multiply(weight, DIGITS);
  }

  private Haircut haircut(String scope, String asset, boolean isInitial) {
    if (!scope.equals("cross") || !rules().assets().containsKey(asset)) {
      return Haircut.NONE;
    }
    return isInitial
        ? rules().assets().get(asset).initialHaircut()
        : rules().assets().get(asset).haircut();
  }

  private LiabilityWeights weights(String scope, String asset) {
    return scope.equals("cross") && rules().assets().containsKey(asset)
        ? rules().assets().get(asset).liabilityWeights()
        : LiabilityWeights.NONE;
  }

  private Orders orders(Pocket pocket) {
    OrderMargin rule = conventions().orderMargin();
    List<Order> opening = pocket.orders.stream().filter(o -> !o.isReduceOnly()).toList();
    return switch (rule.kind()) {
      case NONE -> Orders.NONE;
      case COST ->
        opening.stream().map(order -> cost(order, pocket)).reduce(Orders.NONE, Orders::plus);
      case FILLED ->
        opening.stream().map(order -> filled(order, pocket)).reduce(Orders.NONE, Orders::plus);
      case WORST_SIDE, DEARER_SIDE ->
        opening.stream()
            .map(Order::instrumentId)
            .distinct()
            .map(id -> opening.stream().filter(o -> o.instrumentId().equals(id)).toList())
            .map(ofOne -> rule.kind() == OrderMargin.Kind.WORST_SIDE
                ? worstSide(ofOne, pocket)
                : dearerSide(ofOne, pocket))
            .reduce(Orders.NONE, Orders::plus);
    };
  }

  private Orders dearerSide(List<Order> orders, Pocket pocket) {
    Orders buys = beyondHeld(orders.stream().filter(o -> !o.quantity().isNegative()), pocket);
    Orders sells = beyondHeld(orders.stream().filter(o -> o.quantity().isNegative()), pocket);
    return buys.margin().compareTo(sells.margin()) >= 0 ? buys : sells;
  }

  /** One side: contract by contract from the best price, what closes the position left out. */
  private Orders beyondHeld(Stream<Order> side, Pocket pocket) {
    List<Order> queue = side.sorted(Comparator.comparing(
                (Order o) -> n(o.price().value()).multiply(BigDecimal.valueOf(sign(o))))
            .thenComparing(Order::orderId))
        .toList();
    Orders total = Orders.NONE;
    Decimal position = Decimal.ZERO;
    for (Position row : pocket.rows) {
      if (!queue.isEmpty() && row.instrumentId().equals(queue.get(0).instrumentId())) {
        position = position.plus(row.quantity().contracts());
      }
    }
    for (Order order : queue) {
      Decimal after = position.plus(order.quantity().contracts());
      Decimal opened = after.signum() != order.quantity().contracts().signum()
          ? Decimal.ZERO
          : after.abs().min(order.quantity().contracts().abs());
      if (opened.isPositive()) {
        Quantity part = new Quantity(opened);
        total = total.plus(cost(
            order.withQuantity(order.quantity().isNegative() ? part.negated() : part), pocket));
      }
      position = after;
    }
    return total;
  }

  /** Sorts sells upwards and buys downwards. */
  private static int sign(Order order) {
    return order.quantity().isNegative() ? 1 : -1;
  }

  private Orders cost(Order order, Pocket pocket) {
    OrderMargin rule = conventions().orderMargin();
    Instrument instrument = instrument(order.instrumentId());
    BigDecimal price = n(order.price().value());
    BigDecimal loss = pnl(
            instrument, order.quantity().contracts(), price, mark(order.instrumentId()))
        .negate()
        .max(ZERO);
    BigDecimal cost = initialMargin(order, pocket, order.quantity().contracts(), price)
        .add(loss)
        .add(orderNotional(order).multiply(n(rule.openingFeeRate())))
        .add(closingFee(order, pocket));
    return new Orders(cost, rule.joinsMaintenance() ? cost : ZERO, ZERO);
  }

  private Orders filled(Order order, Pocket pocket) {
    BigDecimal price = n(order.price().value());
    return new Orders(
        initialMargin(order, pocket, order.quantity().contracts(), price),
        maintenanceMargin(order, order.quantity().contracts(), price)
            .add(closingFee(order, pocket)),
        orderNotional(order).multiply(n(conventions().orderMargin().openingFeeRate())));
  }

  private Orders worstSide(List<Order> orders, Pocket pocket) {
    Order first = orders.get(0);
    BigDecimal mark = mark(first.instrumentId());
    Decimal held = Decimal.ZERO;
    for (Position row : pocket.rows) {
      if (row.instrumentId().equals(first.instrumentId())) {
        held = held.plus(row.quantity().contracts());
      }
    }
    Decimal bought = held;
    Decimal sold = held;
    for (Order order : orders) {
      if (order.quantity().isNegative()) {
        sold = sold.plus(order.quantity().contracts());
      } else {
        bought = bought.plus(order.quantity().contracts());
      }
    }
    Decimal worst = held.abs().max(bought.abs()).max(sold.abs());
    BigDecimal initial = initialMargin(first, pocket, worst, mark)
        .subtract(initialMargin(first, pocket, held, mark));
    BigDecimal maintenance =
        maintenanceMargin(first, worst, mark).subtract(maintenanceMargin(first, held, mark));
    return new Orders(
        initial, conventions().orderMargin().joinsMaintenance() ? maintenance : ZERO, ZERO);
  }

  private BigDecimal maintenanceMargin(Order order, Decimal contracts, BigDecimal price) {
    Instrument instrument = instrument(order.instrumentId());
    return maintenance(
        instrument.schedule(),
        notional(instrument, contracts, price),
        coins(instrument, contracts, price));
  }

  private BigDecimal initialMargin(
      Order order, Pocket pocket, Decimal contracts, BigDecimal price) {
    Instrument instrument = instrument(order.instrumentId());
    BigDecimal notional = notional(instrument, contracts, price);
    BigDecimal coins = coins(instrument, contracts, price);
    BigDecimal rate = initialRate(instrument.schedule(), notional, coins)
        .max(over(ONE, leverage(order, pocket, notional, coins)));
    return notional.multiply(rate, DIGITS);
  }

  private BigDecimal closingFee(Order order, Pocket pocket) {
    OrderMargin rule = conventions().orderMargin();
    Instrument instrument = instrument(order.instrumentId());
    BigDecimal notional = orderNotional(order);
    BigDecimal coins =
        coins(instrument, order.quantity().contracts(), n(order.price().value()));
    BigDecimal closed = rule.closingFeeAtBankruptcy()
        ? atBankruptcy(
            instrument,
            order.quantity().isNegative(),
            notional,
            leverage(order, pocket, notional, coins))
        : notional;
    return closed.multiply(n(rule.closingFeeRate()));
  }

  private BigDecimal orderNotional(Order order) {
    return notional(
        instrument(order.instrumentId()),
        order.quantity().contracts(),
        n(order.price().value()));
  }

  private BigDecimal leverage(Order order, Pocket pocket, BigDecimal notional, BigDecimal coins) {
    BigDecimal most = leverageMax(instrument(order.instrumentId()).schedule(), notional, coins);
    Optional<Decimal> ofPosition = legs(pocket, "").stream()
        .flatMap(List::stream)
        .filter(row -> row.instrumentId().equals(order.instrumentId()))
        .map(Position::leverage)
        .flatMap(Optional::stream)
        .findFirst();
    return order.leverage().or(() -> ofPosition).map(set -> n(set).min(most)).orElse(most);
  }

  private static BigDecimal maintenance(
      RateSchedule schedule, BigDecimal notional, BigDecimal coins) {
    if (schedule instanceof MarginalTiers marginal) {
      return slices(marginal.tiers(), notional);
    }
    return notional.multiply(maintenanceRate(schedule, notional, coins), DIGITS);
  }

  /** Each slice of the notional at the rate of its own tier. */
  private static BigDecimal slices(List<Tier> tiers, BigDecimal notional) {
    BigDecimal total = ZERO;
    for (int k = 0; k < tiers.size(); k++) {
      BigDecimal floor = n(tiers.get(k).notionalFloor());
      BigDecimal end =
          k + 1 < tiers.size() ? notional.min(n(tiers.get(k + 1).notionalFloor())) : notional;
      total = total.add(end.subtract(floor).max(ZERO).multiply(n(tiers.get(k).maintenanceRate())));
    }
    return total;
  }

  private static BigDecimal maintenanceRate(
      RateSchedule schedule, BigDecimal notional, BigDecimal coins) {
    if (schedule instanceof TieredSchedule tiered) {
      return n(tier(tiered, notional).maintenanceRate());
    }
    if (schedule instanceof LinearInSize linear) {
      return n(linear.maintenance().base()).add(n(linear.maintenance().slope()).multiply(coins));
    }
    if (schedule instanceof PowerOfNotional power) {
      BigDecimal ratio = over(n(power.maintenanceBase()), n(power.initialBase()));
      BigDecimal grown = ratio.multiply(n(power.initialFactor())).multiply(fourFifths(notional));
      return n(power.maintenanceBase()).max(grown);
    }
    return rootRate(((SquareRootOfSize) schedule).maintenance(), coins);
  }

  private static BigDecimal initialRate(
      RateSchedule schedule, BigDecimal notional, BigDecimal coins) {
    if (schedule instanceof TieredSchedule tiered) {
      return exact(tier(tiered, notional).initialRate().toString());
    }
    if (schedule instanceof LinearInSize linear) {
      return n(linear.initial().base()).add(n(linear.initial().slope()).multiply(coins));
    }
    if (schedule instanceof PowerOfNotional power) {
      return n(power.initialBase()).max(n(power.initialFactor()).multiply(fourFifths(notional)));
    }
    return rootRate(((SquareRootOfSize) schedule).initial(), coins);
  }

  private static BigDecimal leverageMax(
      RateSchedule schedule, BigDecimal notional, BigDecimal coins) {
    return schedule instanceof TieredSchedule tiered
        ? exact(tier(tiered, notional).leverageMax().toString())
        : over(ONE, initialRate(schedule, notional, coins));
  }

  private static BigDecimal rootRate(SquareRootOfSize.RootRate rate, BigDecimal coins) {
    BigDecimal grown = new BigDecimal("0.8")
        .multiply(n(rate.base()))
        .add(n(rate.factor()).multiply(coins.sqrt(DIGITS)));
    return n(rate.base()).max(grown);
  }

  private static Tier tier(TieredSchedule schedule, BigDecimal notional) {
    Tier reached = schedule.tiers().get(0);
    for (Tier tier : schedule.tiers()) {
      if (n(tier.notionalFloor()).compareTo(notional) <= 0) {
        reached = tier;
      }
    }
    return reached;
  }

  /** The power of 0.8: the fifth root of the fourth power, by Newton's method. */
  private static BigDecimal fourFifths(BigDecimal value) {
    if (value.signum() == 0) {
      return ZERO;
    }
    BigDecimal power = value.pow(4, DIGITS);
    BigDecimal root = new BigDecimal(Math.pow(value.doubleValue(), 0.8));
    for (int i = 0; i < 3; i++) {
      root = over(
          root.multiply(BigDecimal.valueOf(4)).add(over(power, root.pow(4, DIGITS))),
          BigDecimal.valueOf(5));
    }
    return root;
  }

  private BigDecimal index(String asset) {
    return asset.equals(rules().quoteCurrency())
        ? ONE
        : n(input.market().indexPrices().get(asset).value());
  }

  private Instrument instrument(String instrumentId) {
    return rules().instruments().get(instrumentId);
  }

  private Conventions conventions() {
    return rules().conventions();
  }

  private RuleSet rules() {
    return input.rules();
  }

  private static BigDecimal sum(List<Position> rows, Function<Position, BigDecimal> figure) {
    return rows.stream().map(figure).reduce(ZERO, BigDecimal::add);
  }

  private static BigDecimal over(BigDecimal dividend, BigDecimal divisor) {
    return dividend.divide(divisor, DIGITS);
  }

  /** Reads the text of a fraction, such as 1/3. */
  private static BigDecimal exact(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new BigDecimal(text)
        : over(new BigDecimal(text.substring(0, slash)), new BigDecimal(text.substring(slash + 1)));
  }

  private static BigDecimal n(Rate rate) {
    return n(rate.fraction());
  }

  private static BigDecimal n(Decimal value) {
    return new BigDecimal(value.toString());
  }
}
