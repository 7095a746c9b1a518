package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.client.RecordingListener.Failed;
import io.crossguard.client.RecordingListener.Interrupted;
import io.crossguard.client.RecordingListener.Refused;
import io.crossguard.client.RecordingListener.Restored;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.Account;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorMarginResponse.Cause;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The monitor against the real service, which ends and comes back, and against one that is silent. */
@Timeout(60)
class MarginMonitorTest {
  private final RecordingListener listener = new RecordingListener();

  @Test
  void monitor_tellsWhatCallsAnswer_untilItIsFinished() {
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), Duration.ofSeconds(10));
        MarginMonitor monitor = client.monitor(MonitorRequests.snapshot().build(), listener)) {
      assertThat(listener.nextAccount().getMargin())
          .isEqualTo(evaluation(client, MonitorRequests.account("10", "-6000"), "60000"));

      monitor.update(MonitorRequests.wallet("20"));
      monitor.update(MonitorRequests.tick("50000"));
      monitor.ask("my-bot");
      monitor.finish();
      monitor.end().join();

      MonitoredAccount asked = listener.nextAccount();
      assertThat(asked.getCausesList()).containsExactly(Cause.REQUESTED);
      assertThat(asked.getMargin())
          .isEqualTo(evaluation(client, MonitorRequests.account("20", "-6000"), "50000"));
      assertThat(listener.isEmpty()).isTrue();
    }
  }

  @Test
  void refusedUpdate_isTold_andTheOthersHold() {
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), Duration.ofSeconds(10));
        MarginMonitor monitor = client.monitor(MonitorRequests.snapshot().build(), listener)) {
      listener.nextAccount();

      monitor.update(MonitorRequests.wallet("20"));
      monitor.update(MonitorRequests.wallet("twenty"));
      monitor.ask();

      Refused refused = listener.next(Refused.class);
      assertThat(refused.message().getUpdate()).isEqualTo(MonitorRequests.wallet("twenty"));
      assertThat(refused.failure().violations())
          .extracting(CrossguardException.Violation::field)
          .containsExactly("update.deltas[0].balances[0].quantity");
      assertThat(listener.nextAccount().getMargin())
          .isEqualTo(evaluation(client, MonitorRequests.account("20", "-6000"), "60000"));
    }
  }

  @Test
  void refusedSnapshot_endsTheMonitor() {
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), Duration.ofSeconds(10));
        MarginMonitor monitor = client.monitor(Snapshot.getDefaultInstance(), listener)) {
      Failed failed = listener.next(Failed.class);

      assertThat(failed.cause().violations())
          .extracting(CrossguardException.Violation::field)
          .containsExactly("snapshot.ruleSetId");
      assertThatThrownBy(() -> monitor.end().join())
          .isInstanceOf(CompletionException.class)
          .hasCause(failed.cause());
    }
  }

  /** What was refused before the end is not sent again; what was sent during it is. */
  @Test
  void serverThatEndsAndComesBack_watchesTheSameState() {
    EmbeddedCrossguard first = EmbeddedCrossguard.startOnPort(onPort(0));
    int port = first.port();
    try (MarginClient client =
            MarginClient.connect(MarginClientConfig.builder("127.0.0.1:" + port).build());
        MarginMonitor monitor = client.monitor(MonitorRequests.snapshot().build(), listener)) {
      listener.nextAccount();
      monitor.update(MonitorRequests.wallet("twenty"));
      listener.next(Refused.class);
      monitor.update(MonitorRequests.wallet("20"));
      monitor.ask();
      listener.nextAccount();

      first.close();
      assertThat(listener.next(Interrupted.class).cause().code())
          .isEqualTo(Status.Code.UNAVAILABLE);
      monitor.update(MonitorRequests.tick("55000"));
      monitor.update(MonitorRequests.tick("50000"));
      monitor.update(MonitorRequests.wallet("30"));

      try (EmbeddedCrossguard second = EmbeddedCrossguard.startOnPort(onPort(port))) {
        listener.next(Restored.class);
        MonitoredAccount account = listener.nextAccount();
        assertThat(account.getCausesList()).contains(Cause.STARTED);
        monitor.ask();
        assertThat(listener.nextAccount().getMargin())
            .isEqualTo(evaluation(client, MonitorRequests.account("30", "-6000"), "50000"));
        assertThat(second.port()).isEqualTo(port);
        assertThat(listener.isEmpty()).isTrue();
      }
    }
  }

  /** It answers the snapshot of the first stream and no more, and then every one. */
  @Test
  void silentServer_isLeft_andAnotherStreamOpened() throws Exception {
    AtomicInteger streams = new AtomicInteger();
    var server = InProcessServerBuilder.forName("silent")
        .directExecutor()
        .addService(new MarginServiceGrpc.MarginServiceImplBase() {
          @Override
          public StreamObserver<MonitorMarginRequest> monitorMargin(
              StreamObserver<MonitorMarginResponse> responses) {
            streams.incrementAndGet();
            return new Answering(responses);
          }
        })
        .build()
        .start();
    var channel = InProcessChannelBuilder.forName("silent").directExecutor().build();
    Snapshot.Builder snapshot = MonitorRequests.snapshot();
    snapshot.getHeartbeatBuilder().setSeconds(1);
    try (MarginMonitor monitor = new MarginMonitor(
        MonitorStream.Opener.of(MarginServiceGrpc.newStub(channel)),
        snapshot.build(),
        listener,
        new MonitorPatience(Duration.ofMillis(1), Duration.ofMillis(1), 1))) {
      listener.nextAccount();
      monitor.update(MonitorRequests.tick("50000"));

      assertThat(listener.next(Interrupted.class).cause())
          .hasMessageContaining("nothing was heard from the service for 1 s");

      listener.next(Restored.class);
      listener.nextAccount();
      assertThat(streams.get()).isGreaterThanOrEqualTo(2);
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  @Test
  void listenerThatThrows_endsTheMonitor() {
    IllegalStateException thrown = new IllegalStateException("a mistake of the application");
    MonitorListener failing = new MonitorListener() {
      @Override
      public void onAccount(MonitorMarginResponse answer) {
        throw thrown;
      }

      @Override
      public void onRefused(MonitorMarginRequest message, CrossguardException failure) {}
    };
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), Duration.ofSeconds(10));
        MarginMonitor monitor = client.monitor(MonitorRequests.snapshot().build(), failing)) {
      assertThatThrownBy(() -> monitor.end().join()).hasCause(thrown);
    }
  }

  private static ServerConfig onPort(int port) {
    return ServerConfig.of(
        Map.of(Setting.PORT, Integer.toString(port), Setting.DRAIN_SECONDS, "5"));
  }

  private static EvaluateMarginResponse evaluation(
      MarginClient client, Account account, String price) {
    return client.evaluateMargin(MonitorRequests.call(account, price));
  }

  /** Answers a snapshot. */
  private record Answering(StreamObserver<MonitorMarginResponse> responses)
      implements StreamObserver<MonitorMarginRequest> {

    @Override
    public void onNext(MonitorMarginRequest request) {
      if (request.hasSnapshot()) {
        responses.onNext(MonitorMarginResponse.newBuilder()
            .setSequence(1)
            .setAccount(MonitoredAccount.getDefaultInstance())
            .build());
      }
    }

    @Override
    public void onError(Throwable cancelled) {}

    @Override
    public void onCompleted() {
      responses.onCompleted();
    }
  }
}
