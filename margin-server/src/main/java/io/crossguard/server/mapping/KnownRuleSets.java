package io.crossguard.server.mapping;

import java.util.Optional;

/** Finds the rule set that a request names. */
@FunctionalInterface
public interface KnownRuleSets {

  /** The rule set of that name; empty where the server does not know it. */
  Optional<KnownRuleSet> find(String ruleSetId);
}
