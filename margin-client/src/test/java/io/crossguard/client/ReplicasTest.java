package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.EvaluateMarginRequest;
import java.io.IOException;
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
 * Three replicas as processes of their own under a client that calls all the time. One is asked to
 * end, another is killed: the caller notices neither.
 */
class ReplicasTest {
  private static final int CALLERS = 8;
  private static final int CALLS = 200;
  private static final Path REQUEST = Path.of("examples", "binance-usdm-account.json");

  private final EvaluateMarginRequest.Builder request = EvaluateMarginRequest.newBuilder();
  private final List<Replica> replicas = new ArrayList<>();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final List<CrossguardException> failures = new ArrayList<>();
  private final LongAdder answers = new LongAdder();
  private final AtomicReference<CountDownLatch> further =
      new AtomicReference<>(new CountDownLatch(CALLS));
  private volatile boolean isOver;

  @BeforeEach
  void start() throws IOException {
    JsonFormat.parser().merge(Files.readString(REQUEST), request);
    for (int i = 0; i < 3; i++) {
      replicas.add(Replica.start());
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
    String target =
        FixedAddresses.target(replicas.stream().map(Replica::address).toList());
    try (MarginClient client = MarginClient.connect(
        MarginClientConfig.builder(target).deadline(Duration.ofMinutes(1)).build())) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> callUntilOver(client, request.build()));
      }
      awaitFurtherCalls();
      assertThat(replicas)
          .allSatisfy(replica -> assertThat(replica.evaluations()).isPositive());

      replicas.get(0).askToEnd();
      replicas.get(0).awaitEnd();
      awaitFurtherCalls();

      replicas.get(1).kill();
      replicas.get(1).awaitEnd();
      awaitFurtherCalls();

      isOver = true;
      callers.shutdown();
      assertThat(callers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(failures).isEmpty();
    assertThat(answers.sum()).isGreaterThanOrEqualTo(3L * CALLS);
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
}
