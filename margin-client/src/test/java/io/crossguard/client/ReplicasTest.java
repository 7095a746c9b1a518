package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.EvaluateMarginRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three replicas as processes of their own behind one DNS name, under a client that calls all the
 * time. One is asked to end, another is killed: the caller notices neither.
 */
class ReplicasTest {
  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
  private static final int CALLERS = 8;
  private static final int CALLS = 200;
  private static final Path REQUEST = Path.of("examples", "binance-usdm-account.json");

  private final EvaluateMarginRequest.Builder request = EvaluateMarginRequest.newBuilder();
  private final List<Replica> replicas = new ArrayList<>();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final List<CrossguardException> failures = new ArrayList<>();
  private final LongAdder answers = new LongAdder();
  private final LongAdder repetitions = new LongAdder();
  private final AtomicReference<CountDownLatch> further =
      new AtomicReference<>(new CountDownLatch(CALLS));
  private volatile boolean isOver;
  private int port;

  @BeforeEach
  void start() throws IOException {
    port = portOfAll();
    JsonFormat.parser().merge(Files.readString(REQUEST), request);
    for (String host : HOSTS) {
      replicas.add(Replica.start(host, port));
    }
    for (Replica replica : replicas) {
      replica.awaitServing();
    }
  }

  @AfterEach
  void end() {
    callers.shutdownNow();
    replicas.forEach(Replica::kill);
  }

  @Test
  void replicaThatEndsAndReplicaThatDies_failNoCall() throws Exception {
    MarginClientConfig config = MarginClientConfig.builder("dns:///replicas.test:" + port)
        .deadline(Duration.ofMinutes(1))
        .build();
    ManagedChannel channel = Grpc.newChannelBuilder(config.target(), config.credentials())
        .defaultServiceConfig(ServiceConfig.of(config))
        .intercept(new RepetitionCounter())
        .build();
    try (MarginClient client = MarginClient.over(channel, config.deadline())) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> callUntilOver(client, request.build()));
      }
      awaitFurtherCalls();
      assertThat(replicas)
          .allSatisfy(replica -> assertThat(replica.evaluations()).isPositive());

      replicas.get(0).askToEnd();
      replicas.get(0).awaitEnd();
      awaitFurtherCalls();
      assertThat(repetitions.sum()).as("calls repeated for the drain").isZero();

      replicas.get(1).kill();
      replicas.get(1).awaitEnd();
      awaitFurtherCalls();

      isOver = true;
      callers.shutdown();
      assertThat(callers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      channel.shutdownNow();
    }
    assertThat(failures).isEmpty();
    // At most what was under way there: each caller makes one call at a time.
    assertThat(repetitions.sum()).as("calls repeated").isLessThanOrEqualTo(CALLERS);
    assertThat(answers.sum()).isGreaterThanOrEqualTo(3L * CALLS);
  }

  private static int portOfAll() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getByName(HOSTS.get(0)))) {
      for (String host : HOSTS.subList(1, HOSTS.size())) {
        try {
          new ServerSocket(first.getLocalPort(), 1, InetAddress.getByName(host)).close();
        } catch (IOException e) {
          assumeTrue(false, host + " is no address of this machine, or its port is taken: " + e);
        }
      }
      return first.getLocalPort();
    }
  }

  private void callUntilOver(MarginClient client, EvaluateMarginRequest asked) {
    while (!isOver) {
      try {
        client.evaluateMargin(asked);
        answers.increment();
      } catch (CrossguardException e) {
        synchronized (failures) {
          failures.add(e);
        }
      }
      further.get().countDown();
    }
  }

  private void awaitFurtherCalls() throws InterruptedException {
    CountDownLatch calls = new CountDownLatch(CALLS);
    further.set(calls);
    assertThat(calls.await(2, TimeUnit.MINUTES)).isTrue();
  }

  /** Counts the calls that are sent again after they may have reached a replica. */
  private final class RepetitionCounter implements ClientInterceptor {

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      return next.newCall(method, options.withStreamTracerFactory(new ClientStreamTracer.Factory() {
        @Override
        public ClientStreamTracer newClientStreamTracer(
            ClientStreamTracer.StreamInfo stream, Metadata headers) {
          if (stream.getPreviousAttempts() > 0) {
            repetitions.increment();
          }
          return new ClientStreamTracer() {};
        }
      }));
    }
  }
}
