package io.crossguard.server.admission;

import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.config.CallLimits;
import io.crossguard.server.config.IdentityLimits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Counts the calls and streams under way, in all and of each identity, and knows whether one may start. */
public final class CallAdmission {
  // Fewer are done before a queue would have paid.
  private static final int CROWD_MIN = 16;

  private final CallLimits limits;
  private final Function<CallerIdentity, IdentityLimits> ownLimits;
  private final LongSupplier nanoClock;
  private final Semaphore places;
  private final Semaphore streamPlaces;
  // It grows no further than there are identities that the operator lets in.
  private final Map<CallerIdentity, IdentityShare> shares = new ConcurrentHashMap<>();
  private volatile boolean isClosed;

  /**
   * @param ownLimits what the operator allows an identity by name; it goes before what all may do
   * @param nanoClock time that passes, in nanoseconds from any origin
   */
  public CallAdmission(
      CallLimits limits,
      Function<CallerIdentity, IdentityLimits> ownLimits,
      LongSupplier nanoClock) {
    this.limits = limits;
    this.ownLimits = ownLimits;
    this.nanoClock = nanoClock;
    this.places = new Semaphore(limits.callsMax());
    this.streamPlaces = new Semaphore(limits.streamsMax());
  }

  /** Whether a call may start. */
  sealed interface Decision {

    /** It has a place; {@link #leave} has to follow once. */
    record Admitted() implements Decision {}

    /** The server ends. */
    record Draining() implements Decision {}

    /** No place is free. */
    record Full() implements Decision {}

    /**
     * The identity has used up its share.
     *
     * @param pause after which there may be more
     */
    record ShareUsedUp(Duration pause) implements Decision {}
  }

  Decision enter(CallerIdentity caller) {
    return enter(caller, places);
  }

  /** The same for a stream, which lasts; {@link #leaveStream} has to follow. */
  Decision enterStream(CallerIdentity caller) {
    return enter(caller, streamPlaces);
  }

  private Decision enter(CallerIdentity caller, Semaphore free) {
    if (isClosed) {
      return new Decision.Draining();
    }
    // Its own share first: who asks for too much must not take places from others.
    IdentityShare share = share(caller);
    Duration pause = share.enter(ownLimits.apply(caller).or(limits.identity()));
    if (!pause.isZero()) {
      return new Decision.ShareUsedUp(pause);
    }
    if (!free.tryAcquire()) {
      share.leave();
      return new Decision.Full();
    }
    return new Decision.Admitted();
  }

  void leave(CallerIdentity caller) {
    share(caller).leave();
    places.release();
  }

  void leaveStream(CallerIdentity caller) {
    share(caller).leave();
    streamPlaces.release();
  }

  /**
   * How long a stream has to wait before it may take another message: each counts as a call of its
   * identity in a second. Zero where it may take it now, which then is counted.
   */
  public Duration pauseBeforeMessage(CallerIdentity caller) {
    return share(caller).spend(ownLimits.apply(caller).or(limits.identity()));
  }

  /** Lets no further call in. */
  public void close() {
    isClosed = true;
  }

  /**
   * Waits until the calls under way and the streams have ended.
   *
   * @return whether all ended within the time
   */
  public boolean awaitEmpty(Duration timeMax) throws InterruptedException {
    long start = nanoClock.getAsLong();
    if (!places.tryAcquire(limits.callsMax(), timeMax.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    long left = Math.max(0, timeMax.toNanos() - (nanoClock.getAsLong() - start));
    return streamPlaces.tryAcquire(limits.streamsMax(), left, TimeUnit.NANOSECONDS);
  }

  /** Calls that may be under way. */
  public int callsMax() {
    return limits.callsMax();
  }

  /** Whether so many calls are under way that the next one is better off in a queue. */
  public boolean isCrowded() {
    return underWay() > Math.max(CROWD_MIN, callsMax() / 2);
  }

  /** Streams that are open. */
  public int streamsOpen() {
    return limits.streamsMax() - streamPlaces.availablePermits();
  }

  /** Streams that may be open. */
  public int streamsMax() {
    return limits.streamsMax();
  }

  /** Calls under way. */
  public int underWay() {
    return limits.callsMax() - places.availablePermits();
  }

  private IdentityShare share(CallerIdentity caller) {
    IdentityShare share = shares.get(caller);
    return share != null
        ? share
        : shares.computeIfAbsent(caller, name -> new IdentityShare(nanoClock));
  }
}
