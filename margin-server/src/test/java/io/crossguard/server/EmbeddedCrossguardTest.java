package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server on a port of this machine, with everything that only a wire has. */
@Timeout(60)
class EmbeddedCrossguardTest {
  private static EmbeddedCrossguard crossguard;

  @BeforeAll
  static void start() {
    crossguard = EmbeddedCrossguard.startOnPort(ServerConfig.DEFAULT.withPort(0));
  }

  @AfterAll
  static void stop() {
    crossguard.close();
  }

  @Test
  void startOnPort_portZero_takesAFreeOneAndAnswers() throws InterruptedException {
    assertThat(crossguard.port()).isPositive();
    assertThat(crossguard.target()).isEqualTo("127.0.0.1:" + crossguard.port());

    ManagedChannel own = crossguard.channelBuilder().build();
    EvaluateMarginRequest request = Requests.hedgedSol().build();
    EvaluateMarginResponse response =
        MarginServiceGrpc.newBlockingStub(own).evaluateMargin(request);
    own.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);

    try (EmbeddedCrossguard inProcess = EmbeddedCrossguard.startInProcess()) {
      assertThat(inProcess.port()).isNegative();
      assertThat(MarginServiceGrpc.newBlockingStub(inProcess.channel()).evaluateMargin(request))
          .isEqualTo(response);
    }
  }

  @Test
  void startOnPort_portThatIsTaken_saysSo() {
    ServerConfig taken = ServerConfig.DEFAULT.withPort(crossguard.port());

    assertThatThrownBy(() -> EmbeddedCrossguard.startOnPort(taken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(crossguard.target());
  }

  @Test
  void evaluateMargin_fiftyViolations_fitIntoTheTrailersOfAnyClient() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    request.getAccountBuilder().clearPositions();
    for (int i = 0; i < 60; i++) {
      request.getAccountBuilder().addPositions(Requests.position("p" + i, "SOL-PERP", "x"));
    }

    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));

    assertThat(Errors.detail(status, BadRequest.class).getFieldViolationsCount())
        .isEqualTo(50);
  }

  @Test
  void evaluateMargin_violationsWithTheLongestWords_stillArrive() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    request.getAccountBuilder().clearPositions();
    for (int i = 0; i < 60; i++) {
      String unknown = "\u6f22".repeat(125) + i;
      request.getAccountBuilder().addPositions(Requests.position("p" + i, unknown, "1"));
    }

    Status status = Errors.of(() -> margin().evaluateMargin(request.build()));

    assertThat(Errors.reason(status)).isEqualTo("INCONSISTENT_REQUEST");
    assertThat(Errors.violations(status)).hasSizeBetween(8, 50);
  }

  @Test
  void evaluateMargin_messageAboveFourMebibytes_isRefusedByGrpc() {
    EvaluateMarginRequest.Builder request = Requests.hedgedSol();
    request.getAccountBuilder().setAccountId("a".repeat(4 * 1024 * 1024));

    StatusRuntimeException failure = catchThrowableOfType(
        StatusRuntimeException.class, () -> margin().evaluateMargin(request.build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
    assertThat(margin().evaluateMargin(Requests.hedgedSol().build()).getAccountId())
        .isEqualTo("hedged");
  }

  @ParameterizedTest
  @MethodSource("bytesThatAreNoMessage")
  void evaluateMargin_bytesThatAreNoMessage_areInvalid(byte[] bytes) {
    MethodDescriptor<byte[], EvaluateMarginResponse> method =
        MarginServiceGrpc.getEvaluateMarginMethod().toBuilder(
                new Bytes(), MarginServiceGrpc.getEvaluateMarginMethod().getResponseMarshaller())
            .build();

    Status status = Errors.of(() ->
        ClientCalls.blockingUnaryCall(crossguard.channel(), method, CallOptions.DEFAULT, bytes));

    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status)).extracting(Violation::field).containsExactly("request");
  }

  /** A wrong wire type, and an account whose name is no UTF-8. */
  static Stream<byte[]> bytesThatAreNoMessage() {
    return Stream.of(
        new byte[] {(byte) 0xff, (byte) 0xff, 3, 4}, new byte[] {10, 4, 10, 2, (byte) 0xc3, 0x28});
  }

  /** Sends bytes as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void batchEvaluateMargin_deadlineThatPasses_endsTheCall() {
    BatchEvaluateMarginRequest batch = largeBatch();

    StatusRuntimeException failure = catchThrowableOfType(
        StatusRuntimeException.class,
        () -> margin().withDeadlineAfter(50, TimeUnit.MILLISECONDS).batchEvaluateMargin(batch));

    assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void close_afterACancelledBatch_doesNotWaitForIt() {
    ServerConfig config = ServerConfig.of(Map.of(Setting.PORT, "0", Setting.DRAIN_SECONDS, "20"));
    EmbeddedCrossguard other = EmbeddedCrossguard.startOnPort(config);
    BatchEvaluateMarginRequest batch = largeBatch();
    MarginServiceBlockingStub stub = MarginServiceGrpc.newBlockingStub(other.channel());
    assertThatThrownBy(
            () -> stub.withDeadlineAfter(50, TimeUnit.MILLISECONDS).batchEvaluateMargin(batch))
        .isInstanceOf(StatusRuntimeException.class);

    long start = System.nanoTime();
    other.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private static BatchEvaluateMarginRequest largeBatch() {
    EvaluateMarginRequest.Builder single = Requests.hedgedSol();
    for (int i = 0; i < 60; i++) {
      single.getAccountBuilder().addPositions(Requests.position("p" + i, "SOL-PERP", "1"));
    }
    BatchEvaluateMarginRequest.Builder batch = BatchEvaluateMarginRequest.newBuilder()
        .setMarket(single.getMarket())
        .setRuleSet(single.getRuleSet());
    for (int i = 0; i < 1_000; i++) {
      batch.addAccounts(single.getAccount());
    }
    return batch.build();
  }

  private static MarginServiceBlockingStub margin() {
    return MarginServiceGrpc.newBlockingStub(crossguard.channel());
  }
}
