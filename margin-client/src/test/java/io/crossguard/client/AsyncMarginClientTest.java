package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.client.junit.CrossguardExtension;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceImplBase;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendOrderModeRequest;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.StressMarginRequest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call that nobody waits for has the outcome of one that somebody waits for. */
@Timeout(60)
@ExtendWith(CrossguardExtension.class)
class AsyncMarginClientTest {
  private static final Path ORDER = Path.of("examples", "order-beside-a-basis-book.json");

  @Test
  void evaluations_areTheSame(MarginClient client) {
    EvaluateMarginRequest one = read(EvaluateMarginRequest.newBuilder()).build();
    BatchEvaluateMarginRequest batch = read(BatchEvaluateMarginRequest.newBuilder())
        .addAccounts(one.getAccount())
        .build();
    StressMarginRequest stress = read(StressMarginRequest.newBuilder()).build();
    PreviewChangesRequest preview = read(PreviewChangesRequest.newBuilder()).build();
    SimulateLiquidationRequest liquidation =
        read(SimulateLiquidationRequest.newBuilder()).build();

    AsyncMarginClient async = client.async();
    assertSame(() -> client.evaluateMargin(one), async.evaluateMargin(one));
    assertSame(() -> client.batchEvaluateMargin(batch), async.batchEvaluateMargin(batch));
    assertSame(() -> client.stressMargin(stress), async.stressMargin(stress));
    assertSame(() -> client.previewChanges(preview), async.previewChanges(preview));
    assertSame(
        () -> client.simulateLiquidation(liquidation), async.simulateLiquidation(liquidation));
  }

  @Test
  void advice_isTheSame(MarginClient client) {
    ClassifyPositionsRequest classes =
        read(ClassifyPositionsRequest.newBuilder()).build();
    RecommendMarginModesRequest modes =
        read(RecommendMarginModesRequest.newBuilder()).build();
    RecommendOrderModeRequest order =
        read(RecommendOrderModeRequest.newBuilder()).build();

    AsyncMarginClient async = client.async();
    assertSame(() -> client.classifyPositions(classes), async.classifyPositions(classes));
    assertSame(() -> client.recommendMarginModes(modes), async.recommendMarginModes(modes));
    assertSame(() -> client.recommendOrderMode(order), async.recommendOrderMode(order));
  }

  @Test
  void ruleSets_areTheSame(MarginClient client) {
    AsyncMarginClient async = client.async();
    assertSame(client::listRuleSets, async.listRuleSets());
    assertSame(() -> client.getRuleSet("drift-v2"), async.getRuleSet("drift-v2"));
    assertThat(outcome(() -> async.getRuleSet("none").join())).asString().contains("NOT_FOUND");
    assertSame(() -> client.getRuleSet("none"), async.getRuleSet("none"));
  }

  @Test
  void answer_isTurnedIntoSomethingElse(MarginClient client) {
    assertThat(status(client, read(EvaluateMarginRequest.newBuilder()).build()).join())
        .isEqualTo("HEALTHY");
  }

  private static CompletableFuture<String> status(
      MarginClient client, EvaluateMarginRequest request) {
    return client
        .async()
        .evaluateMargin(request)
        .thenApply(margin -> margin.getStatus().name());
  }

  @Test
  void cancel_endsTheCall() throws IOException {
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    Server server = InProcessServerBuilder.forName("silent")
        .directExecutor()
        .addService(new MarginServiceImplBase() {
          @Override
          public void evaluateMargin(
              EvaluateMarginRequest request, StreamObserver<EvaluateMarginResponse> responses) {
            ((ServerCallStreamObserver<EvaluateMarginResponse>) responses)
                .setOnCancelHandler(() -> cancelled.complete(null));
          }
        })
        .build()
        .start();
    ManagedChannel channel =
        InProcessChannelBuilder.forName("silent").directExecutor().build();
    try (MarginClient client = MarginClient.over(channel, Duration.ofSeconds(50))) {
      CompletableFuture<EvaluateMarginResponse> answer =
          client.async().evaluateMargin(EvaluateMarginRequest.getDefaultInstance());
      assertThat(answer).isNotDone();

      answer.cancel(true);

      cancelled.join();
      assertThat(answer).isCancelled();
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static <T> void assertSame(Supplier<T> waiting, CompletableFuture<T> answer) {
    assertThat(outcome(answer::join)).isEqualTo(outcome(waiting));
  }

  private static Object outcome(Supplier<?> call) {
    try {
      return call.get();
    } catch (CompletionException e) {
      return String.valueOf(e.getCause());
    } catch (CrossguardException e) {
      return e.toString();
    }
  }

  /** The account of the example, with what else the request has of it. */
  private static <B extends Message.Builder> B read(B request) {
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(Files.readString(ORDER), request);
      return request;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
