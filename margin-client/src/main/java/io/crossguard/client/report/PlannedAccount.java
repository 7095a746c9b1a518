package io.crossguard.client.report;

import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.CashFlow;
import io.crossguard.v1.Change;
import io.crossguard.v1.ChangeOutcome;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.Position;
import io.crossguard.v1.PositionMargin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account that a preview of changes ends with, as a request can state it: wallets by the cash
 * flows that the service tells, modes and isolated margins by its last evaluation, quantities by the
 * trades.
 */
final class PlannedAccount {
  private static final String CROSS = "cross";
  // What a request may have behind the point.
  private static final int SCALE_MAX = 18;

  private final Account start;
  private final Map<String, Position> positions = new LinkedHashMap<>();
  private final Map<String, BigDecimal> wallets = new LinkedHashMap<>();

  private PlannedAccount(Account start) {
    this.start = start;
    start.getPositionsList().forEach(position -> positions.put(position.getPositionId(), position));
    start
        .getBalancesList()
        .forEach(balance -> wallets.put(balance.getAsset(), new BigDecimal(balance.getQuantity())));
  }

  /**
   * @param changes what is done
   * @param outcomes what has become of each; at least one, all accepted
   * @return empty where a trade adds to an open position or turns it, which no plan does
   */
  static Optional<Account> of(Account start, List<Change> changes, List<ChangeOutcome> outcomes) {
    PlannedAccount account = new PlannedAccount(start);
    for (Change change : changes) {
      if (!account.apply(change)) {
        return Optional.empty();
      }
    }
    outcomes.forEach(outcome -> outcome.getCashFlowsList().forEach(account::apply));
    return Optional.of(account.as(outcomes.get(outcomes.size() - 1).getAfter()));
  }

  private boolean apply(Change change) {
    if (change.hasSetLeverage()) {
      Change.SetLeverage leverage = change.getSetLeverage();
      positions.computeIfPresent(
          leverage.getPositionId(),
          (id, position) ->
              position.toBuilder().setLeverage(leverage.getLeverage()).build());
    }
    return !change.hasTrade() || apply(change.getTrade());
  }

  private boolean apply(Change.Trade trade) {
    Position open = positions.get(trade.getPositionId());
    if (open == null) {
      positions.put(trade.getPositionId(), opened(trade));
      return true;
    }
    BigDecimal held = new BigDecimal(open.getQuantity());
    BigDecimal left = held.add(new BigDecimal(trade.getQuantity()));
    if (left.signum() == 0) {
      positions.remove(trade.getPositionId());
      return true;
    }
    positions.put(
        trade.getPositionId(),
        open.toBuilder().setQuantity(left.toPlainString()).build());
    return left.signum() == held.signum() && left.abs().compareTo(held.abs()) < 0;
  }

  private static Position opened(Change.Trade trade) {
    return Position.newBuilder()
        .setPositionId(trade.getPositionId())
        .setInstrumentId(trade.getInstrumentId())
        .setQuantity(trade.getQuantity())
        .setEntryPrice(trade.getPrice())
        .setLeverage(trade.getLeverage())
        .build();
  }

  private void apply(CashFlow flow) {
    if (flow.getWhy() == CashFlow.Why.UNREALIZED_PNL) {
      return;
    }
    BigDecimal amount = new BigDecimal(flow.getAmount());
    if (isCross(flow.getToScopeId())) {
      wallets.merge(flow.getAsset(), amount, BigDecimal::add);
    }
    if (isCross(flow.getFromScopeId())) {
      wallets.merge(flow.getAsset(), amount.negate(), BigDecimal::add);
    }
  }

  private static boolean isCross(String scopeId) {
    return scopeId.equals(CROSS) || scopeId.startsWith(CROSS + ":");
  }

  private Account as(EvaluateMarginResponse after) {
    Account.Builder account = start.toBuilder().clearPositions().clearBalances();
    wallets.forEach((asset, quantity) ->
        account.addBalances(Balance.newBuilder().setAsset(asset).setQuantity(plain(quantity))));
    for (PositionMargin margin : after.getPositionsList()) {
      Position.Builder position =
          positions.getOrDefault(margin.getPositionId(), Position.getDefaultInstance()).toBuilder();
      if (isCross(margin.getScopeId())) {
        position.setCross(Position.Cross.getDefaultInstance());
      } else {
        position.setIsolated(
            Position.Isolated.newBuilder().setMargin(wallet(after, margin.getScopeId())));
      }
      account.addPositions(position);
    }
    return account.build();
  }

  private static String wallet(EvaluateMarginResponse after, String scopeId) {
    return after.getScopesList().stream()
        .filter(scope -> scope.getScopeId().equals(scopeId))
        .map(MarginScope::getWalletBalance)
        .map(BigDecimal::new)
        .map(PlannedAccount::plain)
        .findFirst()
        .orElse("");
  }

  private static String plain(BigDecimal value) {
    return value
        .setScale(Math.min(Math.max(value.scale(), 0), SCALE_MAX), RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
