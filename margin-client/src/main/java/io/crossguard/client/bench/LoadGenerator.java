package io.crossguard.client.bench;

import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes calls at a pace, and watches how each of them ends. Latencies count from the time at which a
 * call should have been started: where the service or this machine holds calls up, those behind them
 * count as slow too, as they would be for their callers.
 */
public final class LoadGenerator {
  // A call that is not over so long after its deadline is taken for lost.
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final List<? extends Channel> channels;
  private final LoadRequests requests;
  private final Duration deadline;
  private final LoadClock clock;
  private volatile PhaseTally current;

  /**
   * @param channels connections that share the calls, in turn; at least one
   * @param positions how many the accounts have; from 1 to 1,000
   * @param deadline of each call; positive
   */
  public LoadGenerator(List<? extends Channel> channels, int positions, Duration deadline) {
    this(channels, positions, deadline, LoadClock.ofThisMachine());
  }

  LoadGenerator(
      List<? extends Channel> channels, int positions, Duration deadline, LoadClock clock) {
    this.channels = List.copyOf(channels);
    this.requests = new LoadRequests(positions);
    this.deadline = deadline;
    this.clock = clock;
    this.current = new PhaseTally(new Phase(CallMix.EVALUATE, new Pace.ClosedLoop(1), deadline));
  }

  /**
   * Runs one phase after the other without a pause, then waits for what has not ended yet.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public List<PhaseResult> run(List<Phase> phases) throws InterruptedException {
    List<PhaseTally> tallies = new ArrayList<>();
    for (Phase phase : phases) {
      PhaseTally tally = new PhaseTally(phase);
      current = tally;
      tallies.add(tally);
      long start = clock.nanoTime();
      if (phase.pace() instanceof Pace.OpenLoop open) {
        run(open, phase.duration().toNanos(), tally);
      } else if (phase.pace() instanceof Pace.ClosedLoop closed) {
        run(closed, phase.duration().toNanos(), tally);
      }
      tally.close(clock.nanoTime() - start);
    }
    awaitEnds(tallies);
    return tallies.stream().map(PhaseTally::result).toList();
  }

  /** Calls of the phase under way that have ended. */
  public long ended() {
    return current.ended();
  }

  /** Those of them that were answered with a response. */
  public long ok() {
    return current.ok();
  }

  private void run(Pace.OpenLoop pace, long durationNanos, PhaseTally tally)
      throws InterruptedException {
    double nanosOfACall = TimeUnit.SECONDS.toNanos(1) / pace.callsPerSecond();
    long start = clock.nanoTime();
    for (long number = 0; number * nanosOfACall < durationNanos; number++) {
      long due = start + (long) (number * nanosOfACall);
      clock.sleepUntil(due);
      start(number, due, tally, () -> {});
    }
    clock.sleepUntil(start + durationNanos);
  }

  private void run(Pace.ClosedLoop pace, long durationNanos, PhaseTally tally)
      throws InterruptedException {
    Semaphore places = new Semaphore(pace.calls());
    long start = clock.nanoTime();
    for (long number = 0; ; number++) {
      long left = start + durationNanos - clock.nanoTime();
      if (left <= 0 || !places.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        return;
      }
      start(number, clock.nanoTime(), tally, places::release);
    }
  }

  private void start(long number, long due, PhaseTally tally, Runnable atEnd) {
    Channel channel = channels.get((int) (number % channels.size()));
    CallMix calls = tally.phase().calls();
    if (calls == CallMix.ACKNOWLEDGE) {
      start(channel, HealthGrpc.getCheckMethod(), requests.acknowledgement(), due, tally, atEnd);
    } else if (calls.isAdvice(number)) {
      start(
          channel,
          AdvisorServiceGrpc.getRecommendMarginModesMethod(),
          requests.advice(),
          due,
          tally,
          atEnd);
    } else {
      start(
          channel,
          MarginServiceGrpc.getEvaluateMarginMethod(),
          requests.evaluation(),
          due,
          tally,
          atEnd);
    }
  }

  private <Q, R> void start(
      Channel channel,
      MethodDescriptor<Q, R> method,
      Q request,
      long due,
      PhaseTally tally,
      Runnable atEnd) {
    String name = String.valueOf(method.getBareMethodName());
    tally.started(name, clock.nanoTime() - due);
    ClientCall<Q, R> call = channel.newCall(
        method, CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS));
    ClientCall.Listener<R> listener = new ClientCall.Listener<>() {
      @Override
      public void onClose(Status status, Metadata trailers) {
        tally.ended(Outcome.of(name, status, trailers), clock.nanoTime() - due);
        atEnd.run();
      }
    };
    call.start(listener, new Metadata());
    // One answer, and the end behind it.
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
  }

  private void awaitEnds(List<PhaseTally> tallies) throws InterruptedException {
    long end = clock.nanoTime() + deadline.plus(GRACE).toNanos();
    while (tallies.stream().anyMatch(tally -> tally.waiting() > 0) && clock.nanoTime() < end) {
      clock.sleepUntil(clock.nanoTime() + LOOK_AGAIN.toNanos());
    }
  }
}
