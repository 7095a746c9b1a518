package io.crossguard.server.measurement;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorMarginResponse.Cause;
import io.crossguard.v1.MonitorMarginResponse.MonitoredAccount;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after the time at which a tick was due its alerts are there, over loopback and with client
 * and server in one process: one stream of many accounts, each of ten positions, in 200 instruments.
 * Ticks are sent in an open loop, so that a pause of anything counts for all ticks that it delays. Of
 * an answer that stands for several ticks each counts. It fails where an alert is missing, or one too
 * many. Arguments: accounts, ticks a second, seconds, seconds before these that are not counted.
 */
public final class MonitorMeasurement implements StreamObserver<MonitorMarginResponse> {
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
  private final CountDownLatch started;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final int uncounted;
  private final long intervalNanos;
  // Of each alerted account, how many ticks of its instrument it has been told of.
  private final int[] told = new int[WatchedBook.ALERTED_BY_A_TICK * WatchedBook.INSTRUMENTS];
  private volatile long begin;
  private long alerts;
  private long answers;
  private String failure = "";

  private MonitorMeasurement(int accounts, int rate, int uncountedSeconds) {
    this.started = new CountDownLatch(accounts);
    this.uncounted = uncountedSeconds * rate;
    this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate;
  }

  public static void main(String[] arguments) throws Exception {
    int accounts = Integer.parseInt(arguments[0]);
    int rate = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    int uncountedSeconds = Integer.parseInt(arguments[3]);
    ServerConfig config = ServerConfig.of(
        Map.of(Setting.PORT, "0", Setting.STREAMS_ROWS_MAX, Integer.toString(12 * accounts)));
    MonitorMeasurement measurement = new MonitorMeasurement(accounts, rate, uncountedSeconds);
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config)) {
      measurement.run(server, accounts, rate * (seconds + uncountedSeconds));
    }
    System.exit(measurement.failure.isEmpty() ? 0 : 1);
  }

  private void run(EmbeddedCrossguard server, int accounts, int ticks) throws InterruptedException {
    WatchedBook book = new WatchedBook(
        RuleSetServiceGrpc.newBlockingStub(server.channel())
            .getRuleSet(GetRuleSetRequest.newBuilder()
                .setRuleSetId("binance-usdm-2026-09")
                .build())
            .getRuleSet(),
        accounts);
    long heapBefore = heap();
    long setUp = System.nanoTime();
    StreamObserver<MonitorMarginRequest> requests =
        MarginServiceGrpc.newStub(server.channel()).monitorMargin(this);
    int sequence = 0;
    for (MonitorMarginRequest.Builder message : book.start()) {
      requests.onNext(message.setSequence(++sequence).build());
    }
    started.await();
    print("%,d accounts are watched after %.1f s", accounts, (System.nanoTime() - setUp) / 1e9);
    long heapWatching = heap();
    int late = tick(requests, sequence, ticks);
    long heapAfter = heap();
    requests.onCompleted();
    ended.await();
    report(ticks, late, heapBefore, heapWatching, heapAfter);
  }

  /** Sends every tick at its time, or as soon after it as it can, and says how many were late. */
  private int tick(StreamObserver<MonitorMarginRequest> requests, int before, int ticks) {
    int late = 0;
    begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    for (int i = 0; i < ticks; i++) {
      long due = due(i);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      requests.onNext(WatchedBook.tick(i).setSequence(before + 1 + i).build());
      late += i >= uncounted && System.nanoTime() - due > LATE_NANOS ? 1 : 0;
    }
    return late;
  }

  private long due(int tick) {
    return begin + tick * intervalNanos;
  }

  @Override
  public void onNext(MonitorMarginResponse response) {
    long now = System.nanoTime();
    if (response.hasRefusal()) {
      System.out.println("FAILED: " + response);
      System.exit(1);
    }
    if (!response.hasAccount()) {
      return;
    }
    MonitoredAccount account = response.getAccount();
    if (account.getCausesList().contains(Cause.STARTED)) {
      started.countDown();
      return;
    }
    String accountId = account.getMargin().getAccountId();
    int instrument = WatchedBook.alertingInstrument(accountId);
    if (instrument < 0 || account.getStatusChangesCount() != 1) {
      failure = "an alert that no tick is the cause of: " + response;
      return;
    }
    boolean isCounted = false;
    int number = Integer.parseInt(accountId);
    for (int i = account.getStatusChanges(0).getChanges(); i > 0; i--) {
      int tick = told[number]++ * WatchedBook.INSTRUMENTS + instrument;
      if (tick >= uncounted) {
        micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(now - due(tick))));
        isCounted = true;
      }
      alerts++;
    }
    answers += isCounted ? 1 : 0;
  }

  @Override
  public void onError(Throwable thrown) {
    failure = thrown.toString();
    while (started.getCount() > 0) {
      started.countDown();
    }
    ended.countDown();
  }

  @Override
  public void onCompleted() {
    ended.countDown();
  }

  private void report(int ticks, int late, long heapBefore, long heapWatching, long heapAfter) {
    long expected = (long) WatchedBook.ALERTED_BY_A_TICK * ticks;
    if (alerts != expected) {
      failure = String.format(Locale.ROOT, "%,d alerts instead of %,d", alerts, expected) + failure;
    }
    print(
        "ticks %,d, of which %,d counted, %,d more than 1 ms late", ticks, ticks - uncounted, late);
    print("alerts %,d, counted %,d in %,d answers", alerts, micros.getTotalCount(), answers);
    print("from the time at which a tick was due to its alert, in ms:");
    for (double percentile : new double[] {50, 90, 99, 99.9, 99.99, 100}) {
      print("  p%s %.2f", percentile, micros.getValueAtPercentile(percentile) / 1e3);
    }
    print(
        "heap after a collection: %,d MB before the accounts, %,d with them, %,d after the ticks",
        heapBefore, heapWatching, heapAfter);
    if (!failure.isEmpty()) {
      System.out.println("FAILED: " + failure);
    }
  }

  private static void print(String form, Object... values) {
    System.out.println(String.format(Locale.ROOT, form, values));
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }
}
