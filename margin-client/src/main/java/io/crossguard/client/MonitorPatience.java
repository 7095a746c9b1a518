package io.crossguard.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a monitor waits.
 *
 * @param firstPause before the first try to open another stream; positive
 * @param longestPause between two tries, after it has doubled a few times
 * @param missedHeartbeats after how many of them a silent service counts as gone
 */
record MonitorPatience(Duration firstPause, Duration longestPause, int missedHeartbeats) {
  static final MonitorPatience DEFAULT =
      new MonitorPatience(Duration.ofMillis(100), Duration.ofSeconds(10), 3);

  private static final int DOUBLINGS_MAX = 20;

  /**
   * A pause between half of what the tries so far call for and all of it, so that clients of a
   * server that has ended do not come back at the same moment.
   *
   * @param tries that have failed before this one
   */
  Duration pause(int tries) {
    long most =
        Math.min(longestPause.toMillis(), firstPause.toMillis() << Math.min(tries, DOUBLINGS_MAX));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
