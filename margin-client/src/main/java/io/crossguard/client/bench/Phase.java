package io.crossguard.client.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A time of steady load.
 *
 * @param calls which calls are made
 * @param pace what decides when the next call is made
 * @param duration for how long calls are started; positive
 */
public record Phase(CallMix calls, Pace pace, Duration duration) {
  public Phase {
    requireNonNull(calls, "calls");
    requireNonNull(pace, "pace");
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("the duration must be positive");
    }
  }
}
