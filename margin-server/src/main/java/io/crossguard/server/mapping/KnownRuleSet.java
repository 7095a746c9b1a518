package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.rules.RuleSet;

/**
 * A rule set that the server knows by name.
 *
 * @param message as its file states it
 * @param rules what is computed with
 */
public record KnownRuleSet(io.crossguard.v1.RuleSet message, RuleSet rules) {
  public KnownRuleSet {
    requireNonNull(message, "message");
    requireNonNull(rules, "rules");
  }

  public String ruleSetId() {
    return rules.ruleSetId();
  }
}
