package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How much may go on at once.
 *
 * @param callsMax calls under way; more are refused; at least 1
 * @param timeMax how long a call may take whose caller sets no deadline; positive
 * @param identityCallsMax calls of one identity under way, at least 1; absent: no limit
 * @param identityCallsPerSecond calls of one identity in a second, at least 1; absent: no limit
 */
public record CallLimits(
    int callsMax,
    Duration timeMax,
    Optional<Integer> identityCallsMax,
    Optional<Integer> identityCallsPerSecond) {
  public CallLimits {
    requireNonNull(timeMax, "timeMax");
    requireNonNull(identityCallsMax, "identityCallsMax");
    requireNonNull(identityCallsPerSecond, "identityCallsPerSecond");
    Setting.CALLS_MAX.require(callsMax >= 1, "must be at least 1");
    Setting.CALL_SECONDS_MAX.require(!timeMax.isZero(), "must be positive");
    Setting.IDENTITY_CALLS_MAX.require(identityCallsMax.orElse(1) >= 1, "must be at least 1");
    Setting.IDENTITY_CALLS_PER_SECOND.require(
        identityCallsPerSecond.orElse(1) >= 1, "must be at least 1");
  }
}
