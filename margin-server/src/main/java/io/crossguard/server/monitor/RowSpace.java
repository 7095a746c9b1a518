package io.crossguard.server.monitor;

/**
 * How many balances, positions and orders all streams together may watch: what they cost is heap.
 */
public final class RowSpace {
  private final long most;
  private long taken;

  /**
   * @param most how many there may be
   */
  public RowSpace(long most) {
    this.most = most;
  }

  /**
   * Takes more, or gives back where it is negative.
   *
   * @return whether there is so much; if not, nothing is taken
   */
  synchronized boolean take(int rows) {
    if (taken + rows > most && rows > 0) {
      return false;
    }
    taken += rows;
    return true;
  }

  /** How many are watched. */
  public synchronized long taken() {
    return taken;
  }

  /** How many there may be. */
  public long most() {
    return most;
  }
}
