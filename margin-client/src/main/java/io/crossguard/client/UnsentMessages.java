package io.crossguard.client;

import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginRequest.Query;
import io.crossguard.v1.MonitorUpdate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/** Messages that wait for a stream, without their numbers. */
final class UnsentMessages {
  private final Deque<MonitorMarginRequest> messages = new ArrayDeque<>();

  void add(MonitorMarginRequest message) {
    messages.add(message);
  }

  /**
   * Adds an update while there is no stream: prices that follow prices are folded into them, so that
   * a long outage does not become a long queue.
   */
  void fold(MonitorUpdate update) {
    MonitorMarginRequest last = messages.peekLast();
    if (last != null && areOnlyPrices(last.getUpdate()) && areOnlyPrices(update)) {
      messages.removeLast();
      messages.add(message(folded(last.getUpdate(), update)));
    } else {
      messages.add(message(update));
    }
  }

  /** Puts messages that were sent on a stream that is lost before all others; questions are moot. */
  void takeBack(Collection<MonitorMarginRequest> sent) {
    Deque<MonitorMarginRequest> later = new ArrayDeque<>(messages);
    messages.clear();
    messages.addAll(sent);
    messages.addAll(later);
    messages.removeIf(MonitorMarginRequest::hasQuery);
  }

  Optional<MonitorMarginRequest> next() {
    return Optional.ofNullable(messages.poll());
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  void clear() {
    messages.clear();
  }

  static MonitorMarginRequest message(MonitorUpdate update) {
    return MonitorMarginRequest.newBuilder().setUpdate(update).build();
  }

  static MonitorMarginRequest message(Query query) {
    return MonitorMarginRequest.newBuilder().setQuery(query).build();
  }

  private static boolean areOnlyPrices(MonitorUpdate update) {
    return update.hasMarket()
        && update.getAccountsCount() == 0
        && update.getRemovedAccountIdsCount() == 0
        && update.getDeltasCount() == 0;
  }

  private static MonitorUpdate folded(MonitorUpdate earlier, MonitorUpdate later) {
    MonitoredState prices = new MonitoredState(MonitorMarginRequest.Snapshot.getDefaultInstance());
    prices.apply(earlier);
    prices.apply(later);
    return MonitorUpdate.newBuilder().setMarket(prices.market()).build();
  }
}
