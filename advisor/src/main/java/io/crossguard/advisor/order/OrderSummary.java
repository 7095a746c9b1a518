package io.crossguard.advisor.order;

import static io.crossguard.advisor.classification.Figures.number;
import static io.crossguard.advisor.classification.Figures.percent;

import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;
import java.util.stream.Collectors;

/** The advice on an order in one sentence. */
final class OrderSummary {
  private OrderSummary() {}

  static String of(OrderCase order, OrderAction action, OrderParts parts, OrderEffect effect) {
    String closing = parts.closedQuantity().isZero()
        ? ""
        : "Close " + contracts(parts.closedQuantity()) + " of "
            + order.netted().reduced().orElseThrow().positionId() + "; ";
    return switch (action) {
      case REDUCE_ONLY -> closing + "that needs no margin mode" + worstCase(effect) + ".";
      case DO_NOT_OPEN ->
        closing + (closing.isEmpty() ? "Do not open " : "do not open ") + asked(order)
            + worstCase(effect) + ".";
      case NO_RECOMMENDATION ->
        "No margin mode is recommended for " + asked(order) + ": market data is missing.";
      default ->
        closing + (closing.isEmpty() ? "Open " : "open ") + openings(parts) + probability(parts)
            + worstCase(effect) + ".";
    };
  }

  private static String asked(OrderCase order) {
    Quantity asked = order.asked().isZero() ? order.netted().closed() : order.asked();
    return contracts(asked) + " " + order.instrument().instrumentId() + side(asked);
  }

  private static String openings(OrderParts parts) {
    return parts.openings().stream()
        .map(OrderSummary::opening)
        .collect(Collectors.joining(" and "));
  }

  private static String opening(OrderOpening opening) {
    String what =
        contracts(opening.quantity()) + " " + opening.instrumentId() + side(opening.quantity());
    String margin = opening.margin().map(m -> " with " + text(m)).orElse("");
    return switch (opening.place()) {
      case CROSS -> what + " in cross margin";
      case ISOLATED -> what + " isolated" + margin;
      case SUB_ACCOUNT -> what + " in a sub-account" + margin;
    };
  }

  private static String probability(OrderParts parts) {
    return parts
        .margin()
        .map(margin -> ", lost with a probability of " + percent(margin.liquidationProbability()))
        .orElse("");
  }

  private static String worstCase(OrderEffect effect) {
    Optional<Money> before = effect.before().account().worstCaseLoss();
    Optional<Money> after = effect.after().flatMap(outlook -> outlook.account().worstCaseLoss());
    if (before.isEmpty() || after.isEmpty()) {
      return "";
    }
    String inCross = effect
        .inCross()
        .flatMap(outlook -> outlook.account().worstCaseLoss())
        .map(loss -> ", " + number(loss.amount()) + " with all of it in cross margin")
        .orElse("");
    return "; the worst case costs " + text(before.get()) + " today" + inCross + " and "
        + number(after.get().amount()) + " as advised";
  }

  private static String contracts(Quantity quantity) {
    return quantity.contracts().abs().toString();
  }

  private static String side(Quantity quantity) {
    return quantity.contracts().isNegative() ? " short" : "";
  }

  private static String text(Money amount) {
    return number(amount.amount()) + " " + amount.asset();
  }
}
