package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients and files that misbehave, at a server on a port. Each leaves the server as good as new. */
@Timeout(60)
class FaultTest {
  private static final EvaluateMarginRequest REQUEST = Requests.hedgedSol().build();
  private static final Metadata.Key<String> REQUEST_ID =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private final ErrorPageInterceptor errorPage = new ErrorPageInterceptor();

  @TempDir
  private Path directory;

  @AfterEach
  void everyStatusIsOnThePage() {
    errorPage.assertNoOffence();
  }

  @Test
  void metadata_aboveTheLimit_isHeldBackByTheClient() {
    try (EmbeddedCrossguard server = start(Map.of())) {
      Metadata flood = new Metadata();
      for (int i = 0; i < 300; i++) {
        flood.put(Metadata.Key.of("flood-" + i, Metadata.ASCII_STRING_MARSHALLER), "x".repeat(50));
      }
      Channel flooding = ClientInterceptors.intercept(
          channel(server), MetadataUtils.newAttachHeadersInterceptor(flood));

      assertThat(codeOf(flooding)).isEqualTo(io.grpc.Status.Code.INTERNAL);
      assertEvaluates(channel(server));
    }
  }

  @Test
  void metadata_ofAClientThatHoldsNothingBack_isRefusedByTheServer() throws Exception {
    try (SecureServer server = new SecureServer(directory, Map.of())) {
      assertThat(postWithHeaders(server, 9_000)).isEqualTo(431);

      assertThatThrownBy(() -> postWithHeaders(server, 50_000)).isInstanceOf(IOException.class);
      assertEvaluates(server.channel());
    }
  }

  /** A call as an HTTP client makes it that knows nothing of gRPC; its status. */
  private static int postWithHeaders(SecureServer server, int bytes) throws Exception {
    HttpClient client = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_2)
        .sslContext(server.trustingContext())
        .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
            "https://127.0.0.1:" + server.port() + "/crossguard.v1.MarginService/EvaluateMargin"))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5]));
    for (int i = 0; i < bytes / 1_000; i++) {
      request.header("flood-" + i, "x".repeat(1_000));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void caller_thatCancelsLongWork_givesItsPlaceBack() {
    try (EmbeddedCrossguard server = start(Map.of(Setting.CALLS_MAX, "1"))) {
      Channel channel = channel(server);
      Ending<BatchEvaluateMarginResponse> ending = new Ending<>();
      ClientCall<BatchEvaluateMarginRequest, BatchEvaluateMarginResponse> batch =
          open(channel, MarginServiceGrpc.getBatchEvaluateMarginMethod(), ending);
      batch.request(1);
      batch.sendMessage(largeBatch());
      batch.halfClose();
      assertThat(Errors.reason(refusal(channel))).isEqualTo("OVERLOADED");

      batch.cancel("no longer needed", null);

      awaitAnswer(channel);
      assertThat(ending.code()).isEqualTo(io.grpc.Status.Code.CANCELLED);
    }
  }

  @Test
  void caller_thatSendsNothing_losesItsPlaceAfterTheTimeLimit() {
    try (EmbeddedCrossguard server =
        start(Map.of(Setting.CALLS_MAX, "1", Setting.CALL_SECONDS_MAX, "2"))) {
      Channel channel = channel(server);
      Ending<EvaluateMarginResponse> ending = new Ending<>();
      ClientCall<EvaluateMarginRequest, EvaluateMarginResponse> silent =
          open(channel, MarginServiceGrpc.getEvaluateMarginMethod(), ending);
      silent.request(1);

      assertThat(ending.code()).isEqualTo(io.grpc.Status.Code.CANCELLED);
      awaitAnswer(channel);
    }
  }

  @Test
  void caller_thatDoesNotRead_losesItsPlaceAfterTheTimeLimit() {
    try (EmbeddedCrossguard server =
        start(Map.of(Setting.CALLS_MAX, "1", Setting.CALL_SECONDS_MAX, "2"))) {
      Channel channel = channel(server);
      ClientCall<BatchEvaluateMarginRequest, BatchEvaluateMarginResponse> deaf =
          open(channel, MarginServiceGrpc.getBatchEvaluateMarginMethod(), new Ending<>());
      deaf.sendMessage(largeBatch());
      deaf.halfClose();

      assertThat(Errors.reason(refusal(channel))).isEqualTo("OVERLOADED");
      awaitAnswer(channel);
    }
  }

  @Test
  void caller_whoWatchesHealth_isNotLimitedInTime() {
    try (EmbeddedCrossguard server = start(Map.of(Setting.CALL_SECONDS_MAX, "2"))) {
      Channel channel = channel(server);
      Ending<io.grpc.health.v1.HealthCheckResponse> watching = new Ending<>();
      ClientCall<HealthCheckRequest, io.grpc.health.v1.HealthCheckResponse> watch =
          open(channel, HealthGrpc.getWatchMethod(), watching);
      watch.request(10);
      watch.sendMessage(HealthCheckRequest.getDefaultInstance());
      watch.halfClose();
      // A call with the time limit begins later and has ended by it.
      Ending<EvaluateMarginResponse> ending = new Ending<>();
      open(channel, MarginServiceGrpc.getEvaluateMarginMethod(), ending).request(1);
      ending.code();

      assertThat(watching.isOpen()).isTrue();
    }
  }

  @Test
  void caller_aboveItsShare_isToldWhenToComeBack() {
    try (EmbeddedCrossguard server = start(Map.of(Setting.IDENTITY_CALLS_MAX, "1"))) {
      Channel channel = channel(server);
      ClientCall<EvaluateMarginRequest, EvaluateMarginResponse> first =
          open(channel, MarginServiceGrpc.getEvaluateMarginMethod(), new Ending<>());

      Status status = refusal(channel);

      assertThat(Errors.reason(status)).isEqualTo("QUOTA_EXCEEDED");
      assertThat(Errors.detail(status, RetryInfo.class).getRetryDelay().getSeconds())
          .isOne();
      first.cancel("done", null);
      awaitAnswer(channel);
    }
  }

  @Test
  void connection_beyondTheLimit_isClosedUntilAnotherEnds() throws IOException {
    try (EmbeddedCrossguard server =
        start(Map.of(Setting.CONNECTIONS_MAX, "2", Setting.ADDRESS_CONNECTIONS_MAX, "2"))) {
      assertEvaluates(channel(server));
      Socket second = connect(server);
      // The server speaks first, so this connection is one that it has let in.
      assertThat(second.getInputStream().read()).isNotNegative();

      try (Socket third = connect(server)) {
        assertThat(readOnClosed(third)).isTrue();
      }

      assertEvaluates(channel(server));
      second.close();
      awaitConnection(server);
    }
  }

  private static Socket connect(EmbeddedCrossguard server) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private static boolean readOnClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static void awaitConnection(EmbeddedCrossguard server) throws IOException {
    boolean isClosed = true;
    while (isClosed) {
      try (Socket socket = connect(server)) {
        isClosed = readOnClosed(socket);
      }
    }
  }

  @Test
  void rulesDirectory_swappedForGarbageWhileServing_keepsWhatWasThere() throws IOException {
    Path file = Files.writeString(directory.resolve("venue.json"), venue("venue-1"));
    Map<Setting, String> settings =
        Map.of(Setting.RULES_DIRECTORY, directory.toString(), Setting.RELOAD_SECONDS, "0.01");
    try (EmbeddedCrossguard server = start(settings);
        LogCapture log = LogCapture.of("io.crossguard.server.reload")) {
      Files.writeString(file, "{\"ruleSetId\": ");
      log.await("changed files are refused");
      assertThat(log.text()).contains(file + ": not the JSON form of a rule set");
      assertThat(ruleSets(server)).contains("venue-1");

      Files.writeString(file, venue("venue-2"));
      while (!ruleSets(server).contains("venue-2")) {
        Thread.onSpinWait();
      }
      assertThat(ruleSets(server)).doesNotContain("venue-1").contains("drift-v2");
    }
  }

  @Test
  void requestId_thatIsWellFormed_comesBack() {
    try (EmbeddedCrossguard server = start(Map.of())) {
      assertThat(requestIdFor(server, "order-17:retry_2.a")).isEqualTo("order-17:retry_2.a");
      assertThat(requestIdFor(server, "a".repeat(128))).isEqualTo("a".repeat(128));
      assertThat(requestIdFor(server, "a".repeat(129))).matches("[0-9a-f]{32}");
      assertThat(requestIdFor(server, "two words")).matches("[0-9a-f]{32}");
      assertThat(requestIdFor(server, "")).matches("[0-9a-f]{32}");
    }
  }

  @Test
  void requestId_ofACallThatFails_isInItsTrailersToo() {
    try (EmbeddedCrossguard server = start(Map.of())) {
      Ending<EvaluateMarginResponse> ending = new Ending<>();
      ClientCall<EvaluateMarginRequest, EvaluateMarginResponse> call =
          open(channel(server), MarginServiceGrpc.getEvaluateMarginMethod(), ending);
      call.request(1);
      call.sendMessage(EvaluateMarginRequest.getDefaultInstance());
      call.halfClose();

      assertThat(ending.code()).isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
      assertThat(ending.trailers().get(REQUEST_ID)).matches("[0-9a-f]{32}");
    }
  }

  private static String requestIdFor(EmbeddedCrossguard server, String sent) {
    Metadata headers = new Metadata();
    headers.put(REQUEST_ID, sent);
    Ending<EvaluateMarginResponse> ending = new Ending<>();
    ClientCall<EvaluateMarginRequest, EvaluateMarginResponse> call =
        server.channel().newCall(MarginServiceGrpc.getEvaluateMarginMethod(), CallOptions.DEFAULT);
    call.start(ending, headers);
    call.request(1);
    call.sendMessage(REQUEST);
    call.halfClose();
    assertThat(ending.code()).isEqualTo(io.grpc.Status.Code.OK);
    return String.valueOf(ending.trailers().get(REQUEST_ID));
  }

  private static EmbeddedCrossguard start(Map<Setting, String> given) {
    Map<Setting, String> settings =
        new EnumMap<>(Map.of(Setting.PORT, "0", Setting.DRAIN_SECONDS, "0"));
    settings.putAll(given);
    return EmbeddedCrossguard.startOnPort(ServerConfig.of(settings));
  }

  /** A channel that is connected: from now on calls reach the server in their order. */
  private Channel channel(EmbeddedCrossguard server) {
    Channel channel = ClientInterceptors.intercept(server.channel(), errorPage);
    assertEvaluates(channel);
    return channel;
  }

  private static <Q, R> ClientCall<Q, R> open(
      Channel channel, MethodDescriptor<Q, R> method, ClientCall.Listener<R> listener) {
    // A client holds the headers of a unary call back until its request is there.
    ClientCall<Q, R> call = channel.newCall(
        method.toBuilder().setType(MethodDescriptor.MethodType.BIDI_STREAMING).build(),
        CallOptions.DEFAULT);
    call.start(listener, new Metadata());
    return call;
  }

  private static void assertEvaluates(Channel channel) {
    assertThat(
            MarginServiceGrpc.newBlockingStub(channel).evaluateMargin(REQUEST).getAccountId())
        .isEqualTo("hedged");
  }

  private static io.grpc.Status.Code codeOf(Channel channel) {
    try {
      assertEvaluates(channel);
      return io.grpc.Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private static Status refusal(Channel channel) {
    return Errors.of(() -> assertEvaluates(channel));
  }

  private static void awaitAnswer(Channel channel) {
    while (codeOf(channel) != io.grpc.Status.Code.OK) {
      Thread.onSpinWait();
    }
  }

  private static java.util.List<String> ruleSets(EmbeddedCrossguard server) {
    return RuleSetServiceGrpc.newBlockingStub(server.channel())
        .listRuleSets(ListRuleSetsRequest.getDefaultInstance())
        .getRuleSetsList()
        .stream()
        .map(summary -> summary.getRuleSetId())
        .toList();
  }

  private static String venue(String name) {
    return """
        {"ruleSetId": "%s", "version": "1", "source": "Made up.", "asOf": "2026-11-01",
         "collateralMode": "SINGLE_ASSET", "quoteCurrency": "USDC", "liquidatesAtTrigger": true,
         "assets": [{"asset": "USDC", "root": "USDC"}]}
        """.formatted(name);
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

  /** How a call ends. */
  private static final class Ending<R> extends ClientCall.Listener<R> {
    private final CompletableFuture<io.grpc.Status.Code> code = new CompletableFuture<>();
    private volatile Metadata trailers = new Metadata();

    io.grpc.Status.Code code() {
      return assertDoesNotThrow(() -> code.get(20, TimeUnit.SECONDS));
    }

    boolean isOpen() {
      return !code.isDone();
    }

    Metadata trailers() {
      return trailers;
    }

    @Override
    public void onClose(io.grpc.Status status, Metadata received) {
      trailers = received;
      code.complete(status.getCode());
    }
  }
}
