package io.crossguard.server.admission;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Gives calls without a deadline one, so that a caller who sends nothing, or reads nothing, holds its
 * place no longer than that. It writes the deadline where the caller should have, in the metadata:
 * gRPC then treats it as the caller's own. Only our services are limited: whoever watches health
 * watches for long.
 */
public final class TimeLimit extends ServerStreamTracer.Factory {
  private static final String OUR_SERVICES = "crossguard.";
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
  private static final ServerStreamTracer NO_TRACER = new ServerStreamTracer() {};

  private final String timeout;

  public TimeLimit(Duration timeMax) {
    this.timeout = inUnits(timeMax);
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    if (fullMethodName.startsWith(OUR_SERVICES) && !headers.containsKey(TIMEOUT)) {
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
