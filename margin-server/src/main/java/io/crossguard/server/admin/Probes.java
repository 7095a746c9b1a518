package io.crossguard.server.admin;

import com.sun.net.httpserver.HttpHandler;
import io.crossguard.server.lifecycle.ServingHealth;

/** Answers whether the process lives, whether calls should be sent here, and which build it is. */
public final class Probes {
  private Probes() {}

  /** 200 as long as the process answers at all. */
  public static HttpHandler live() {
    return exchange -> AdminServer.answer(exchange, 200, "text/plain", "live\n");
  }

  /** 200 while calls should be sent here, otherwise 503. */
  public static HttpHandler ready(ServingHealth health) {
    return exchange -> {
      boolean isReady = health.isReady();
      AdminServer.answer(
          exchange, isReady ? 200 : 503, "text/plain", isReady ? "ready\n" : "not ready\n");
    };
  }

  /** The version of this build, and of the Java that it runs on. */
  public static HttpHandler version(String version) {
    String json = "{\"version\": \"%s\", \"java\": \"%s\"}\n".formatted(version, Runtime.version());
    return exchange -> AdminServer.answer(exchange, 200, "application/json", json);
  }
}
