package io.crossguard.advisor.backtest;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.simulation.LiquidationSimulator;
import io.crossguard.margin.simulation.ScopeLiquidation;
import io.crossguard.margin.simulation.SimulatedLiquidation;
import io.crossguard.margin.value.Decimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries one account through one window, hour by hour, and liquidates what falls. */
final class WindowReplay {
  // The experiment has two positions, and each step closes one.
  private static final int STEP_LIMIT = 2;

  private final LiquidationSimulator simulator = new LiquidationSimulator();
  private final WindowPrices prices;

  // What is left of the margins of liquidated isolated positions: the owner's, and at no risk.
  private Decimal released = Decimal.ZERO;
  private Optional<Duration> betLiquidatedAfter = Optional.empty();
  private boolean hedgePoolFell;
  private boolean hedgeClosed;

  private WindowReplay(WindowPrices prices) {
    this.prices = prices;
  }

  /**
   * @param account as it stands after the changes that the rule asked for
   */
  static Outcome run(
      ModeRule rule, ResolvedAccount account, boolean isRefused, WindowPrices prices) {
    WindowReplay replay = new WindowReplay(prices);
    Decimal endEquity = replay.endEquity(account);
    return new Outcome(
        rule,
        endEquity,
        replay.betLiquidatedAfter,
        replay.hedgePoolFell,
        replay.hedgeClosed,
        isRefused);
  }

  private Decimal endEquity(ResolvedAccount start) {
    FallSearch search = new FallSearch(prices);
    ResolvedAccount account = start;
    Optional<Integer> fall = search.firstFall(account, 0);
    while (fall.isPresent()) {
      int hour = fall.get();
      ResolvedAccount falling = FallSearch.at(account, search.fallingMarket(account, hour));
      SimulatedLiquidation liquidation =
          simulator.simulate(falling, BookAndBet.LIQUIDATION, STEP_LIMIT);
      note(falling, liquidation, hour);
      account = withDebtRepaid(liquidation.after());
      fall = search.firstFall(account, hour + 1);
    }
    ResolvedAccount end = FallSearch.at(account, prices.end());
    return new MarginEngine().evaluateMargin(end).totals().equity().amount().plus(released);
  }

  private void note(ResolvedAccount before, SimulatedLiquidation liquidation, int hour) {
    Set<String> closed = positionIds(before.account());
    closed.removeAll(positionIds(liquidation.after().account()));
    for (int i = 0; i < before.scopes().size(); i++) {
      ScopeLiquidation ofScope = liquidation.scopes().get(i);
      if (!ofScope.steps().isEmpty()) {
        note(before.scopes().get(i), ofScope, closed);
      }
    }
    hedgeClosed |= closed.contains(BookAndBet.HEDGE);
    if (closed.contains(BookAndBet.BET)) {
      betLiquidatedAfter = Optional.of(PriceSeries.HOUR.multipliedBy(hour + 1L));
    }
  }

  private void note(MarginScope scope, ScopeLiquidation liquidation, Set<String> closed) {
    Set<String> held = new HashSet<>();
    scope.legs().forEach(leg -> leg.rows().forEach(row -> held.add(row.positionId())));
    hedgePoolFell |= held.contains(BookAndBet.HEDGE);
    if (scope.kind() == ScopeKind.ISOLATED && closed.containsAll(held)) {
      released = released.plus(liquidation.marginBalance().atLeastZero().amount());
    }
  }

  /** A pool with a debt and no position left has its coins sold, at the price of the hour. */
  private static ResolvedAccount withDebtRepaid(ResolvedAccount account) {
    Account held = account.account();
    boolean hasDebt = held.balances().stream().anyMatch(b -> b.quantity().isNegative());
    if (!hasDebt || held.positions().stream().anyMatch(Position::isCross)) {
      return account;
    }
    Decimal cash = held.balances().stream()
        .map(balance -> balance.quantity().times(account.index(balance.asset()).value()))
        .reduce(Decimal.ZERO, Decimal::plus);
    List<Balance> balances = List.of(new Balance(BookAndBet.CASH, cash));
    return ResolvedAccount.of(
        new Account(held.accountId(), balances, held.positions()),
        account.market(),
        account.rules());
  }

  private static Set<String> positionIds(Account account) {
    Set<String> ids = new HashSet<>();
    account.positions().forEach(position -> ids.add(position.positionId()));
    return ids;
  }
}
