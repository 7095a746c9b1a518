package io.crossguard.margin.evaluation;

import static java.util.Objects.requireNonNull;

/**
 * A place where an account, a market and a rule set contradict each other.
 *
 * @param path the place, such as {@code account.positions[2].instrumentId}
 * @param rule what must hold there, in words
 */
public record Inconsistency(String path, String rule) {
  public Inconsistency {
    requireNonNull(path, "path");
    requireNonNull(rule, "rule");
  }
}
