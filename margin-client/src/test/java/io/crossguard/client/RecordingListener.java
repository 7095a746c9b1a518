package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a monitor tells, in order. */
final class RecordingListener implements MonitorListener {
  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

  /** A message was refused. */
  record Refused(MonitorMarginRequest message, CrossguardException failure) {}

  /** Nothing is watched at the moment. */
  record Interrupted(CrossguardException cause) {}

  /** All is watched again. */
  record Restored() {}

  /** It has failed. */
  record Failed(CrossguardException cause) {}

  @Override
  public void onAccount(MonitorMarginResponse answer) {
    events.add(answer.getAccount());
  }

  @Override
  public void onRefused(MonitorMarginRequest message, CrossguardException failure) {
    events.add(new Refused(message, failure));
  }

  @Override
  public void onInterrupted(CrossguardException cause) {
    events.add(new Interrupted(cause));
  }

  @Override
  public void onRestored() {
    events.add(new Restored());
  }

  @Override
  public void onFailed(CrossguardException cause) {
    events.add(new Failed(cause));
  }

  /** The next event, which has to be of a type. */
  <T> T next(Class<T> type) {
    try {
      Object event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(event).isInstanceOf(type);
      return type.cast(event);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  MonitoredAccount nextAccount() {
    return next(MonitoredAccount.class);
  }

  boolean isEmpty() {
    return events.isEmpty();
  }
}
