package io.crossguard.server.admission;

import io.crossguard.server.config.CallLimits;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one identity may do: so many calls at once, and so many in a second. A second's worth of calls
 * can be saved up while none are made.
 */
final class IdentityShare {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  // How long a call takes is unknown; this is worth a try.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final int callsMax;
  private final long nanosOfACall;
  private final LongSupplier nanoClock;

  private int underWay;
  private long savedNanos = SECOND;
  private long lastNanos;

  IdentityShare(CallLimits limits, LongSupplier nanoClock) {
    this.callsMax = limits.identityCallsMax().orElse(Integer.MAX_VALUE);
    this.nanosOfACall =
        limits.identityCallsPerSecond().map(calls -> SECOND / calls).orElse(0L);
    this.nanoClock = nanoClock;
    this.lastNanos = nanoClock.getAsLong();
  }

  /**
   * Takes a place, if the identity has one.
   *
   * @return zero if it has; otherwise after which pause another try is worth while
   */
  synchronized Duration enter() {
    if (underWay >= callsMax) {
      return PAUSE;
    }
    long now = nanoClock.getAsLong();
    savedNanos = Math.min(SECOND, savedNanos + (now - lastNanos));
    lastNanos = now;
    if (savedNanos < nanosOfACall) {
      return Duration.ofNanos(nanosOfACall - savedNanos);
    }
    savedNanos -= nanosOfACall;
    underWay++;
    return Duration.ZERO;
  }

  synchronized void leave() {
    underWay--;
  }
}
