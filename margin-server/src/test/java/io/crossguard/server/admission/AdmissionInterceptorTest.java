package io.crossguard.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.config.CallLimits;
import io.crossguard.server.config.IdentityLimits;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionInterceptorTest {
  private final CallAdmission admission = new CallAdmission(
      new CallLimits(
          1, 1, 1, Duration.ofSeconds(1), new IdentityLimits(Optional.of(1), Optional.empty())),
      caller -> IdentityLimits.NONE,
      () -> 0);
  private final AdmissionInterceptor interceptor =
      new AdmissionInterceptor(admission, new StatusFactory());
  private final SilentCall call = new SilentCall();

  @Test
  void interceptCall_whatFollowsThrows_givesThePlaceBack() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> start((started, headers) -> {
            assertThat(admission.underWay()).isOne();
            throw new IllegalStateException("no listener");
          }))
          .hasMessage("no listener");

      assertThat(admission.underWay()).isZero();
    }
  }

  @Test
  void interceptCall_whatFollowsFailsWithAnError_givesThePlaceBack() {
    assertThatThrownBy(() -> start((started, headers) -> {
          throw new StackOverflowError();
        }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(admission.underWay()).isZero();
  }

  @Test
  void listener_callThatEndsBothWays_givesThePlaceBackOnce() {
    ServerCall.Listener<EvaluateMarginRequest> first = start(SilentCall::listener);
    assertThat(admission.underWay()).isOne();

    first.onCancel();
    first.onComplete();

    assertThat(admission.underWay()).isZero();
    ServerCall.Listener<EvaluateMarginRequest> second = start(SilentCall::listener);
    assertThat(admission.underWay()).isOne();
    second.onComplete();
    assertThat(admission.underWay()).isZero();
  }

  @Test
  void listener_ofACallThatWasRefused_givesNothingBack() {
    ServerCall.Listener<EvaluateMarginRequest> first = start(SilentCall::listener);

    ServerCall.Listener<EvaluateMarginRequest> refused = start(SilentCall::listener);
    refused.onComplete();

    assertThat(call.closed).containsExactly(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(admission.underWay()).isOne();
    first.onComplete();
    assertThat(admission.underWay()).isZero();
  }

  private ServerCall.Listener<EvaluateMarginRequest> start(
      ServerCallHandler<EvaluateMarginRequest, EvaluateMarginResponse> next) {
    return interceptor.interceptCall(call, new Metadata(), next);
  }

  /** A call that nobody hears of. */
  private static final class SilentCall
      extends ServerCall<EvaluateMarginRequest, EvaluateMarginResponse> {
    private final List<Status.Code> closed = new ArrayList<>();

    static <Q, R> ServerCall.Listener<Q> listener(ServerCall<Q, R> call, Metadata headers) {
      return new ServerCall.Listener<>() {};
    }

    @Override
    public void request(int count) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(EvaluateMarginResponse message) {}

    @Override
    public void close(Status status, Metadata trailers) {
      closed.add(status.getCode());
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<EvaluateMarginRequest, EvaluateMarginResponse> getMethodDescriptor() {
      return MarginServiceGrpc.getEvaluateMarginMethod();
    }
  }
}
