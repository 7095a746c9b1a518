package io.crossguard.margin.simulation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Leg;
import io.crossguard.margin.evaluation.MarginEvaluator;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.LiquidationPolicy.CancelledOrders;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Liquidates every scope of an account that doesn't stand, at the prices of its market.
 *
 * <pre>
 *   cancel orders; a scope that stands without them is RESTORED
 *   net opposite rows of one instrument, where the policy says so
 *   until the stop condition is met or nothing is left:
 *     evaluate afresh, choose a position, close a portion of it at a price, pay the fee
 * </pre>
 *
 * Each scope is liquidated by itself: a closing moves money in no other. Only a cancelled order may
 * free margin elsewhere, where the policy cancels more than the scope's own. An isolated position
 * never costs more than its margin; a part of it whose loss exceeds the margin is closed with the
 * rest.
 */
public final class LiquidationSimulator {
  private final MarginEvaluator evaluator = new MarginEvaluator();

  /**
   * @param stepLimit most closings of one scope; at least 1
   * @throws IllegalArgumentException if the step limit is below 1
   */
  public SimulatedLiquidation simulate(
      ResolvedAccount account, LiquidationPolicy policy, int stepLimit) {
    return simulate(account, policy, stepLimit, () -> {});
  }

  /**
   * @param stepLimit most closings of one scope; at least 1
   * @param beforeEach runs before each closing; what it throws ends the simulation
   * @throws IllegalArgumentException if the step limit is below 1
   */
  public SimulatedLiquidation simulate(
      ResolvedAccount account, LiquidationPolicy policy, int stepLimit, Runnable beforeEach) {
    Require.that(stepLimit >= 1, "the step limit must be at least 1");
    List<ScopeLiquidation> liquidations = new ArrayList<>();
    List<MarginScope> after = new ArrayList<>();
    Set<String> cancelled = new HashSet<>();
    for (MarginScope given : account.scopes()) {
      SimulatedScope scope = new SimulatedScope(given).withoutOrders(cancelled);
      if (scope.margin().status().stands()) {
        liquidations.add(new ScopeLiquidation(
            given.scopeId(),
            new LiquidationOutcome.NotLiquidatable(),
            List.of(),
            List.of(),
            scope.margin().marginBalance()));
        after.add(given);
        continue;
      }
      List<String> orderIds = cancelledBy(given, account.account(), policy, cancelled);
      cancelled.addAll(orderIds);
      ScopeLiquidator liquidator =
          new ScopeLiquidator(policy, stepLimit, scope.withoutOrders(cancelled), beforeEach);
      LiquidationOutcome outcome = liquidator.liquidate();
      liquidations.add(new ScopeLiquidation(
          given.scopeId(),
          outcome,
          orderIds,
          liquidator.steps(),
          liquidator.scope().margin().marginBalance()));
      after.add(liquidator.scope().scope());
    }
    ResolvedAccount resolved =
        ResolvedAccount.of(merged(account, after, cancelled), account.market(), account.rules());
    return new SimulatedLiquidation(liquidations, resolved, evaluator.evaluate(resolved));
  }

  /** The orders that the liquidation of a scope cancels and that are still open. */
  private static List<String> cancelledBy(
      MarginScope scope, Account account, LiquidationPolicy policy, Set<String> cancelled) {
    Set<String> own = new HashSet<>();
    Set<String> instruments = new HashSet<>();
    for (ScopeAsset asset : scope.assets()) {
      asset.orders().forEach(order -> own.add(order.order().orderId()));
      asset.legs().forEach(leg -> instruments.add(leg.instrument().instrumentId()));
    }
    boolean all = policy.cancelledOrders() == CancelledOrders.ALL;
    boolean ofInstrument = policy.cancelledOrders() == CancelledOrders.INSTRUMENT;
    return account.orders().stream()
        .filter(order -> !cancelled.contains(order.orderId()))
        .filter(order -> all
            || own.contains(order.orderId())
            || (ofInstrument && instruments.contains(order.instrumentId())))
        .map(Order::orderId)
        .toList();
  }

  /** The account that the scopes are the division of. */
  private static Account merged(
      ResolvedAccount account, List<MarginScope> scopes, Set<String> cancelled) {
    Map<String, Position> rows = new HashMap<>();
    Map<String, Decimal> wallets = new LinkedHashMap<>();
    for (MarginScope scope : scopes) {
      for (ScopeAsset asset : scope.assets()) {
        if (scope.kind() == ScopeKind.CROSS) {
          wallets.put(asset.asset(), asset.wallet());
        }
        for (Leg leg : asset.legs()) {
          leg.rows().forEach(row -> rows.put(row.positionId(), withMargin(row, asset.wallet())));
        }
      }
    }
    Account given = account.account();
    return new Account(
        given.accountId(),
        balances(given, wallets),
        given.positions().stream()
            .flatMap(position -> Optional.ofNullable(rows.get(position.positionId())).stream())
            .toList(),
        given.orders().stream()
            .filter(order -> !cancelled.contains(order.orderId()))
            .toList());
  }

  private static Position withMargin(Position row, Decimal wallet) {
    return row.isCross() ? row : row.withMode(new MarginMode.Isolated(wallet));
  }

  /** The balances as given, with what their wallets hold now, and those that have come to be. */
  private static List<Balance> balances(Account given, Map<String, Decimal> wallets) {
    List<Balance> balances = new ArrayList<>();
    for (Balance balance : given.balances()) {
      Decimal wallet = wallets.remove(balance.asset());
      balances.add(wallet == null ? balance : new Balance(balance.asset(), wallet));
    }
    wallets.forEach((asset, wallet) -> {
      if (!wallet.isZero()) {
        balances.add(new Balance(asset, wallet));
      }
    });
    return balances;
  }
}
