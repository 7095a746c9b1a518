package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How many connections there may be, what one may do, and for how long.
 *
 * @param max connections at once; more are closed at once; at least 1
 * @param addressMax connections of one address at once, at least 1; absent: no limit
 * @param callsMax calls under way; the client holds back more; at least 1
 * @param metadataBytesMax metadata of one call; at least 1,024
 * @param idleTime after how long without a call it is closed; positive
 * @param age after how long the client has to connect anew; positive
 * @param pingTime how often a silent client is asked whether it is there; positive
 * @param clientPingTimeMin how often the client may ask; at least one second
 */
public record ConnectionLimits(
    int max,
    Optional<Integer> addressMax,
    int callsMax,
    int metadataBytesMax,
    Duration idleTime,
    Duration age,
    Duration pingTime,
    Duration clientPingTimeMin) {
  public ConnectionLimits {
    requireNonNull(addressMax, "addressMax");
    requireNonNull(idleTime, "idleTime");
    requireNonNull(age, "age");
    requireNonNull(pingTime, "pingTime");
    requireNonNull(clientPingTimeMin, "clientPingTimeMin");
    Setting.CONNECTIONS_MAX.require(max >= 1, "must be at least 1");
    Setting.ADDRESS_CONNECTIONS_MAX.require(addressMax.orElse(1) >= 1, "must be at least 1");
    Setting.CONNECTION_CALLS_MAX.require(callsMax >= 1, "must be at least 1");
    Setting.CONNECTION_METADATA_BYTES_MAX.require(
        metadataBytesMax >= 1_024, "must be at least 1024");
    Setting.CONNECTION_IDLE_SECONDS.require(!idleTime.isZero(), "must be positive");
    Setting.CONNECTION_AGE_SECONDS.require(!age.isZero(), "must be positive");
    Setting.CONNECTION_PING_SECONDS.require(!pingTime.isZero(), "must be positive");
    Setting.CONNECTION_CLIENT_PING_SECONDS_MIN.require(
        clientPingTimeMin.toSeconds() >= 1, "must be at least 1");
  }
}
