package io.crossguard.server.grpc;

import com.google.rpc.Status;
import io.crossguard.server.grpc.AccountAnswers.Watch;
import io.crossguard.server.grpc.StreamClock.Beat;
import io.crossguard.server.mapping.MonitorResponseMapper;
import io.crossguard.server.monitor.Cause;
import io.crossguard.v1.MonitorMarginResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one stream of watched accounts answers. What is to be told of an account waits in its state
 * until the reader can take an answer, and only then is the answer made: a slow reader gets the
 * latest, never a queue. Refusals go before alerts, those before all else of accounts, that before
 * advice, and a sign of life is last.
 */
final class MonitorAnswers {
  // A hand-over costs about as much as a small evaluation.
  private static final int FEW_ROWS = 50;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  // Advice costs more than anything else here, and prices come many times in a second.
  private static final Duration ADVICE_PAUSE = Duration.ofSeconds(1);

  private final ServerCallStreamObserver<MonitorMarginResponse> responses;
  private final StreamClock clock;
  private final AccountAnswers accountAnswers;
  private final Consumer<Runnable> add;
  private final Consumer<Runnable> addLong;

  private Optional<Watch> watch = Optional.empty();
  private Optional<MonitorMarginResponse> refusal = Optional.empty();
  private Optional<Runnable> completion = Optional.empty();
  private int sequence;
  private boolean isTelling;
  private boolean isAdviceDue;
  private boolean isHeartbeatDue;
  private boolean hasSaidSomething;

  /**
   * @param add takes a piece of work of the stream that any thread may do
   * @param addLong takes one that only the pool may do
   */
  MonitorAnswers(
      ServerCallStreamObserver<MonitorMarginResponse> responses,
      StreamClock clock,
      AccountAnswers accountAnswers,
      Consumer<Runnable> add,
      Consumer<Runnable> addLong) {
    this.responses = responses;
    this.clock = clock;
    this.accountAnswers = accountAnswers;
    this.add = add;
    this.addLong = addLong;
  }

  /** Whether accounts of so many rows may be evaluated on a thread that receives. */
  static boolean areFew(int rows) {
    return rows <= FEW_ROWS;
  }

  /** Starts before anything is watched. */
  void start() {
    beat(HEARTBEAT);
  }

  /** Starts over with other accounts. */
  void start(Watch started, Duration heartbeat, Optional<Duration> period) {
    watch = Optional.of(started);
    beat(heartbeat);
    clock.stop(Beat.PERIOD);
    period.ifPresent(this::passPeriod);
    clock.stop(Beat.ADVICE);
    isAdviceDue = true;
  }

  /** Messages up to this number are accounted for. */
  void upTo(int number) {
    sequence = number;
    tell();
  }

  /** Tells that a message was refused; until then no other is asked for. */
  void refuse(int refused, Status status) {
    refusal = Optional.of(MonitorResponseMapper.refusal(sequence, refused, status));
    tell();
  }

  /** Tells what there is to tell, and then no more. */
  void finish(Runnable whenTold) {
    completion = Optional.of(whenTold);
    tell();
  }

  void stop() {
    clock.stop();
    watch = Optional.empty();
  }

  // Twice in the time that may pass in silence: what was said after one beat covers the next.
  private void beat(Duration heartbeat) {
    clock.set(
        Beat.HEARTBEAT,
        heartbeat.dividedBy(2),
        () -> add.accept(() -> {
          isHeartbeatDue = !hasSaidSomething;
          hasSaidSomething = false;
          beat(heartbeat);
          tell();
        }));
  }

  private void passPeriod(Duration period) {
    clock.set(
        Beat.PERIOD,
        period,
        () -> add.accept(() -> {
          watch.ifPresent(current -> current.accounts().ask(Cause.PERIOD));
          passPeriod(period);
          tell();
        }));
  }

  /** Tells what there is to tell, as soon as the reader can take it. */
  void tell() {
    add.accept(() -> {
      if (!isTelling) {
        tellNext(false);
      }
    });
  }

  /** Tells one thing, and lets other work come before the next. */
  private void tellNext(boolean isInPool) {
    isTelling = false;
    if (!responses.isReady()) {
      return;
    }
    Optional<String> due = watch.flatMap(current -> current.accounts().nextDue());
    Optional<String> unadvised = watch
        .filter(current -> isAdviceDue || completion.isPresent())
        .flatMap(current -> current.accounts().nextUnadvised());
    if (refusal.isPresent()) {
      say(refusal.get());
      refusal = Optional.empty();
      responses.request(1);
    } else if (due.isPresent()) {
      Watch current = watch.orElseThrow();
      if (!isInPool && !areFew(current.accounts().rows(due.get()))) {
        goToThePool();
        return;
      }
      say(accountAnswers.margin(current, due.get(), sequence));
    } else if (unadvised.isPresent()) {
      if (!isInPool) {
        goToThePool();
        return;
      }
      accountAnswers.advice(watch.orElseThrow(), unadvised.get(), sequence).ifPresent(this::say);
    } else {
      tellTheRest();
      return;
    }
    isTelling = true;
    add.accept(() -> tellNext(isInPool));
  }

  private void tellTheRest() {
    if (isAdviceDue) {
      isAdviceDue = false;
      clock.set(
          Beat.ADVICE,
          ADVICE_PAUSE,
          () -> add.accept(() -> {
            isAdviceDue = true;
            tell();
          }));
    }
    if (isHeartbeatDue) {
      int accounts = watch.map(current -> current.accounts().size()).orElse(0);
      say(MonitorResponseMapper.heartbeat(sequence, accounts));
    }
    completion.ifPresent(Runnable::run);
  }

  private void goToThePool() {
    isTelling = true;
    addLong.accept(() -> tellNext(true));
  }

  private void say(MonitorMarginResponse response) {
    isHeartbeatDue = false;
    hasSaidSomething = true;
    responses.onNext(response);
  }
}
