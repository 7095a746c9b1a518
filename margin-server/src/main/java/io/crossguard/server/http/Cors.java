package io.crossguard.server.http;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.cors.CorsConfig;
import io.netty.handler.codec.http.cors.CorsConfigBuilder;
import io.netty.handler.codec.http.cors.CorsHandler;
import java.util.Optional;
import java.util.Set;

/** Which pages of other origins browsers let call the service. */
final class Cors {
  private static final String ANY = "*";
  private static final long PREFLIGHT_SECONDS = 600;

  private Cors() {}

  /**
   * Answers the questions that browsers ask beforehand; absent where no other origin may call.
   *
   * @param origins origins such as {@code https://desk.example}, or {@code *}
   */
  static Optional<ChannelHandler> handler(Set<String> origins) {
    return origins.isEmpty() ? Optional.empty() : Optional.of(new CorsHandler(config(origins)));
  }

  private static CorsConfig config(Set<String> origins) {
    CorsConfigBuilder builder = origins.contains(ANY)
        ? CorsConfigBuilder.forAnyOrigin()
        : CorsConfigBuilder.forOrigins(origins.toArray(new String[0]));
    return builder
        .shortCircuit()
        .allowedRequestMethods(HttpMethod.GET, HttpMethod.POST)
        .allowedRequestHeaders("authorization", "content-type", "x-request-id", HttpTimeout.HEADER)
        .exposeHeaders("x-request-id", "retry-after")
        .maxAge(PREFLIGHT_SECONDS)
        .build();
  }
}
