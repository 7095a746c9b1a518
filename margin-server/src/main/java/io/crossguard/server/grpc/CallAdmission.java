package io.crossguard.server.grpc;

import io.crossguard.server.config.ServerConfig;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Counts the calls under way, and knows whether another one may start. */
public final class CallAdmission {
  private final int callsMax;
  private final Semaphore places;
  private volatile boolean isDraining;

  @Inject
  CallAdmission(ServerConfig config) {
    this.callsMax = config.calls().callsMax();
    this.places = new Semaphore(callsMax);
  }

  boolean isDraining() {
    return isDraining;
  }

  /** Takes a place, if there is one; {@link #leave} has to follow once. */
  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }

  /**
   * Lets no further call in, and waits until those under way have ended.
   *
   * @return whether all ended within the time
   */
  boolean drain(Duration drainTime) throws InterruptedException {
    isDraining = true;
    return places.tryAcquire(callsMax, drainTime.toNanos(), TimeUnit.NANOSECONDS);
  }
}
