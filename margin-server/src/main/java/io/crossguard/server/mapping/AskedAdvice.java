package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.AdviceRequest;
import io.crossguard.v1.RuleSetReference;

/**
 * What a caller wants to know of the advisor.
 *
 * @param request what the advisor reads
 * @param ruleSet how the answer names the rules
 */
public record AskedAdvice(AdviceRequest request, RuleSetReference ruleSet) {
  public AskedAdvice {
    requireNonNull(request, "request");
    requireNonNull(ruleSet, "ruleSet");
  }
}
