package io.crossguard.server.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.RequestException;
import io.crossguard.server.mapping.RuleSetFileMapper;

/**
 * A rule set with the file that it comes from.
 *
 * @param file name or path of the file, for messages
 * @param ruleSet what it states
 */
public record RuleSetFile(String file, KnownRuleSet ruleSet) {
  public RuleSetFile {
    requireNonNull(file, "file");
    requireNonNull(ruleSet, "ruleSet");
  }

  /**
   * Reads what a file says.
   *
   * @throws BadRuleSetFileException if it is not the JSON form of a rule set, or a rule is broken,
   *     with the path inside the file
   */
  static RuleSetFile of(RuleSetText text) {
    try {
      return new RuleSetFile(text.file(), RuleSetFileMapper.fromJson(text.json()));
    } catch (RequestException | IllegalArgumentException e) {
      throw new BadRuleSetFileException(text.file(), String.valueOf(e.getMessage()), e);
    }
  }
}
