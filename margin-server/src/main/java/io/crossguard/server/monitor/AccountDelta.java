package io.crossguard.server.monitor;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import java.util.List;

/**
 * Parts of an account that have changed, each row as it is now.
 *
 * @param accountId the account
 * @param balances wallets that are new or take the place of that of the same asset
 * @param removedAssets assets whose wallets are gone
 * @param positions positions that are new or take the place of that of the same id
 * @param removedPositionIds positions that are closed
 * @param orders orders that are new or take the place of that of the same id
 * @param removedOrderIds orders that are gone
 */
public record AccountDelta(
    String accountId,
    List<Balance> balances,
    List<String> removedAssets,
    List<Position> positions,
    List<String> removedPositionIds,
    List<Order> orders,
    List<String> removedOrderIds) {

  public AccountDelta {
    requireNonNull(accountId, "accountId");
    balances = List.copyOf(balances);
    removedAssets = List.copyOf(removedAssets);
    positions = List.copyOf(positions);
    removedPositionIds = List.copyOf(removedPositionIds);
    orders = List.copyOf(orders);
    removedOrderIds = List.copyOf(removedOrderIds);
  }
}
