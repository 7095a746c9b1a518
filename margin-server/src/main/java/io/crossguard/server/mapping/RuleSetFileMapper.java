package io.crossguard.server.mapping;

import io.crossguard.server.json.BadJsonException;
import io.crossguard.server.json.JsonForm;

/** Reads rule-set files: the JSON form of the rule-set message. */
public final class RuleSetFileMapper {
  private RuleSetFileMapper() {}

  /**
   * @throws IllegalArgumentException if the text is not the JSON form of a rule set
   * @throws RequestException if a rule is broken, with the path inside the file
   */
  public static KnownRuleSet fromJson(String json) {
    io.crossguard.v1.RuleSet message = parsed(json);
    Violations violations = new Violations();
    Reading<KnownRuleSet> ruleSet =
        KnownRuleSetMapper.fromProto(message, FieldPath.ofRequest(violations));
    violations.throwIfMalformed();
    violations.throwIfInconsistent();
    return ruleSet.get();
  }

  private static io.crossguard.v1.RuleSet parsed(String json) {
    io.crossguard.v1.RuleSet.Builder message = io.crossguard.v1.RuleSet.newBuilder();
    try {
      JsonForm.read(json, message);
    } catch (BadJsonException e) {
      throw new IllegalArgumentException("not the JSON form of a rule set: " + e.getMessage(), e);
    }
    return message.build();
  }
}
