package io.crossguard.server;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Makes up requests to the service, guided by the code that they reach. It runs for minutes and only
 * when asked for: see the README. The fuzzer wants a JVM for each target, which is a class of its
 * own.
 */
abstract class MethodFuzz {
  private static final Duration CALL_TIME_MAX = Duration.ofMillis(100);

  private static EmbeddedCrossguard crossguard;
  private static AnyRequestProperty property;

  @BeforeAll
  static void start() {
    crossguard = EmbeddedCrossguard.startInProcess();
    property = AnyRequestProperty.timed(crossguard.channel(), CALL_TIME_MAX);
  }

  @AfterAll
  static void stop() {
    crossguard.close();
  }

  static <Q, R> void check(MethodDescriptor<Q, R> method, Q request) {
    received(method, request).ifPresent(sent -> property.check(method, sent));
  }

  /** The request as it comes over a wire; the fuzzer makes up some that have no bytes. */
  private static <Q> Optional<Q> received(MethodDescriptor<Q, ?> method, Q request) {
    try {
      byte[] bytes = method.streamRequest(request).readAllBytes();
      return Optional.of(method.parseRequest(new ByteArrayInputStream(bytes)));
    } catch (NullPointerException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
