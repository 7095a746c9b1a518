package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ResolvedAccount;

/**
 * What a caller wants to know of one account.
 *
 * @param account with its prices and rules
 * @param isFull whether liquidation prices, distances and exposures are asked for
 */
public record MarginRequest(ResolvedAccount account, boolean isFull) {
  public MarginRequest {
    requireNonNull(account, "account");
  }
}
