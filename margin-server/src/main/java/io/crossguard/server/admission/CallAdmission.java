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

/** Counts the calls under way, in all and of each identity, and knows whether one may start. */
public final class CallAdmission {
  // Fewer are done before a queue would have paid.
  private static final int CROWD_MIN = 16;

  private final CallLimits limits;
  private final Function<CallerIdentity, IdentityLimits> ownLimits;
  private final LongSupplier nanoClock;
  private final Semaphore places;
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
    if (isClosed) {
      return new Decision.Draining();
    }
    // Its own share first: who asks for too much must not take places from others.
    IdentityShare share = share(caller);
    Duration pause = share.enter(ownLimits.apply(caller).or(limits.identity()));
    if (!pause.isZero()) {
      return new Decision.ShareUsedUp(pause);
    }
    if (!places.tryAcquire()) {
      share.leave();
      return new Decision.Full();
    }
    return new Decision.Admitted();
  }

  void leave(CallerIdentity caller) {
    share(caller).leave();
    places.release();
  }

  /** Lets no further call in. */
  public void close() {
    isClosed = true;
  }

  /**
   * Waits until the calls under way have ended.
   *
   * @return whether all ended within the time
   */
  public boolean awaitEmpty(Duration timeMax) throws InterruptedException {
    return places.tryAcquire(limits.callsMax(), timeMax.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Calls that may be under way. */
  public int callsMax() {
    return limits.callsMax();
  }

  /** Whether so many calls are under way that the next one is better off in a queue. */
  public boolean isCrowded() {
    return underWay() > Math.max(CROWD_MIN, callsMax() / 2);
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
