package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.rules.RuleSet;

/**
 * A rule set: from a file of the server, or sent along with a request.
 *
 * @param message as it was stated
 * @param rules what is computed with
 * @param venue how margin modes work at the venue
 */
public record KnownRuleSet(
    io.crossguard.v1.RuleSet message, RuleSet rules, VenueCapabilities venue) {
  public KnownRuleSet {
    requireNonNull(message, "message");
    requireNonNull(rules, "rules");
    requireNonNull(venue, "venue");
  }

  public String ruleSetId() {
    return rules.ruleSetId();
  }
}
