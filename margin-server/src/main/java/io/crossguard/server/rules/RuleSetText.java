package io.crossguard.server.rules;

import static java.util.Objects.requireNonNull;

/**
 * What a file says that is to be a rule set.
 *
 * @param file name or path of the file, for messages
 * @param json its text
 */
public record RuleSetText(String file, String json) {
  public RuleSetText {
    requireNonNull(file, "file");
    requireNonNull(json, "json");
  }
}
