package io.crossguard.client;

import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorUpdate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What a monitor has to say: what the service has accepted, what is on its way, and what waits. Not
 * for several threads at once.
 */
final class MonitorDelivery {
  private final MonitoredState accepted;
  private final Deque<MonitorMarginRequest> unconfirmed = new ArrayDeque<>();
  private final Deque<MonitorMarginRequest> starting = new ArrayDeque<>();
  private final UnsentMessages unsent = new UnsentMessages();
  private int sequence;
  private int startedWith;

  MonitorDelivery(Snapshot snapshot) {
    this.accepted = new MonitoredState(snapshot);
  }

  /** A new stream begins with the state that the service has accepted. */
  void start() {
    sequence = 0;
    starting.addAll(accepted.messages());
    startedWith = starting.size();
  }

  /** Whether a message is one of those that the stream has begun with. */
  boolean isOfStart(int sequence) {
    return sequence <= startedWith;
  }

  /** Adds a message while there is a stream. */
  void add(MonitorMarginRequest message) {
    unsent.add(message);
  }

  /** Adds an update while there is none. */
  void fold(MonitorUpdate update) {
    unsent.fold(update);
  }

  /** Sends as much as a stream takes. */
  void send(MonitorStream stream) {
    while (stream.isReady() && !starting.isEmpty()) {
      stream.send(numbered(starting.remove()));
    }
    while (stream.isReady() && !unsent.isEmpty()) {
      MonitorMarginRequest message = numbered(unsent.next().orElseThrow());
      unconfirmed.add(message);
      stream.send(message);
    }
  }

  private MonitorMarginRequest numbered(MonitorMarginRequest message) {
    return message.toBuilder().setSequence(++sequence).build();
  }

  boolean isAllSent() {
    return starting.isEmpty() && unsent.isEmpty();
  }

  /**
   * Takes note of what the service has dealt with. A refusal comes before any answer that accounts
   * for a later message.
   *
   * @return the message that is refused, where one is
   */
  Optional<MonitorMarginRequest> confirm(MonitorMarginResponse answer) {
    Optional<MonitorMarginRequest> refused = Optional.empty();
    while (!unconfirmed.isEmpty() && unconfirmed.peek().getSequence() <= answer.getSequence()) {
      MonitorMarginRequest sent = unconfirmed.remove();
      if (answer.hasRefusal() && answer.getRefusal().getSequence() == sent.getSequence()) {
        refused = Optional.of(sent);
      } else if (sent.hasUpdate()) {
        accepted.apply(sent.getUpdate());
      }
    }
    if (answer.hasAccount()) {
      accepted.remember(answer.getAccount());
    }
    return refused;
  }

  /** The stream is lost: what was on its way waits again. */
  void takeBack() {
    starting.clear();
    unsent.takeBack(unconfirmed);
    unconfirmed.clear();
  }

  /** Nothing more is sent. */
  void clear() {
    starting.clear();
    unsent.clear();
    unconfirmed.clear();
  }
}
