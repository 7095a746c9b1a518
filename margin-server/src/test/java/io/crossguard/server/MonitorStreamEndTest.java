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
