package io.crossguard.server.mapping;

import io.crossguard.margin.value.Require;
import java.util.List;

/**
 * Violations as they are reported.
 *
 * @param reported the first ones, at least one and at most {@link Violations#REPORTED_MAX}
 * @param found how many there were
 */
public record ViolationList(List<Violation> reported, int found) {
  public ViolationList {
    reported = List.copyOf(reported);
    Require.that(!reported.isEmpty(), "must have a violation");
    Require.that(found >= reported.size(), "must have found what is reported");
  }

  /** The first violation in words, and how many more there are. */
  @Override
  public String toString() {
    return found == 1
        ? reported.get(0).toString()
        : reported.get(0) + " (1 of " + found + " violations)";
  }
}
