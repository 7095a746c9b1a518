package io.crossguard.server.measurement;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.StressMarginRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What long work of one caller costs the others: their evaluations with and without it, in turn; and
 * how long after a cancellation its place is free again, and how long
 * its thread works on. Arguments: rounds, seconds of a turn,
 * cancellations.
 */
public final class IsolationMeasurement {
  private static final int CALLERS = 4;

  private IsolationMeasurement() {}

  public static void main(String[] arguments) throws Exception {
    others(Integer.parseInt(arguments[0]), Double.parseDouble(arguments[1]));
    int cancellations = Integer.parseInt(arguments[2]);
    cancelled(
        "stress of 10,000 scenarios, 10 positions",
        MarginServiceGrpc.getStressMarginMethod(),
        Books.stress(10, 10_000),
        cancellations);
    cancelled(
        "batch of 400 accounts, 60 positions each",
        MarginServiceGrpc.getBatchEvaluateMarginMethod(),
        Books.batch(400, 60),
        cancellations);
    cancelled(
        "advice on 800 positions",
        AdvisorServiceGrpc.getRecommendMarginModesMethod(),
        Books.advice(160),
        cancellations);
    System.exit(0);
  }

  /** Evaluations of four callers, with one more who stresses an account all the time, and without. */
  private static void others(int rounds, double seconds) throws InterruptedException {
    try (EmbeddedCrossguard server = start(Map.of())) {
      Load<EvaluateMarginRequest, EvaluateMarginResponse> load = new Load<>(
          server.channel(),
          MarginServiceGrpc.getEvaluateMarginMethod(),
          Books.account(10).build());
      ManagedChannel own =
          server.channelBuilder().maxInboundMessageSize(1 << 26).build();
      StressMarginRequest stress = Books.stress(10, 10_000);
      List<Double> without = new ArrayList<>();
      List<Double> with = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int round = -3; round < rounds; round++) {
        List<Double> alone = load.run(CALLERS, seconds);
        Context.CancellableContext stressing = Context.current().withCancellation();
        Thread stressor = new Thread(stressing.wrap(() -> stressWithoutEnd(own, stress)));
        stressor.start();
        TimeUnit.MILLISECONDS.sleep(50);
        List<Double> beside = load.run(CALLERS, seconds);
        stressing.cancel(null);
        stressor.join();
        if (round >= 0) {
          without.addAll(alone);
          with.addAll(beside);
          ratios.add(Figures.quantile(0.99, Figures.array(beside))
              / Figures.quantile(0.99, Figures.array(alone)));
        }
      }
      print("evaluations alone", without);
      print("evaluations beside a stress of 10,000 scenarios without pause", with);
      System.out.println("  p99 beside to p99 alone, by round: " + Figures.spread("%.2f", ratios));
      own.shutdownNow();
    }
  }

  private static void stressWithoutEnd(ManagedChannel channel, StressMarginRequest request) {
    try {
      while (!Context.current().isCancelled()) {
        MarginServiceGrpc.newBlockingStub(channel).stressMargin(request);
      }
    } catch (StatusRuntimeException e) {
      if (!Context.current().isCancelled()) {
        throw e;
      }
    }
  }

  /** From the cancellation of a call that has the only place, till another call gets that place. */
  private static <Q, R> void cancelled(
      String what, MethodDescriptor<Q, R> method, Q request, int times)
      throws InterruptedException {
    Random random = new Random(7);
    List<Double> millis = new ArrayList<>();
    List<Double> works = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    try (EmbeddedCrossguard server = start(Map.of(Setting.CALLS_MAX, "1"))) {
      ManagedChannel channel =
          server.channelBuilder().maxInboundMessageSize(1 << 26).build();
      EvaluateMarginRequest small = Books.account(1).build();
      for (int i = 0; i < 5; i++) {
        // The place of the call before is given back only when its answer has left.
        awaitPlace(channel, small);
        long begin = System.nanoTime();
        ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request);
        whole.add((System.nanoTime() - begin) / 1e6);
      }
      awaitPlace(channel, small);
      double usual = whole.get(whole.size() - 1);
      for (int i = 0; i < times; i++) {
        ClientCall<Q, R> call = channel.newCall(method, CallOptions.DEFAULT);
        call.start(new ClientCall.Listener<>() {}, new Metadata());
        call.request(1);
        call.sendMessage(request);
        call.halfClose();
        // Anywhere in it but at the very end, the reading of the request included.
        TimeUnit.MICROSECONDS.sleep((long) (usual * 1_000 * random.nextDouble() * 0.9));
        long worked = workerNanos();
        long begin = System.nanoTime();
        call.cancel("no longer needed", null);
        awaitPlace(channel, small);
        millis.add((System.nanoTime() - begin) / 1e6);
        works.add((workerNanos() - worked) / 1e6);
      }
      channel.shutdownNow();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: takes %.0f ms; place free after its cancellation: p50 %.2f, p90 %.2f, worst %.2f ms;"
            + " its thread worked on: p50 %.2f, p90 %.2f, worst %.2f ms%n",
        what,
        whole.get(whole.size() - 1),
        Figures.quantile(0.5, Figures.array(millis)),
        Figures.quantile(0.9, Figures.array(millis)),
        Figures.quantile(1, Figures.array(millis)),
        Figures.quantile(0.5, Figures.array(works)),
        Figures.quantile(0.9, Figures.array(works)),
        Figures.quantile(1, Figures.array(works)));
  }

  /** CPU time of the threads of long work: what else the machine does is not in it. */
  private static long workerNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().matches("crossguard-\\d+")) {
        nanos += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }

  /** Not too often: the server closes connections with very many calls that end before their time. */
  private static void awaitPlace(ManagedChannel channel, EvaluateMarginRequest request)
      throws InterruptedException {
    while (!isAnswered(channel, request)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static boolean isAnswered(ManagedChannel channel, EvaluateMarginRequest request) {
    try {
      MarginServiceGrpc.newBlockingStub(channel).evaluateMargin(request);
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static void print(String what, List<Double> micros) {
    double[] all = Figures.array(micros);
    System.out.printf(
        Locale.ROOT,
        "%s: %d calls, p50 %.0f, p99 %.0f, p999 %.0f us%n",
        what,
        all.length,
        Figures.quantile(0.5, all),
        Figures.quantile(0.99, all),
        Figures.quantile(0.999, all));
  }

  private static EmbeddedCrossguard start(Map<Setting, String> given) {
    Map<Setting, String> settings =
        new java.util.EnumMap<>(Map.of(Setting.PORT, "0", Setting.DRAIN_SECONDS, "0"));
    settings.putAll(given);
    return EmbeddedCrossguard.startOnPort(ServerConfig.of(settings));
  }
}
