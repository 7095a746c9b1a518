package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the open orders of one settlement asset require; reduce-only orders nothing.
 *
 * <pre>
 *   WORST_SIDE  requirement(max(|q + buys|, |q − sells|)) − requirement(|q|), an instrument
 *   COST        N × max(1/leverage, initialRate) + |Δq|·c·max(0, side × (price − M)) + fees, an order
 *   FILLED      N × max(1/leverage, initialRate), an order; its maintenance margin and closing fee
 *               join the maintenance margin, its opening fee leaves the balances
 *   DEARER_SIDE max(Σ COST of buys, Σ COST of sells), an instrument; free are the first max(0, −q)
 *               contracts of its buys, dearest first, and max(0, q) of its sells, cheapest first
 * </pre>
 *
 * N is the order's notional at its price. Requirements are at the mark.
 */
final class OrderCalculator {
  private final OrderMargin rule;
  private final List<Leg> legs;

  OrderCalculator(OrderMargin rule, List<Leg> legs) {
    this.rule = rule;
    this.legs = legs;
  }

  OrderRequirement requirement(List<PricedOrder> orders) {
    if (orders.isEmpty()) {
      return OrderRequirement.NONE;
    }
    List<PricedOrder> opening =
        orders.stream().filter(order -> !order.order().isReduceOnly()).toList();
    return switch (rule.kind()) {
      case NONE -> OrderRequirement.NONE;
      case WORST_SIDE -> ofInstruments(opening, this::worstSide);
      case DEARER_SIDE -> ofInstruments(opening, this::dearerSide);
      case COST ->
        opening.stream()
            .map(order -> joined(cost(order)))
            .reduce(OrderRequirement.NONE, OrderRequirement::plus);
      case FILLED ->
        opening.stream().map(this::filled).reduce(OrderRequirement.NONE, OrderRequirement::plus);
    };
  }

  private static OrderRequirement ofInstruments(
      List<PricedOrder> orders, Function<List<PricedOrder>, OrderRequirement> rule) {
    Map<String, List<PricedOrder>> byInstrument = new LinkedHashMap<>();
    for (PricedOrder order : orders) {
      byInstrument
          .computeIfAbsent(order.instrument().instrumentId(), id -> new ArrayList<>())
          .add(order);
    }
    return byInstrument.values().stream()
        .map(rule)
        .reduce(OrderRequirement.NONE, OrderRequirement::plus);
  }

  private OrderRequirement worstSide(List<PricedOrder> orders) {
    PricedOrder first = orders.get(0);
    Decimal held = held(first.instrument());
    Decimal bought = held.plus(sum(orders, false));
    Decimal sold = held.plus(sum(orders, true));
    Decimal worst = bought.abs().max(sold.abs()).max(held.abs());
    Fraction initial = initialMargin(first, worst).minus(initialMargin(first, held.abs()));
    Fraction maintenance =
        maintenanceMargin(first, worst).minus(maintenanceMargin(first, held.abs()));
    return new OrderRequirement(
        initial, rule.joinsMaintenance() ? maintenance : Fraction.ZERO, Fraction.ZERO);
  }

  private OrderRequirement dearerSide(List<PricedOrder> orders) {
    Decimal held = held(orders.get(0).instrument());
    Comparator<PricedOrder> cheapestFirst =
        Comparator.comparing((PricedOrder order) -> order.order().price());
    return joined(costBeyond(held.negated(), side(orders, false, cheapestFirst.reversed()))
        .max(costBeyond(held, side(orders, true, cheapestFirst))));
  }

  /** The orders of one side, the first to trade first; identifiers decide between equal prices. */
  private static List<PricedOrder> side(
      List<PricedOrder> orders, boolean sells, Comparator<PricedOrder> firstToTrade) {
    return orders.stream()
        .filter(order -> order.order().quantity().isNegative() == sells)
        .sorted(firstToTrade.thenComparing(order -> order.order().orderId()))
        .toList();
  }

  /** What orders of one side cost but for their first {@code closing} contracts. */
  private Fraction costBeyond(Decimal closing, List<PricedOrder> orders) {
    Fraction cost = Fraction.ZERO;
    Decimal free = closing.max(Decimal.ZERO);
    for (PricedOrder order : orders) {
      Quantity ordered = order.order().quantity();
      Decimal opened = ordered.contracts().abs().minus(free);
      free = opened.negated().max(Decimal.ZERO);
      if (opened.isPositive()) {
        Quantity opening = new Quantity(ordered.isNegative() ? opened.negated() : opened);
        cost = cost.plus(cost(order.withQuantity(opening)));
      }
    }
    return cost;
  }

  /** Contracts held of an instrument, both sides netted. */
  private Decimal held(Instrument instrument) {
    return legs.stream()
        .filter(leg -> leg.instrument().equals(instrument))
        .map(leg -> leg.quantity().contracts())
        .reduce(Decimal.ZERO, Decimal::plus);
  }

  private static Decimal sum(List<PricedOrder> orders, boolean sells) {
    return orders.stream()
        .map(order -> order.order().quantity())
        .filter(quantity -> quantity.isNegative() == sells)
        .map(Quantity::contracts)
        .reduce(Decimal.ZERO, Decimal::plus);
  }

  private Fraction initialMargin(PricedOrder order, Decimal contracts) {
    return initialMargin(order, contracts, order.markPrice());
  }

  private Fraction initialMargin(PricedOrder order, Decimal contracts, Price price) {
    Instrument instrument = order.instrument();
    Fraction notional = notional(instrument, contracts, price);
    RateSchedule.Limits limits =
        instrument.schedule().limits(notional, size(instrument, contracts, price));
    return limits.initialMargin(notional, leverage(order, limits));
  }

  private static Fraction maintenanceMargin(PricedOrder order, Decimal contracts) {
    return maintenanceMargin(order, contracts, order.markPrice());
  }

  private static Fraction maintenanceMargin(PricedOrder order, Decimal contracts, Price price) {
    Instrument instrument = order.instrument();
    return instrument
        .schedule()
        .maintenanceMargin(
            notional(instrument, contracts, price), size(instrument, contracts, price));
  }

  private Fraction cost(PricedOrder order) {
    Decimal contracts = order.order().quantity().contracts().abs();
    return initialMargin(order, contracts, order.order().price())
        .plus(immediateLoss(order))
        .plus(openingFee(order))
        .plus(closingFee(order));
  }

  /** What a fill at the order's price loses against the mark at once. */
  private static Fraction immediateLoss(PricedOrder order) {
    Instrument instrument = order.instrument();
    return instrument
        .unrealizedPnl(order.order().quantity(), order.order().price(), order.markPrice())
        .negated()
        .max(Fraction.ZERO);
  }

  private OrderRequirement joined(Fraction orderMargin) {
    return new OrderRequirement(
        orderMargin, rule.joinsMaintenance() ? orderMargin : Fraction.ZERO, Fraction.ZERO);
  }

  private OrderRequirement filled(PricedOrder order) {
    Decimal contracts = order.order().quantity().contracts().abs();
    Price price = order.order().price();
    return new OrderRequirement(
        initialMargin(order, contracts, price),
        maintenanceMargin(order, contracts, price).plus(closingFee(order)),
        openingFee(order));
  }

  private Fraction openingFee(PricedOrder order) {
    return orderNotional(order).times(rule.openingFeeRate().fraction());
  }

  private Fraction closingFee(PricedOrder order) {
    Fraction notional = orderNotional(order);
    if (rule.closingFeeAtBankruptcy()) {
      Instrument instrument = order.instrument();
      Fraction size = size(
          instrument, order.order().quantity().contracts().abs(), order.order().price());
      notional = instrument
          .payoff()
          .bankruptcyNotional(
              order.order().quantity(),
              instrument.multiplier(),
              order.order().price(),
              leverage(order, instrument.schedule().limits(notional, size)));
    }
    return notional.times(rule.closingFeeRate().fraction());
  }

  private static Fraction orderNotional(PricedOrder order) {
    return notional(
        order.instrument(), order.order().quantity().contracts(), order.order().price());
  }

  private Fraction leverage(PricedOrder order, RateSchedule.Limits limits) {
    return limits.leverage(order.order().leverage().or(() -> leverageOfPosition(order)));
  }

  private Optional<Decimal> leverageOfPosition(PricedOrder order) {
    return legs.stream()
        .filter(leg -> leg.instrument().equals(order.instrument()))
        .flatMap(leg -> leg.rows().stream())
        .map(Position::leverage)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Fraction notional(Instrument instrument, Decimal contracts, Price price) {
    return instrument.payoff().notional(new Quantity(contracts), instrument.multiplier(), price);
  }

  private static Fraction size(Instrument instrument, Decimal contracts, Price price) {
    Payoff payoff = instrument.payoff();
    return payoff
        .sizeLine(new Quantity(contracts), instrument.multiplier())
        .at(payoff.priceVariable(price));
  }
}
