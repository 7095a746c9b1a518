package io.crossguard.client.cli;

import io.crossguard.v1.MarginScope;
import java.util.Locale;

/** The verdict from which a check of the command line fails. */
enum FailOn {
  WARNING(MarginScope.Status.WARNING),
  LIQUIDATABLE(MarginScope.Status.LIQUIDATABLE);

  private final MarginScope.Status limit;

  FailOn(MarginScope.Status limit) {
    this.limit = limit;
  }

  /** Whether the verdict is as bad as the limit or worse; statuses rise from best to worst. */
  boolean fails(MarginScope.Status status) {
    return status.compareTo(limit) >= 0;
  }

  /** As people write it, and shells complete it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
