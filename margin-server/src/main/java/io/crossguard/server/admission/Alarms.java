package io.crossguard.server.admission;

import java.time.Duration;

/** Wakes work up after some time. */
@FunctionalInterface
public interface Alarms {

  /**
   * Runs something short after some time.
   *
   * @return what calls it off
   */
  Runnable after(Duration time, Runnable work);
}
