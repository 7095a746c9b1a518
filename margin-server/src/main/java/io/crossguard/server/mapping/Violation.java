package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

/**
 * A field of a request that breaks a rule.
 *
 * @param field its path in the JSON form, such as {@code account.positions[2].quantity}
 * @param rule what must hold there, in words that follow the path: "must not be zero"
 */
public record Violation(String field, String rule) {
  public Violation {
    requireNonNull(field, "field");
    requireNonNull(rule, "rule");
  }

  @Override
  public String toString() {
    return field + " " + rule;
  }
}
