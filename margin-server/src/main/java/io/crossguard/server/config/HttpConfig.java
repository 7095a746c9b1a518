package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the calls are served over HTTP with JSON.
 *
 * @param host address or name
 * @param port TCP port, 0 takes a free one; absent where they are not
 * @param origins web pages of which origins may call, or {@code *} for any; empty: none
 */
public record HttpConfig(String host, Optional<Integer> port, Set<String> origins) {
  private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/\\s,]+");

  public HttpConfig {
    requireNonNull(port, "port");
    origins = Set.copyOf(origins);
    Setting.HTTP_HOST.require(!host.isEmpty(), "must not be empty");
    Setting.HTTP_PORT.require(port.orElse(0) <= 65_535, "must be from 0 to 65535");
    Setting.HTTP_ORIGINS.require(
        origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches()),
        "must be like https://desk.example, with commas between several, or *");
  }

  /** Whether only this machine reaches it. */
  public boolean isLocal() {
    return ListenConfig.isLocal(host);
  }
}
