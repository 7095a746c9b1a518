package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules ask of positions that stand alone, as the margin engine says it. With the assigned
 * margin m, the unrealized P&amp;L U that moves along and the weights of the rules:
 *
 * <pre>
 *   least equity = U + max(0, IM − U weighted, MM·trigger − U weighted, what the release formula asks)
 * </pre>
 *
 * by default IM + max(U, 0). A position that is opened anew has its entry at the mark, so no U.
 */
final class LeastMargins {
  private static final Least NOTHING = new Least(Decimal.ZERO, Decimal.ZERO, Decimal.ZERO);

  private final Portfolio portfolio;
  private final List<Position> alone = new ArrayList<>();
  private final Map<String, Least> least = new HashMap<>();

  /**
   * Amounts in the settlement asset.
   *
   * @param initialMargin what it requires to be opened
   * @param maintenanceMargin what it requires to stay open
   * @param equity the isolated equity that it needs at least
   */
  record Least(Decimal initialMargin, Decimal maintenanceMargin, Decimal equity) {}

  LeastMargins(Portfolio portfolio) {
    this.portfolio = portfolio;
  }

  /** Adds a position, or a part of one, of which nothing has been asked yet. */
  void add(Position position, Quantity part, boolean carriesPnl) {
    Price mark = portfolio.account().market().markPrice(position.instrumentId()).orElseThrow();
    alone.add(new Position(
        position.positionId(),
        position.instrumentId(),
        part,
        carriesPnl ? position.entryPrice() : mark,
        position.leverage(),
        new MarginMode.Isolated(Decimal.ZERO)));
  }

  /** Nothing is asked of a position that was not added. */
  Least of(String positionId) {
    if (least.isEmpty() && !alone.isEmpty()) {
      calculate();
    }
    return least.getOrDefault(MarginScope.isolatedId(positionId), NOTHING);
  }

  private void calculate() {
    ResolvedAccount account = portfolio.account();
    ResolvedAccount apart = ResolvedAccount.of(
        new Account(account.account().accountId(), List.of(), alone),
        account.market(),
        account.rules());
    for (MarginScope scope : apart.scopes()) {
      least.put(scope.scopeId(), least(scope));
    }
  }

  private static Least least(MarginScope scope) {
    ScopeMargin margin = scope.margin();
    Money none = Money.zero(scope.unit());
    Decimal trigger = scope.conventions().liquidationTrigger().fraction();
    Money excess = scope
        .conventions()
        .release()
        .excess(
            none,
            margin.unrealizedPnl(),
            new Money(scope.figures().notional().rounded(), scope.unit()),
            margin.initialMargin(),
            margin.maintenanceMargin());
    Money assigned = none.max(margin.initialMargin().minus(margin.initialMarginBalance()))
        .max(margin.maintenanceMargin().times(trigger).minus(margin.marginBalance()))
        .max(excess.negated());
    return new Least(
        margin.initialMargin().amount(),
        margin.maintenanceMargin().amount(),
        assigned.plus(margin.unrealizedPnl()).amount());
  }
}
