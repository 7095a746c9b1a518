package io.crossguard.server.admission;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Gives calls without a deadline one, so that a caller who sends nothing, or reads nothing, holds its
 * place no longer than that. It writes the deadline where the caller should have, in the metadata:
 * gRPC then treats it as the caller's own. Only our services are limited: whoever watches health
 * watches for long. Nor are methods that last as long as the caller likes.
 */
public final class TimeLimit extends ServerStreamTracer.Factory {
  private static final String OUR_SERVICES = "crossguard.";
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
  private static final ServerStreamTracer NO_TRACER = new ServerStreamTracer() {};

  private final String timeout;
  private final Set<String> lastingMethods;

  /**
   * @param lastingMethods full names of the methods that have no limit
   */
  public TimeLimit(Duration timeMax, Set<String> lastingMethods) {
    this.timeout = inUnits(timeMax);
    this.lastingMethods = Set.copyOf(lastingMethods);
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    if (fullMethodName.startsWith(OUR_SERVICES)
        && !lastingMethods.contains(fullMethodName)
        && !headers.containsKey(TIMEOUT)) {
      headers.put(TIMEOUT, timeout);
    }
    return NO_TRACER;
  }

  /** As gRPC writes it: at most eight digits, and a unit. */
  private static String inUnits(Duration time) {
    long millis = time.toMillis();
    return millis < 100_000_000 ? millis + "m" : TimeUnit.MILLISECONDS.toSeconds(millis) + "S";
  }
}
