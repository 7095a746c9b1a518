package io.crossguard.client.bench;

import java.util.concurrent.locks.LockSupport;

/** The time by which calls are started. */
interface LoadClock {

  /** Nanoseconds from any origin. */
  long nanoTime();

  /** Waits for a time; it may have passed. */
  void sleepUntil(long nanoTime) throws InterruptedException;

  static LoadClock ofThisMachine() {
    return new LoadClock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleepUntil(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime();
            left > 0;
            left = nanoTime - System.nanoTime()) {
          LockSupport.parkNanos(left);
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        }
      }
    };
  }
}
