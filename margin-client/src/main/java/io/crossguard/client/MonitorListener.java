package io.crossguard.client;

import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;

/**
 * Hears what a {@link MarginMonitor} is told. All methods are called by one thread, one after the
 * other; while one of them takes its time the service folds what follows into the latest state.
 */
public interface MonitorListener {

  /**
   * Something was answered, signs of life and refusals included. The other methods hear of the same
   * after this one.
   *
   * @param answer as it came
   */
  default void onAnswer(MonitorMarginResponse answer) {}

  /**
   * An account has something to tell: why, where it stands, and what has changed since it was last
   * told of.
   *
   * @param answer with the number of the last message that it accounts for
   */
  void onAccount(MonitorMarginResponse answer);

  /**
   * An update or a question was refused; nothing of it holds.
   *
   * @param message as it was sent, with its number on its stream
   * @param failure why, with paths that start at the message: {@code
   *     update.deltas[0].positions[1].quantity}
   */
  void onRefused(MonitorMarginRequest message, CrossguardException failure);

  /**
   * Nothing is watched at the moment: the connection is lost, or the service ends or is silent. The
   * monitor goes on trying; updates are kept.
   *
   * @param cause what the stream failed with
   */
  default void onInterrupted(CrossguardException cause) {}

  /**
   * All accounts are watched again, from the state that was last known; each is told of anew. A
   * verdict that had changed, and changed back, while answers about it were lost with the stream is
   * not told.
   */
  default void onRestored() {}

  /**
   * The monitor has ended for a reason that does not go away by itself, such as a snapshot that the
   * service refuses, or missing permissions.
   *
   * @param cause the reason
   */
  default void onFailed(CrossguardException cause) {}
}
