package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How much one identity may do at once.
 *
 * @param callsMax calls under way, at least 1; absent: no limit
 * @param callsPerSecond calls in a second, at least 1; absent: no limit
 */
public record IdentityLimits(Optional<Integer> callsMax, Optional<Integer> callsPerSecond) {

  /** No limit of its own. */
  public static final IdentityLimits NONE = new IdentityLimits(Optional.empty(), Optional.empty());

  public IdentityLimits {
    requireNonNull(callsMax, "callsMax");
    requireNonNull(callsPerSecond, "callsPerSecond");
    if (callsMax.orElse(1) < 1 || callsPerSecond.orElse(1) < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }

  /** These, and where one is absent, the other's. */
  public IdentityLimits or(IdentityLimits others) {
    return new IdentityLimits(
        callsMax.or(others::callsMax), callsPerSecond.or(others::callsPerSecond));
  }
}
