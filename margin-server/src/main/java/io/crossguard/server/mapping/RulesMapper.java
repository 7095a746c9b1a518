package io.crossguard.server.mapping;

import java.util.Optional;

/** Reads the rules of a request: sent along, or known to the server by name. */
final class RulesMapper {
  private final KnownRuleSets knownRuleSets;

  RulesMapper(KnownRuleSets knownRuleSets) {
    this.knownRuleSets = knownRuleSets;
  }

  /**
   * @param ruleSetId the name, where the request has one
   * @param ruleSet the rules themselves, where the request has them
   */
  Reading<RulesOrName> fromProto(
      Optional<String> ruleSetId, Optional<io.crossguard.v1.RuleSet> ruleSet, FieldPath request) {
    if (ruleSet.isPresent()) {
      Reading<KnownRuleSet> rules =
          KnownRuleSetMapper.fromProto(ruleSet.get(), request.child("ruleSet"));
      return request.reading(() -> new RulesOrName(Optional.of(rules.get()), ""));
    }
    if (ruleSetId.isEmpty()) {
      return request.child("ruleSetId").violation("must be set, or ruleSet in its place");
    }
    Reading<String> name = IdentifierMapper.fromProto(ruleSetId.get(), request.child("ruleSetId"));
    return request.reading(() -> new RulesOrName(knownRuleSets.find(name.get()), name.get()));
  }

  /**
   * Rules, or the name under which there are none. Malformed fields are reported before an unknown
   * name, so that the name alone does not end the reading.
   *
   * @param rules empty where the name is unknown
   * @param ruleSetId the name that was asked for; empty where the rules came along
   */
  record RulesOrName(Optional<KnownRuleSet> rules, String ruleSetId) {

    /**
     * @throws UnknownRuleSetException if the name is unknown
     */
    KnownRuleSet orThrow() {
      return rules.orElseThrow(() -> new UnknownRuleSetException(ruleSetId));
    }
  }
}
