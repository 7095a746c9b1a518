package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * Where traces go.
 *
 * @param endpoint URL that takes OTLP over HTTP; absent where nothing is traced
 * @param headers sent along, such as credentials; secret
 * @param ratio share of the calls that are traced, from 0 to 1
 */
public record TracesConfig(Optional<String> endpoint, Map<String, String> headers, double ratio) {
  public TracesConfig {
    requireNonNull(endpoint, "endpoint");
    headers = Map.copyOf(headers);
    Setting.TRACES_ENDPOINT.require(
        endpoint.orElse("http://").matches("https?://.*"), "must start with http:// or https://");
    Setting.TRACES_RATIO.require(ratio >= 0 && ratio <= 1, "must be from 0 to 1");
  }
}
