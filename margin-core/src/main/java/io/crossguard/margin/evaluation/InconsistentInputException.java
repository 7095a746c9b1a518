package io.crossguard.margin.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/** An account, a market and a rule set that contradict each other can't be evaluated. */
public final class InconsistentInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Inconsistency> inconsistencies;

  /**
   * @param inconsistencies all that were found; at least one
   */
  public InconsistentInputException(List<Inconsistency> inconsistencies) {
    super(inconsistencies.stream()
        .map(i -> i.path() + " " + i.rule())
        .collect(Collectors.joining("; ")));
    this.inconsistencies = List.copyOf(inconsistencies);
  }

  public List<Inconsistency> inconsistencies() {
    return inconsistencies;
  }
}
