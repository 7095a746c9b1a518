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
 */
public record Account(String accountId, List<Balance> balances, List<Position> positions) {
  public Account {
    Require.identifier(accountId);
    balances = List.copyOf(balances);
    positions = List.copyOf(positions);
  }
}
