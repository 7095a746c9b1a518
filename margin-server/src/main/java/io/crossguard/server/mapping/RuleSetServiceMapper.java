package io.crossguard.server.mapping;

import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.GetRuleSetResponse;
import io.crossguard.v1.ListRuleSetsResponse;
import java.util.List;

/** Reads which rule set is asked for, and writes those that the server knows. */
public final class RuleSetServiceMapper {

  /**
   * @throws InvalidFieldException if the name is empty or no name
   */
  public String ruleSetId(GetRuleSetRequest message) {
    Violations violations = new Violations();
    Reading<String> ruleSetId = IdentifierMapper.fromProto(
        message.getRuleSetId(), FieldPath.ofRequest(violations).child("ruleSetId"));
    violations.throwIfMalformed();
    return ruleSetId.get();
  }

  public GetRuleSetResponse toProto(KnownRuleSet ruleSet) {
    return GetRuleSetResponse.newBuilder().setRuleSet(ruleSet.message()).build();
  }

  public ListRuleSetsResponse toProto(List<KnownRuleSet> ruleSets) {
    ListRuleSetsResponse.Builder response = ListRuleSetsResponse.newBuilder();
    ruleSets.forEach(ruleSet -> response.addRuleSets(summary(ruleSet)));
    return response.build();
  }

  private static ListRuleSetsResponse.Summary summary(KnownRuleSet ruleSet) {
    io.crossguard.v1.RuleSet message = ruleSet.message();
    return ListRuleSetsResponse.Summary.newBuilder()
        .setRuleSetId(message.getRuleSetId())
        .setVersion(message.getVersion())
        .setSource(message.getSource())
        .setAsOf(message.getAsOf())
        .setExample(message.getExample())
        .addAllExampleFigures(ruleSet.examples().all())
        .build();
  }
}
