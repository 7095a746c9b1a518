package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much may go on at once.
 *
 * @param callsMax calls under way; more are refused; at least 1
 * @param streamsMax streams that are open, beside them; more are refused; at least 1
 * @param streamRowsMax balances, positions and orders of all accounts on all streams; at least 1
 * @param timeMax how long a call may take whose caller sets no deadline; positive
 * @param identity what each identity may do that the access file gives no limits of its own
 */
public record CallLimits(
    int callsMax, int streamsMax, int streamRowsMax, Duration timeMax, IdentityLimits identity) {
  public CallLimits {
    requireNonNull(timeMax, "timeMax");
    requireNonNull(identity, "identity");
    Setting.CALLS_MAX.require(callsMax >= 1, "must be at least 1");
    Setting.STREAMS_MAX.require(streamsMax >= 1, "must be at least 1");
    Setting.STREAMS_ROWS_MAX.require(streamRowsMax >= 1, "must be at least 1");
    Setting.CALL_SECONDS_MAX.require(!timeMax.isZero(), "must be positive");
  }
}
