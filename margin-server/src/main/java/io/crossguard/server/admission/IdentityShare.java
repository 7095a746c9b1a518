package io.crossguard.server.admission;

import io.crossguard.server.config.IdentityLimits;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one identity uses of its limits: so many calls at once, and so many in a second. A second's
 * worth of calls can be saved up while none are made. The limits may change from call to call.
 */
final class IdentityShare {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  // How long a call takes is unknown; this is worth a try.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final LongSupplier nanoClock;

  private int underWay;
  private long savedNanos = SECOND;
  private long lastNanos;

  IdentityShare(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.lastNanos = nanoClock.getAsLong();
  }

  /**
   * Takes a place, if the identity has one.
   *
   * @return zero if it has; otherwise after which pause another try is worth while
   */
  synchronized Duration enter(IdentityLimits limits) {
    if (underWay >= limits.callsMax().orElse(Integer.MAX_VALUE)) {
      return PAUSE;
    }
    Duration pause = spend(limits);
    if (pause.isZero()) {
      underWay++;
    }
    return pause;
  }

  /**
   * Takes one of the calls in a second, if one is left.
   *
   * @return zero if it is; otherwise after which pause another try is worth while
   */
  synchronized Duration spend(IdentityLimits limits) {
    return limits.callsPerSecond().isPresent()
        ? spend(SECOND / limits.callsPerSecond().get())
        : Duration.ZERO;
  }

  private Duration spend(long nanosOfACall) {
    long now = nanoClock.getAsLong();
    savedNanos = Math.min(SECOND, savedNanos + (now - lastNanos));
    lastNanos = now;
    if (savedNanos < nanosOfACall) {
      return Duration.ofNanos(nanosOfACall - savedNanos);
    }
    savedNanos -= nanosOfACall;
    return Duration.ZERO;
  }

  synchronized void leave() {
    underWay--;
  }
}
