package io.crossguard.client;

import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorUpdate;

/**
 * Hears what a {@link MarginMonitor} is told. All methods are called by one thread, one after the
 * other; while one of them takes its time the service folds what follows into the latest state.
 */
public interface MonitorListener {

  /**
   * An account has something to tell: why, where it stands, and what has changed since it was last
   * told of.
   *
   * @param answer with the number of the last message that it accounts for
   */
  void onAccount(MonitorMarginResponse answer);

  /**
   * An update was refused; nothing of it holds.
   *
   * @param update as it was sent
   * @param failure why, with paths that start at the message: {@code
   *     update.deltas[0].positions[1].quantity}
   */
  void onRefused(MonitorUpdate update, CrossguardException failure);

  /**
   * Nothing is watched at the moment: the connection is lost, or the service ends or is silent. The
   * monitor goes on trying; updates are kept.
   *
   * @param cause what the stream failed with
   */
  default void onInterrupted(CrossguardException cause) {}

  /** All accounts are watched again, from the state that was last known; each is told of anew. */
  default void onRestored() {}

  /**
   * The monitor has ended for a reason that does not go away by itself, such as a snapshot that the
   * service refuses, or missing permissions.
   *
   * @param cause the reason
   */
  default void onFailed(CrossguardException cause) {}
}
