package io.crossguard.server.observation;

import java.util.concurrent.atomic.LongAdder;

/** Counts what goes over streams of watched accounts. */
public final class StreamCounts {
  private final LongAdder messages = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder folded = new LongAdder();

  /** A message was applied. */
  public void applied() {
    messages.increment();
  }

  /** A message was refused. */
  public void refused() {
    refusals.increment();
  }

  /**
   * An account was told of.
   *
   * @param others answers that were withheld before, and are folded into this one
   */
  public void told(int others) {
    answers.increment();
    folded.add(others);
  }

  public long messagesApplied() {
    return messages.sum();
  }

  public long messagesRefused() {
    return refusals.sum();
  }

  public long answersSent() {
    return answers.sum();
  }

  public long answersFolded() {
    return folded.sum();
  }
}
