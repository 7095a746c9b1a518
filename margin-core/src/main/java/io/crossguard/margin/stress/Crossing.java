package io.crossguard.margin.stress;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A scope reaches a level on a path that it had not reached at the instant before, or at the first
 * instant.
 *
 * @param scopeId the scope
 * @param level what it reaches
 * @param asOf the first instant at which it is reached
 * @param sinceHealthy how long before that the scope was last HEALTHY on the path; absent where it
 *     was not
 */
public record Crossing(String scopeId, Level level, Instant asOf, Optional<Duration> sinceHealthy) {

  /** A place that the margin ratio crosses. */
  public enum Level {
    /** The scope is no longer HEALTHY. */
    WARNING,
    /** The scope no longer stands. */
    TRIGGER
  }

  public Crossing {
    requireNonNull(scopeId, "scopeId");
    requireNonNull(level, "level");
    requireNonNull(asOf, "asOf");
    requireNonNull(sinceHealthy, "sinceHealthy");
  }
}
