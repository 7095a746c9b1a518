package io.crossguard.server.measurement;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.Account;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest.View;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * What an evaluation takes beyond the wire: accounts a second against a call on the same server that
 * only acknowledges the same request, with 64 in flight, and the slowest percent with 8; then
 * batches and streams against single calls. The sides take turns; client and server are in one
 * process. Arguments: rounds, seconds of a turn.
 */
public final class WireMeasurement {
  private static final int MANY = 64;
  private static final int FEW = 8;
  private static final int BATCH = 64;

  private WireMeasurement() {}

  /** Makes a turn and says how many accounts it evaluated, or how long the slowest percent took. */
  @FunctionalInterface
  private interface Side {
    double turn(double seconds) throws InterruptedException;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    double seconds = Double.parseDouble(arguments[1]);
    Server bare = BareServer.start(Acknowledgement.service());
    try (EmbeddedCrossguard shipped =
        EmbeddedCrossguard.startOnPort(ServerConfig.of(Map.of(Setting.PORT, "0")))) {
      Channel channel = channel(bare.getPort());
      Map<String, Side> sides = new LinkedHashMap<>();
      for (int positions : new int[] {10, 100}) {
        EvaluateMarginRequest.Builder request = Books.ordinary(positions);
        sides.put("acknowledged " + positions, rate(channel, Acknowledgement.METHOD, request));
        sides.put("BASIC " + positions, rate(channel, evaluation(), request.setView(View.BASIC)));
        sides.put("FULL " + positions, rate(channel, evaluation(), request.setView(View.FULL)));
      }
      EvaluateMarginRequest.Builder ten = Books.ordinary(10).setView(View.BASIC);
      sides.put("shipped, BASIC 10", rate(channel(shipped.port()), evaluation(), ten));
      sides.put("batch of 64, BASIC 10", batch(channel, ten));
      sides.put("stream, BASIC 10", turn -> stream(channel, ten, turn));
      sides.put("p99, acknowledged 10", slowest(channel, Acknowledgement.METHOD, ten));
      sides.put("p99, BASIC 10", slowest(channel, evaluation(), ten));
      sides.put("p99, FULL 10", slowest(channel, evaluation(), ten.setView(View.FULL)));
      print(measured(sides, rounds, seconds));
    } finally {
      bare.shutdownNow();
    }
    System.exit(0);
  }

  private static Map<String, List<Double>> measured(
      Map<String, Side> sides, int rounds, double seconds) throws InterruptedException {
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int round = -2; round < rounds; round++) {
      for (Map.Entry<String, Side> side : sides.entrySet()) {
        double figure = side.getValue().turn(seconds);
        if (round >= 0) {
          figures.computeIfAbsent(side.getKey(), name -> new ArrayList<>()).add(figure);
        }
      }
      System.err.printf("round %d of %d%n", round + 1, rounds);
    }
    return figures;
  }

  private static void print(Map<String, List<Double>> figures) {
    figures.forEach(
        (side, values) -> System.out.printf("%-24s %s%n", side, Figures.spread("%.0f", values)));
    for (String[] pair : new String[][] {
      {"BASIC 10", "acknowledged 10"},
      {"FULL 10", "acknowledged 10"},
      {"BASIC 100", "acknowledged 100"},
      {"FULL 100", "acknowledged 100"},
      {"shipped, BASIC 10", "BASIC 10"},
      {"batch of 64, BASIC 10", "BASIC 10"},
      {"stream, BASIC 10", "BASIC 10"},
      {"p99, BASIC 10", "p99, acknowledged 10"},
      {"p99, FULL 10", "p99, acknowledged 10"},
    }) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < figures.get(pair[0]).size(); i++) {
        ratios.add(figures.get(pair[0]).get(i) / figures.get(pair[1]).get(i));
      }
      System.out.printf("%s to %s: %s%n", pair[0], pair[1], Figures.spread("%.2f", ratios));
    }
  }

  private static <R> Side rate(
      Channel channel,
      MethodDescriptor<EvaluateMarginRequest, R> method,
      EvaluateMarginRequest.Builder request) {
    Load<EvaluateMarginRequest, R> load = new Load<>(channel, method, request.build());
    return turn -> load.run(MANY, turn).size() / turn;
  }

  private static <R> Side slowest(
      Channel channel,
      MethodDescriptor<EvaluateMarginRequest, R> method,
      EvaluateMarginRequest.Builder request) {
    Load<EvaluateMarginRequest, R> load = new Load<>(channel, method, request.build());
    return turn -> Figures.quantile(0.99, Figures.array(load.run(FEW, turn)));
  }

  private static Side batch(Channel channel, EvaluateMarginRequest.Builder account) {
    var load = new Load<>(
        channel,
        MarginServiceGrpc.getBatchEvaluateMarginMethod(),
        Books.batch(account.build(), BATCH));
    return turn -> load.run(FEW, turn).size() * BATCH / turn;
  }

  /** One stream, a message an account, as many of them under way as of the single calls. */
  private static double stream(
      Channel channel, EvaluateMarginRequest.Builder account, double seconds)
      throws InterruptedException {
    Semaphore places = new Semaphore(MANY);
    Semaphore ended = new Semaphore(0);
    var requests = MarginServiceGrpc.newStub(channel)
        .streamEvaluateMargin(new StreamObserver<StreamEvaluateMarginResponse>() {
          @Override
          public void onNext(StreamEvaluateMarginResponse response) {
            places.release();
          }

          @Override
          public void onError(Throwable failure) {
            throw new IllegalStateException("the stream failed", failure);
          }

          @Override
          public void onCompleted() {
            ended.release();
          }
        });
    requests.onNext(StreamEvaluateMarginRequest.newBuilder()
        .setMarket(account.getMarket())
        .setRuleSetId(account.getRuleSetId())
        .setView(account.getView())
        .build());
    StreamEvaluateMarginRequest each = single(account.getAccount());
    places.acquire();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int sent = 0;
    for (; System.nanoTime() < end; sent++) {
      places.acquire();
      requests.onNext(each);
    }
    requests.onCompleted();
    ended.acquire();
    return sent / seconds;
  }

  private static StreamEvaluateMarginRequest single(Account account) {
    return StreamEvaluateMarginRequest.newBuilder().addAccounts(account).build();
  }

  private static MethodDescriptor<EvaluateMarginRequest, io.crossguard.v1.EvaluateMarginResponse>
      evaluation() {
    return MarginServiceGrpc.getEvaluateMarginMethod();
  }

  private static Channel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .build();
  }
}
