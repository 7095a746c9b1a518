package io.crossguard.margin.simulation;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.PricedOrder;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A scope in the course of its liquidation. The wallet of an isolated scope is the margin that is
 * left, and may be negative once its position is closed.
 *
 * @param scope as it stands now
 */
record SimulatedScope(MarginScope scope) {

  /** Its figures and verdict. */
  ScopeMargin margin() {
    return scope.margin();
  }

  /** The positions that are left. */
  List<OpenPosition> positions() {
    List<OpenPosition> positions = new ArrayList<>();
    for (ScopeAsset asset : scope.assets()) {
      for (Leg leg : asset.legs()) {
        leg.rows().forEach(row -> positions.add(new OpenPosition(asset, leg, row)));
      }
    }
    return positions;
  }

  /** The scope without some of its orders; itself where none of them is its own. */
  SimulatedScope withoutOrders(Set<String> orderIds) {
    boolean holdsNone = scope.assets().stream()
        .flatMap(asset -> asset.orders().stream())
        .noneMatch(order -> orderIds.contains(order.order().orderId()));
    return holdsNone
        ? this
        : withAssets(asset -> new ScopeAsset(
            asset.rules(),
            asset.wallet(),
            asset.index(),
            asset.unitPrice(),
            asset.legs(),
            without(asset.orders(), orderIds)));
  }

  private static List<PricedOrder> without(List<PricedOrder> orders, Set<String> orderIds) {
    return orders.stream()
        .filter(order -> !orderIds.contains(order.order().orderId()))
        .toList();
  }

  /** The scope after an amount was paid into the wallet that a position settles in. */
  SimulatedScope afterPayment(OpenPosition position, Decimal amount) {
    return withAsset(position, amount, UnaryOperator.identity());
  }

  /**
   * The scope after a part of a position was closed.
   *
   * @param contracts how much of it; positive, at most all
   * @param realizedPnl what that pays into the wallet; signed
   */
  SimulatedScope afterClosing(OpenPosition position, Decimal contracts, Decimal realizedPnl) {
    return withAsset(position, realizedPnl, legs -> {
      List<Leg> left = new ArrayList<>();
      for (Leg leg : legs) {
        if (leg.equals(position.leg())) {
          reduced(position, contracts).ifPresent(left::add);
        } else {
          left.add(leg);
        }
      }
      return left;
    });
  }

  /** The leg of a position without a part of it; absent where no row is left. */
  private Optional<Leg> reduced(OpenPosition position, Decimal contracts) {
    Decimal left = position.contracts().minus(contracts);
    List<Position> rows = new ArrayList<>();
    for (Position row : position.leg().rows()) {
      if (!row.positionId().equals(position.positionId())) {
        rows.add(row);
      } else if (left.isPositive()) {
        rows.add(row.withQuantity(position.signed(left)));
      }
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(position.leg().withRows(rows));
  }

  private SimulatedScope withAsset(
      OpenPosition position, Decimal paid, UnaryOperator<List<Leg>> change) {
    return withAssets(asset -> asset.asset().equals(position.asset().asset())
        ? new ScopeAsset(
            asset.rules(),
            asset.wallet().plus(paid),
            asset.index(),
            asset.unitPrice(),
            change.apply(asset.legs()),
            asset.orders())
        : asset);
  }

  private SimulatedScope withAssets(UnaryOperator<ScopeAsset> change) {
    return new SimulatedScope(
        scope.withAssets(scope.assets().stream().map(change).toList()));
  }
}
