package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.v1.RuleSetReference;

/**
 * An account whose liquidation is to be simulated.
 *
 * @param account with its prices and rules
 * @param ruleSet how the answer names the rules
 * @param policy how scopes are liquidated
 * @param stepLimit most closings of one scope
 * @param isFull whether liquidation prices, distances and exposures are asked for
 */
public record SimulationRequest(
    ResolvedAccount account,
    RuleSetReference ruleSet,
    LiquidationPolicy policy,
    int stepLimit,
    boolean isFull) {
  public SimulationRequest {
    requireNonNull(account, "account");
    requireNonNull(ruleSet, "ruleSet");
    requireNonNull(policy, "policy");
  }
}
