package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the server ends.
 *
 * @param delay how long calls are still taken after health says that none are; not negative
 * @param time how long calls under way may take after that; not negative
 */
public record DrainConfig(Duration delay, Duration time) {
  public DrainConfig {
    requireNonNull(delay, "delay");
    requireNonNull(time, "time");
    Setting.DRAIN_DELAY_SECONDS.require(!delay.isNegative(), "must not be negative");
    Setting.DRAIN_SECONDS.require(!time.isNegative(), "must not be negative");
  }
}
