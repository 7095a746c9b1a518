package io.crossguard.server.monitor;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.market.MarketSnapshot;
import java.util.List;

/**
 * What has changed about watched accounts, all at one instant.
 *
 * @param prices prices that are new; those that it lacks stay
 * @param accounts accounts that are new or take the place of that of the same name
 * @param removedAccountIds accounts that are no longer watched
 * @param deltas parts of accounts
 */
public record MonitorUpdate(
    MarketSnapshot prices,
    List<Account> accounts,
    List<String> removedAccountIds,
    List<AccountDelta> deltas) {

  public MonitorUpdate {
    requireNonNull(prices, "prices");
    accounts = List.copyOf(accounts);
    removedAccountIds = List.copyOf(removedAccountIds);
    deltas = List.copyOf(deltas);
  }
}
