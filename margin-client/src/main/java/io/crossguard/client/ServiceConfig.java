package io.crossguard.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the service config that gRPC reads retries, balancing and health checks from. */
final class ServiceConfig {
  private ServiceConfig() {}

  /** The JSON tree that gRPC expects: every number is a {@link Double}. */
  static Map<String, ?> of(MarginClientConfig config) {
    Map<String, Object> serviceConfig = new LinkedHashMap<>();
    if (config.attemptsMax() > 1) {
      // An empty name stands for every method: none changes anything, so each can be repeated.
      serviceConfig.put(
          "methodConfig",
          List.of(
              Map.of("name", List.of(Map.of()), "retryPolicy", retryPolicy(config.attemptsMax()))));
      // A budget: while more than one of ten calls fails for long, nothing is tried again, so that
      // clients don't multiply the load of a service that is down with it. Half of the tokens may
      // go at once: a replica that dies takes up to a hundred calls of a connection with it, and
      // two of them are to be survived.
      serviceConfig.put("retryThrottling", Map.of("maxTokens", 400.0, "tokenRatio", 0.1));
    }
    if (config.healthAware()) {
      // The empty service name asks for the health of the server as a whole. Only round robin
      // looks at health; the default policy of gRPC does not.
      serviceConfig.put("loadBalancingConfig", List.of(Map.of("round_robin", Map.of())));
      serviceConfig.put("healthCheckConfig", Map.of("serviceName", ""));
    }
    return serviceConfig;
  }

  private static Map<String, ?> retryPolicy(int attemptsMax) {
    return Map.of(
        "maxAttempts",
        (double) attemptsMax,
        "initialBackoff",
        "0.1s",
        "maxBackoff",
        "1s",
        "backoffMultiplier",
        2.0,
        "retryableStatusCodes",
        List.of("UNAVAILABLE"));
  }
}
