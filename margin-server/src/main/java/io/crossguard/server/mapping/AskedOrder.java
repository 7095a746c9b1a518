package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.order.OrderRequest;
import io.crossguard.v1.RuleSetReference;

/**
 * A trade that a caller wants to know the mode of.
 *
 * @param request what the advisor reads
 * @param ruleSet how the answer names the rules
 */
public record AskedOrder(OrderRequest request, RuleSetReference ruleSet) {
  public AskedOrder {
    requireNonNull(request, "request");
    requireNonNull(ruleSet, "ruleSet");
  }
}
