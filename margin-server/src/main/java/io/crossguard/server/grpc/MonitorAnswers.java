package io.crossguard.server.grpc;

import com.google.rpc.Status;
import io.crossguard.server.grpc.AccountAnswers.Watch;
import io.crossguard.server.grpc.StreamClock.Beat;
import io.crossguard.server.mapping.MonitorResponseMapper;
import io.crossguard.server.monitor.Cause;
import io.crossguard.server.observation.StreamCounts;
import io.crossguard.v1.MonitorMarginResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one stream of watched accounts answers. What is to be told of an account waits in its state
 * until the reader can take an answer, and only then is the answer made: a slow reader gets the
 * latest, never a queue. Refusals go before alerts, the worst verdict first among these, alerts before
 * all else of accounts, that before advice, and a sign of life is last.
 */
final class MonitorAnswers {
  // A hand-over costs about as much as a small evaluation.
  private static final int FEW_ROWS = 50;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final ServerCallStreamObserver<MonitorMarginResponse> responses;
  private final StreamClock clock;
  private final AccountAnswers accountAnswers;
  private final AdviceSearch advice;
  private final StreamCounts counts;
  private final Consumer<Runnable> add;
  private final Consumer<Runnable> addLong;
  private final Runnable requestNext;

  private Optional<Watch> watch = Optional.empty();
  private Optional<MonitorMarginResponse> refusal = Optional.empty();
  private Optional<Runnable> completion = Optional.empty();
  private int sequence;
  private boolean isTelling;
  private boolean isHeartbeatDue;
  private boolean hasSaidSomething;

  /**
   * @param add takes a piece of work of the stream that any thread may do
   * @param addLong takes one that only the pool may do
   * @param requestNext asks for another message
   */
  MonitorAnswers(
      ServerCallStreamObserver<MonitorMarginResponse> responses,
      MonitorParts parts,
      StreamClock clock,
      Consumer<Runnable> add,
      Consumer<Runnable> addLong,
      Runnable requestNext) {
    this.responses = responses;
    this.clock = clock;
    this.accountAnswers = parts.accountAnswers();
    this.counts = parts.counts();
    this.add = add;
    this.addLong = addLong;
    this.requestNext = requestNext;
    this.advice = new AdviceSearch(parts, clock, add, this::tell);
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
    isHeartbeatDue = started.accounts().size() == 0;
    advice.start(started.accounts());
  }

  /** Messages up to this number are accounted for. */
  void upTo(int number) {
    sequence = number;
    advice.upTo(number);
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
    advice.hurry();
    tell();
  }

  void stop() {
    clock.stop();
    advice.stop();
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
        () -> addLong.accept(() -> {
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
    if (refusal.isPresent()) {
      say(refusal.get());
      refusal = Optional.empty();
      requestNext.run();
    } else if (due.isPresent()) {
      Watch current = watch.orElseThrow();
      if (!isInPool && !areFew(current.accounts().rows(due.get()))) {
        goToThePool();
        return;
      }
      say(accountAnswers.margin(current, due.get(), sequence));
    } else if (advice.hasFound()) {
      tellAdvice(watch.orElseThrow());
    } else {
      tellTheRest();
      return;
    }
    isTelling = true;
    add.accept(() -> tellNext(isInPool));
  }

  private void tellAdvice(Watch current) {
    AdviceSearch.Found found = advice.take();
    if (current.accounts().advised(found.advice())) {
      say(accountAnswers.advice(current, found, sequence));
    }
    advice.goOn();
  }

  private void tellTheRest() {
    if (isHeartbeatDue) {
      int accounts = watch.map(current -> current.accounts().size()).orElse(0);
      say(MonitorResponseMapper.heartbeat(sequence, accounts));
    }
    if (advice.isDone()) {
      completion.ifPresent(Runnable::run);
    }
  }

  private void goToThePool() {
    isTelling = true;
    addLong.accept(() -> tellNext(true));
  }

  private void say(MonitorMarginResponse response) {
    isHeartbeatDue = false;
    hasSaidSomething = true;
    if (response.hasAccount()) {
      counts.told(response.getAccount().getFolded());
    }
    responses.onNext(response);
  }
}
