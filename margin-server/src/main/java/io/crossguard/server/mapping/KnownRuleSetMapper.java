package io.crossguard.server.mapping;

import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.rules.RuleSet;

/** Reads a rule set with the capabilities of its venue. */
final class KnownRuleSetMapper {
  private KnownRuleSetMapper() {}

  static Reading<KnownRuleSet> fromProto(io.crossguard.v1.RuleSet message, FieldPath field) {
    Reading<RuleSet> rules = RuleSetMapper.fromProto(message, field);
    Reading<VenueCapabilities> venue = VenueCapabilitiesMapper.fromProto(
        message.getVenueCapabilities(), field.child("venueCapabilities"));
    return field.reading(() -> new KnownRuleSet(
        message,
        rules.get(),
        venue.get().within(rules.get().conventions()),
        ExampleMarks.of(message)));
  }
}
