package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.Scenario;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long work for callers who are gone ends between two parts of it, and frees place and thread. */
@Timeout(60)
class CancelledWorkTest {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  @Test
  void throwIfCancelled_afterThatManyParts_endsTheWorkThere() {
    AtomicInteger parts = new AtomicInteger();
    Context.CancellableContext call = Context.current().withCancellation();

    assertThatThrownBy(() -> call.run(() -> {
          for (int part = 0; part < 1_000; part++) {
            CallCancelledException.throwIfCancelled();
            if (parts.incrementAndGet() == 3) {
              call.cancel(null);
            }
          }
        }))
        .isInstanceOf(CallCancelledException.class);

    assertThat(parts).hasValue(3);
  }

  /** Each takes seconds where nobody ends it. */
  @Test
  void stresses_onEveryThread_freePlaceAndThreadWhenCancelled() {
    ServerConfig config = ServerConfig.of(Map.of(
        Setting.PORT, "0",
        Setting.DRAIN_SECONDS, "0",
        Setting.CALLS_MAX, Integer.toString(THREADS)));
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config)) {
      assertCancelledOnEveryThread(server, longStress());
    }
  }

  private static void assertCancelledOnEveryThread(
      EmbeddedCrossguard server, StressMarginRequest request) {
    // On a connection that stands, calls begin in the order in which they are made.
    assertThat(isFull(server)).isFalse();
    List<CompletableFuture<Status.Code>> endings = new ArrayList<>();
    List<ClientCall<StressMarginRequest, StressMarginResponse>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      CompletableFuture<Status.Code> ending = new CompletableFuture<>();
      endings.add(ending);
      calls.add(started(server, request, ending));
    }
    while (!isFull(server)) {
      Thread.onSpinWait();
    }

    calls.forEach(call -> call.cancel("no longer needed", null));

    assertThat(endings)
        .allSatisfy(ending -> assertThat(assertDoesNotThrow(() -> ending.get(20, TimeUnit.SECONDS)))
            .isEqualTo(Status.Code.CANCELLED));
    while (isFull(server)) {
      Thread.onSpinWait();
    }
    // It runs on a thread of the pool, all of which were busy.
    while (!Errors.reason(Errors.of(() -> MarginServiceGrpc.newBlockingStub(server.channel())
            .previewChanges(PreviewChangesRequest.getDefaultInstance())))
        .equals("INVALID_FIELD")) {
      Thread.onSpinWait();
    }
  }

  private static ClientCall<StressMarginRequest, StressMarginResponse> started(
      EmbeddedCrossguard server,
      StressMarginRequest request,
      CompletableFuture<Status.Code> ending) {
    ClientCall<StressMarginRequest, StressMarginResponse> call =
        server.channel().newCall(MarginServiceGrpc.getStressMarginMethod(), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ending.complete(status.getCode());
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    return call;
  }

  private static boolean isFull(EmbeddedCrossguard server) {
    try {
      MarginServiceGrpc.newBlockingStub(server.channel())
          .evaluateMargin(Requests.hedgedSol().build());
      return false;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
    }
  }

  private static StressMarginRequest longStress() {
    EvaluateMarginRequest.Builder account = Requests.hedgedSol();
    for (int i = 0; i < 900; i++) {
      account.getAccountBuilder().addPositions(Requests.position("p" + i, "SOL-PERP", "1"));
    }
    StressMarginRequest.Builder request = StressMarginRequest.newBuilder()
        .setAccount(account.getAccount())
        .setMarket(account.getMarket())
        .setRuleSet(account.getRuleSet());
    for (int i = 0; i < 10_000; i++) {
      request.addScenarios(Scenario.newBuilder()
          .setScenarioId("s" + i)
          .addRootFactors(
              Scenario.RootFactor.newBuilder().setRoot("SOL").setFactor("0." + (50_000 + i))));
    }
    return request.build();
  }
}
