package io.crossguard.client.bench;

/** What decides when the next call is made. */
public sealed interface Pace {

  /**
   * Calls start at fixed times, whether or not earlier ones have been answered: the load of many
   * callers who know nothing of each other. A slow service can't slow it down.
   *
   * @param callsPerSecond how many start in a second; positive
   */
  record OpenLoop(double callsPerSecond) implements Pace {
    public OpenLoop {
      if (!(callsPerSecond > 0)) {
        throw new IllegalArgumentException("the rate must be positive");
      }
    }
  }

  /**
   * So many calls are under way all the time: each answer lets the next one start. The service then
   * sets the rate, which is its capacity.
   *
   * @param calls how many are under way; positive
   */
  record ClosedLoop(int calls) implements Pace {
    public ClosedLoop {
      if (calls < 1) {
        throw new IllegalArgumentException("the concurrency must be at least 1");
      }
    }
  }
}
