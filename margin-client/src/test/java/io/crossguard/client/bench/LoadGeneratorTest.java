package io.crossguard.client.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private static final Duration DEADLINE = Duration.ofMillis(20);

  /** Time that passes only where somebody waits, or is held up. */
  private static final class FakeClock implements LoadClock {
    private long now;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleepUntil(long nanoTime) {
      now = Math.max(now, nanoTime);
    }
  }

  private final FakeClock clock = new FakeClock();

  /** Ends each call where it is started, with the status for its number, or never. */
  private static final class FakeChannel extends Channel {
    private final LongFunction<Optional<StatusRuntimeException>> ends;
    private long calls;

    FakeChannel(LongFunction<Optional<StatusRuntimeException>> ends) {
      this.ends = ends;
    }

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      return new ClientCall<>() {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
          ends.apply(calls++).ifPresent(end -> {
            Metadata trailers = end.getTrailers();
            listener.onClose(end.getStatus(), trailers == null ? new Metadata() : trailers);
          });
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(String message, Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
      };
    }

    @Override
    public String authority() {
      return "fake";
    }
  }

  private static Optional<StatusRuntimeException> ok() {
    return Optional.of(Status.OK.asRuntimeException());
  }

  private PhaseResult run(CallMix mix, LongFunction<Optional<StatusRuntimeException>> ends)
      throws InterruptedException {
    Phase phase = new Phase(mix, new Pace.OpenLoop(100), Duration.ofMillis(220));
    return new LoadGenerator(List.of(new FakeChannel(ends)), 1, DEADLINE, clock)
        .run(List.of(phase))
        .get(0);
  }

  @Test
  void run_openLoop_startsAsManyCallsAsTheRateSays() throws InterruptedException {
    PhaseResult result = run(CallMix.EVALUATE, number -> ok());

    assertThat(result.calls()).isEqualTo(22);
    assertThat(result.ok()).isEqualTo(22);
    assertThat(result.seconds()).isEqualTo(0.22);
    assertThat(result.latestMillis()).isZero();
  }

  @Test
  void run_mixed_asksForAdviceOnceInEleven() throws InterruptedException {
    PhaseResult result = run(CallMix.MIXED, number -> ok());

    assertThat(result.rows())
        .extracting(row -> row.outcome().method() + " " + row.calls())
        .containsExactly("EvaluateMargin 20", "RecommendMarginModes 2");
  }

  @Test
  void run_acknowledge_makesHealthChecks() throws InterruptedException {
    PhaseResult result = run(CallMix.ACKNOWLEDGE, number -> ok());

    assertThat(result.rows())
        .extracting(row -> row.outcome().method() + " " + row.calls())
        .containsExactly("Check 22");
  }

  @Test
  void acknowledgement_carriesTheBytesOfTheEvaluation() {
    LoadRequests requests = new LoadRequests(3);

    assertThat(requests.acknowledgement().toByteString().substring(3))
        .isEqualTo(requests.evaluation().toByteString());
    assertThat(requests.acknowledgement().getService()).isEmpty();
  }

  @Test
  void run_openLoopHeldUpByItsFirstCall_countsTheWaitOfThoseBehindIt() throws InterruptedException {
    PhaseResult result = run(CallMix.EVALUATE, number -> {
      if (number == 0) {
        clock.sleepUntil(TimeUnit.MILLISECONDS.toNanos(100));
      }
      return ok();
    });

    Latencies latencies = result.rows().get(0).latencies();
    // The ten calls due at 0, 10, …, 90 ms all start and end at 100 ms; the twelve others at once.
    assertThat(latencies.p50()).isZero();
    assertThat(latencies.p90()).isBetween(80.0, 80.1);
    assertThat(latencies.max()).isBetween(100.0, 100.1);
    assertThat(result.latestMillis()).isEqualTo(90);
  }

  @Test
  void run_refusedCalls_areCountedByTheirReason() throws InterruptedException {
    StatusRuntimeException refusal =
        StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.RESOURCE_EXHAUSTED.value())
            .addDetails(Any.pack(ErrorInfo.newBuilder().setReason("OVERLOADED").build()))
            .build());

    PhaseResult result =
        run(CallMix.EVALUATE, number -> number % 2 == 0 ? ok() : Optional.of(refusal));

    assertThat(result.rows())
        .extracting(PhaseResult.Row::outcome, PhaseResult.Row::calls)
        .containsExactly(
            tuple(new Outcome("EvaluateMargin", "OK", ""), 11L),
            tuple(new Outcome("EvaluateMargin", "RESOURCE_EXHAUSTED", "OVERLOADED"), 11L));
    assertThat(result.ok()).isEqualTo(11);
  }

  @Test
  void run_callThatNeverEnds_countsAsWithoutAnswer() throws InterruptedException {
    PhaseResult result = run(CallMix.EVALUATE, number -> number == 3 ? Optional.empty() : ok());

    assertThat(result.rows().get(1).outcome())
        .isEqualTo(new Outcome("EvaluateMargin", Outcome.NO_ANSWER, ""));
    assertThat(result.rows().get(1).calls()).isEqualTo(1);
    assertThat(result.calls()).isEqualTo(22);
  }

  @Test
  void pacesPhasesAndRequests_keepTheirRules() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace.OpenLoop(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace.OpenLoop(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace.ClosedLoop(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Phase(CallMix.EVALUATE, new Pace.ClosedLoop(1), Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new LoadRequests(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LoadRequests(1_001));
  }
}
