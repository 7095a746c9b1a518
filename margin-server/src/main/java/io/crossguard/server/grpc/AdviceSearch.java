package io.crossguard.server.grpc;

import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.grpc.StreamClock.Beat;
import io.crossguard.server.monitor.AdviceQuestion;
import io.crossguard.server.monitor.WatchedAccounts;
import io.grpc.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for advice on the accounts of one stream: on one at a time, in the pool and beside the work of
 * the stream, so that no alert waits for it. Once it has looked at all that had changed it rests.
 */
final class AdviceSearch {
  // Prices come many times in a second, and advice costs more than anything else here.
  private static final Duration REST = Duration.ofSeconds(1);

  private final MonitorParts parts;
  private final StreamClock clock;
  private final Consumer<Runnable> add;
  private final Runnable onFound;
  private final Context context = Context.current();

  private Optional<WatchedAccounts> accounts = Optional.empty();
  private Optional<Found> found = Optional.empty();
  private int sequence;
  private boolean isLooking;
  private boolean isResting;
  private boolean isHurrying;

  /**
   * Advice that waits to be told.
   *
   * @param advice the advice
   * @param sequence number of the last message that it accounts for
   */
  record Found(MarginModeAdvice advice, int sequence) {}

  /**
   * @param add takes a piece of work of the stream
   * @param onFound called within the work of the stream when there may be something to tell
   */
  AdviceSearch(MonitorParts parts, StreamClock clock, Consumer<Runnable> add, Runnable onFound) {
    this.parts = parts;
    this.clock = clock;
    this.add = add;
    this.onFound = onFound;
  }

  /** Starts over with other accounts; what is found about those before is dropped. */
  void start(WatchedAccounts started) {
    accounts = Optional.of(started);
    found = Optional.empty();
    isResting = false;
  }

  void stop() {
    accounts = Optional.empty();
  }

  /** Messages up to this number are applied. */
  void upTo(int number) {
    sequence = number;
    look();
  }

  /** Rests no more: nothing further will change. */
  void hurry() {
    isHurrying = true;
    look();
  }

  /** Whether nothing is to be looked for or told. */
  boolean isDone() {
    return !isLooking
        && found.isEmpty()
        && accounts.filter(WatchedAccounts::areUnadvised).isEmpty();
  }

  /** Whether something was found. */
  boolean hasFound() {
    return found.isPresent();
  }

  /** Takes what was found; {@link #goOn} has to follow. */
  Found take() {
    Found taken = found.orElseThrow();
    found = Optional.empty();
    return taken;
  }

  /** Looks for the next, or rests where there is none. */
  void goOn() {
    if (accounts.filter(WatchedAccounts::areUnadvised).isEmpty()) {
      rest();
    }
    look();
  }

  private void look() {
    Optional<WatchedAccounts> unadvised = accounts.filter(WatchedAccounts::areUnadvised);
    if (isLooking || hasFound() || (isResting && !isHurrying) || unadvised.isEmpty()) {
      return;
    }
    isLooking = true;
    WatchedAccounts asked = unadvised.get();
    AdviceQuestion question = asked.nextQuestion();
    int askedAt = sequence;
    parts.pool().execute(context.wrap(() -> look(asked, question, askedAt)));
  }

  private void look(WatchedAccounts asked, AdviceQuestion question, int askedAt) {
    try {
      MarginModeAdvice advice = question.ask(parts.advisor());
      add.accept(() -> answered(asked, new Found(advice, askedAt)));
    } catch (CallCancelledException e) {
      // The stream has ended.
      return;
    } catch (RuntimeException | Error e) {
      // The stream has to end with it.
      add.accept(() -> {
        throw e;
      });
    }
  }

  private void answered(WatchedAccounts asked, Found answer) {
    isLooking = false;
    if (accounts.filter(current -> current == asked).isPresent()) {
      found = Optional.of(answer);
    }
    onFound.run();
  }

  private void rest() {
    isResting = true;
    clock.set(
        Beat.ADVICE,
        REST,
        () -> add.accept(() -> {
          isResting = false;
          look();
        }));
  }
}
