package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorMarginResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a stream of watched accounts over a connection ends, and how it does not. */
@Timeout(60)
class MonitorStreamEndTest {

  @Test
  void bytesThatAreNoMessage_endTheirStreamAlone() throws Exception {
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config());
        MonitorConversation other = MonitorConversation.over(server.channel())) {
      other.snapshot(MonitorMarginInProcessTest.solStart().build());
      other.next();

      StatusRuntimeException failure =
          endOf(server.channel(), "no message".getBytes(StandardCharsets.UTF_8));

      com.google.rpc.Status status = StatusProto.fromThrowable(failure);
      ErrorPageInterceptor.assertOnPage(status);
      assertThat(Errors.violations(status))
          .containsExactly(
              new Violation("request", "must be a message of the type that the method takes"));
      other.ask();
      assertThat(other.nextAccount().getMargin().getAccountId()).isEqualTo("first");
    }
  }

  @Test
  void serverThatEnds_sendsStreamsElsewhere() {
    EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config());
    try (MonitorConversation stream = MonitorConversation.over(server.channel())) {
      stream.snapshot(MonitorMarginInProcessTest.solStart().build());
      stream.next();

      server.close();

      StatusRuntimeException failure = stream.failure();
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      com.google.rpc.Status status = StatusProto.fromThrowable(failure);
      ErrorPageInterceptor.assertOnPage(status);
      assertThat(Errors.reason(status)).isEqualTo("DRAINING");
      assertThat(failure
              .getTrailers()
              .get(Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER)))
          .isEqualTo("1000");
    }
  }

  /** The limit of calls without a deadline is half as long as a heartbeat takes. */
  @Test
  void streamWithoutDeadline_lastsLongerThanCallsMay() {
    ServerConfig config = ServerConfig.of(
        Map.of(Setting.PORT, "0", Setting.DRAIN_SECONDS, "0", Setting.CALL_SECONDS_MAX, "0.5"));
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config);
        MonitorConversation stream = MonitorConversation.over(server.channel())) {
      Snapshot.Builder snapshot = MonitorMarginInProcessTest.solStart();
      snapshot.getHeartbeatBuilder().setSeconds(1);
      stream.snapshot(snapshot.build());
      stream.next();

      assertThat(stream.next().hasHeartbeat()).isTrue();
      assertThat(stream.next().hasHeartbeat()).isTrue();
    }
  }

  @Test
  void streamsOfOneConnection_areAtMost64() {
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config())) {
      List<MonitorConversation> streams = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        MonitorConversation stream = MonitorConversation.over(server.channel());
        stream.snapshot(MonitorMarginInProcessTest.solStart().build());
        stream.nextAccount();
        streams.add(stream);
      }

      assertOverloaded(MonitorConversation.over(server.channel()));
      assertThat(streams.remove(0).finish()).isEmpty();
      try (MonitorConversation next = MonitorConversation.over(server.channel())) {
        next.snapshot(MonitorMarginInProcessTest.solStart().build());
        next.nextAccount();
        assertOverloaded(MonitorConversation.over(server.channel()));
      }
      streams.forEach(MonitorConversation::close);
    }
  }

  @Test
  void streamsInAll_areAtMostWhatIsSet_andTakeNoPlacesOfCalls() {
    ServerConfig config = ServerConfig.of(Map.of(
        Setting.PORT, "0",
        Setting.DRAIN_SECONDS, "0",
        Setting.CALLS_MAX, "1",
        Setting.STREAMS_MAX, "1"));
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config);
        MonitorConversation stream = MonitorConversation.over(server.channel())) {
      stream.snapshot(MonitorMarginInProcessTest.solStart().build());
      stream.nextAccount();

      assertOverloaded(MonitorConversation.over(server.channel()));

      assertThat(MarginServiceGrpc.newBlockingStub(server.channel())
              .evaluateMargin(Requests.hedgedSol().build())
              .getAccountId())
          .isEqualTo("hedged");
    }
  }

  /** Its first message is the second in that second. */
  @Test
  void messages_beyondTheShareOfTheIdentity_areReadLater() {
    ServerConfig config = ServerConfig.of(Map.of(
        Setting.PORT, "0", Setting.DRAIN_SECONDS, "0", Setting.IDENTITY_CALLS_PER_SECOND, "2"));
    long start = System.nanoTime();
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config);
        MonitorConversation stream = MonitorConversation.over(server.channel())) {
      stream.snapshot(MonitorMarginInProcessTest.solStart().build());
      stream.nextAccount();
      for (int i = 0; i < 3; i++) {
        stream.ask();
        stream.nextAccount();
      }

      // Two of the five, its start included, are saved up.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
    }
  }

  private static void assertOverloaded(MonitorConversation refused) {
    com.google.rpc.Status status = StatusProto.fromThrowable(refused.failure());
    ErrorPageInterceptor.assertOnPage(status);
    assertThat(Errors.reason(status)).isEqualTo("OVERLOADED");
  }

  private static ServerConfig config() {
    return ServerConfig.of(Map.of(Setting.PORT, "0", Setting.DRAIN_SECONDS, "5"));
  }

  private static StatusRuntimeException endOf(Channel channel, byte[] bytes) throws Exception {
    MethodDescriptor<byte[], MonitorMarginResponse> method =
        MarginServiceGrpc.getMonitorMarginMethod().toBuilder(
                new SendingBytes(),
                MarginServiceGrpc.getMonitorMarginMethod().getResponseMarshaller())
            .build();
    CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    ClientCall<byte[], MonitorMarginResponse> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status.asRuntimeException(trailers));
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(bytes);
    return end.get(20, TimeUnit.SECONDS);
  }

  private static final class SendingBytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException();
    }
  }
}
