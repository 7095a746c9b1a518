package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.v1.RuleSetReference;

/**
 * What a caller wants to know of one account.
 *
 * @param account with its prices and rules
 * @param ruleSet how the answer names the rules
 * @param isFull whether liquidation prices, distances and exposures are asked for
 */
public record MarginRequest(ResolvedAccount account, RuleSetReference ruleSet, boolean isFull) {
  public MarginRequest {
    requireNonNull(account, "account");
    requireNonNull(ruleSet, "ruleSet");
  }
}
