package io.crossguard.server.admission;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The streams that one connection has open. */
final class ConnectionStreams {

  /** Streams of one connection. */
  static final int MAX = 64;

  private static final Attributes.Key<ConnectionStreams> KEY =
      Attributes.Key.create("connection-streams");

  private final Semaphore places = new Semaphore(MAX);

  /** Lets every connection of a server count its streams. */
  static final class Filter extends ServerTransportFilter {

    @Override
    public Attributes transportReady(Attributes attributes) {
      return attributes.toBuilder().set(KEY, new ConnectionStreams()).build();
    }
  }

  /** Those of the connection that a call comes by; absent where nobody counts. */
  static Optional<ConnectionStreams> of(Attributes attributes) {
    return Optional.ofNullable(attributes.get(KEY));
  }

  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }
}
