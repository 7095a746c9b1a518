package io.crossguard.margin.account;

import io.crossguard.margin.value.Require;
import java.util.List;

/**
 * Everything that margin depends on at one venue. A venue that isolates by sub-account is one
 * account a sub-account.
 *
 * @param accountId its name
 * @param balances the cross wallets, each asset once
 * @param positions in any order, which changes no figure
 * @param orders open orders, in any order
 */
public record Account(
    String accountId, List<Balance> balances, List<Position> positions, List<Order> orders) {

  public Account {
    Require.identifier(accountId);
    balances = List.copyOf(balances);
    positions = List.copyOf(positions);
    orders = List.copyOf(orders);
  }

  /** An account without open orders. */
  public Account(String accountId, List<Balance> balances, List<Position> positions) {
    this(accountId, balances, positions, List.of());
  }
}
