package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ServerLifecycleTest {
  private static final EvaluateMarginRequest REQUEST = Requests.hedgedSol().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "readiness",
        "liveness",
        "crossguard.v1.MarginService",
        "crossguard.v1.AdvisorService",
        "crossguard.v1.RuleSetService"
      })
  void health_ofARunningServer_isServing(String service) {
    try (EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess()) {
      assertThat(health(crossguard, service)).isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void reflection_listsTheServices() throws Exception {
    try (EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess()) {
      CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
      StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(
              crossguard.channel())
          .serverReflectionInfo(completing(answer));
      requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

      List<ServiceResponse> services =
          answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList();
      requests.onCompleted();

      assertThat(services)
          .extracting(ServiceResponse::getName)
          .contains(
              "crossguard.v1.MarginService",
              "crossguard.v1.AdvisorService",
              "crossguard.v1.RuleSetService",
              "grpc.health.v1.Health");
    }
  }

  @Test
  void call_whileAllPlacesAreTaken_isRefusedBeforeItsRequestIsRead() {
    ServerConfig config =
        ServerConfig.of(Map.of(Setting.CALLS_MAX, "2", Setting.DRAIN_SECONDS, "0"));
    try (EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess(config)) {
      OpenCall first = new OpenCall(crossguard);
      OpenCall second = new OpenCall(crossguard);

      OpenCall third = new OpenCall(crossguard);

      assertThat(third.status().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
      assertThat(Errors.reason(third.status())).isEqualTo("OVERLOADED");
      assertThat(Errors.detail(third.status(), RetryInfo.class).getRetryDelay().getSeconds())
          .isPositive();
      assertThat(health(crossguard, "")).isEqualTo(ServingStatus.SERVING);

      first.send();
      assertThat(first.answer()).isEqualTo(evaluate(crossguard));
      second.cancel();
      assertThat(evaluate(crossguard).getAccountId()).isEqualTo("hedged");
    }
  }

  @Test
  void close_duringTheDrainDelay_tellsHealthAndStillAnswers() throws InterruptedException {
    ServerConfig config = ServerConfig.of(Map.of(Setting.DRAIN_DELAY_SECONDS, "600"));
    EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess(config);
    Thread closing = new Thread(crossguard::close);
    closing.start();

    awaitHealth(crossguard, ServingStatus.NOT_SERVING);

    assertThat(health(crossguard, "readiness")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health(crossguard, "crossguard.v1.MarginService"))
        .isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health(crossguard, "liveness")).isEqualTo(ServingStatus.SERVING);
    assertThat(evaluate(crossguard).getAccountId()).isEqualTo("hedged");
    closing.interrupt();
    closing.join();
    assertThatThrownBy(() -> evaluate(crossguard)).isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void close_whileACallIsUnderWay_takesNoOtherAndAnswersIt() throws Exception {
    EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess();
    OpenCall underWay = new OpenCall(crossguard);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(crossguard::close);

    awaitRefusal(crossguard);
    assertThat(closing).isNotDone();

    underWay.send();
    assertThat(underWay.answer().getAccountId()).isEqualTo("hedged");
    closing.get(10, TimeUnit.SECONDS);
  }

  @Test
  void close_callThatDoesNotEnd_isCutOffAfterTheDrainTime() {
    ServerConfig config = ServerConfig.of(Map.of(Setting.DRAIN_SECONDS, "0.2"));
    EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess(config);
    OpenCall hanging = new OpenCall(crossguard);

    crossguard.close();

    assertThat(hanging.closed()).isCompletedExceptionally();
  }

  @Test
  void close_twice_doesNothingMore() {
    EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess();
    crossguard.close();
    crossguard.close();
  }

  private static EvaluateMarginResponse evaluate(EmbeddedCrossguard crossguard) {
    return MarginServiceGrpc.newBlockingStub(crossguard.channel()).evaluateMargin(REQUEST);
  }

  private static ServingStatus health(EmbeddedCrossguard crossguard, String service) {
    HealthCheckRequest request =
        HealthCheckRequest.newBuilder().setService(service).build();
    HealthCheckResponse response =
        HealthGrpc.newBlockingStub(crossguard.channel()).check(request);
    return response.getStatus();
  }

  private static void awaitHealth(EmbeddedCrossguard crossguard, ServingStatus status) {
    while (health(crossguard, "") != status) {
      Thread.onSpinWait();
    }
  }

  /** Whoever calls till then is answered; after that there is no server to connect to. */
  private static void awaitRefusal(EmbeddedCrossguard crossguard) {
    assertThatThrownBy(() -> {
          while (true) {
            evaluate(crossguard);
          }
        })
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal -> assertThat(refusal.getStatus().getCode())
                .isEqualTo(io.grpc.Status.Code.UNAVAILABLE));
  }

  private static <T> StreamObserver<T> completing(CompletableFuture<T> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T message) {
        answer.complete(message);
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {}
    };
  }

  /** A call that has begun, and whose request is still to come. */
  private static final class OpenCall extends ClientCall.Listener<EvaluateMarginResponse> {
    private final ClientCall<EvaluateMarginRequest, EvaluateMarginResponse> call;
    private final CompletableFuture<EvaluateMarginResponse> closed = new CompletableFuture<>();
    private EvaluateMarginResponse response = EvaluateMarginResponse.getDefaultInstance();

    OpenCall(EmbeddedCrossguard crossguard) {
      call = crossguard
          .channel()
          .newCall(MarginServiceGrpc.getEvaluateMarginMethod(), CallOptions.DEFAULT);
      call.start(this, new Metadata());
      call.request(1);
    }

    void send() {
      call.sendMessage(REQUEST);
      call.halfClose();
    }

    void cancel() {
      call.cancel("no longer needed", null);
    }

    CompletableFuture<EvaluateMarginResponse> closed() {
      return closed;
    }

    EvaluateMarginResponse answer() {
      return closed.join();
    }

    Status status() {
      return Errors.of(() -> {
        try {
          closed.get(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
          throw e.getCause();
        }
      });
    }

    @Override
    public void onMessage(EvaluateMarginResponse message) {
      response = message;
    }

    @Override
    public void onClose(io.grpc.Status status, Metadata trailers) {
      if (status.isOk()) {
        closed.complete(response);
      } else {
        closed.completeExceptionally(status.asRuntimeException(trailers));
      }
    }
  }
}
