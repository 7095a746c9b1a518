package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where operators look at the server, over HTTP.
 *
 * @param host address or name
 * @param port TCP port, 0 takes a free one; absent where they can't
 */
public record AdminConfig(String host, Optional<Integer> port) {
  public AdminConfig {
    requireNonNull(port, "port");
    Setting.ADMIN_HOST.require(!host.isEmpty(), "must not be empty");
    Setting.ADMIN_PORT.require(port.orElse(0) <= 65_535, "must be from 0 to 65535");
  }
}
