package io.crossguard.server.measurement;

import com.sun.management.OperatingSystemMXBean;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest.View;
import io.crossguard.v1.MarginServiceGrpc;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an evaluation takes beyond the wire: accounts a second against a call on the same server that
 * only acknowledges the same request, and one that answers it at the same length without an
 * evaluation, with 64 in flight; the slowest percent with 8; all on gRPC's server alone. Then batches,
 * and one stream with 64 in flight, against single calls, on the server as shipped. There are as many
 * connections as cores, since each is served by one thread; the stream has one.
 *
 * <p>The sides take turns; client and server are in one process, whose CPU time an account is told
 * too: that depends less on what else the machine does. Arguments: rounds, seconds of a turn.
 */
public final class WireMeasurement {
  private static final int MANY = 64;
  private static final int FEW = 8;
  private static final int BATCH = 64;
  private static final String CPU = "CPU us, ";
  private static final String AT_LENGTH = "not evaluated, ";
  private static final String SLOWEST = "p99, ";
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private WireMeasurement() {}

  /** Makes a turn and says how many accounts it evaluated, or how long the slowest percent took. */
  @FunctionalInterface
  private interface Side {
    double turn(double seconds) throws InterruptedException;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    double seconds = Double.parseDouble(arguments[1]);
    Acknowledgement acknowledgement = new Acknowledgement();
    Server bare = BareServer.start(acknowledgement.service());
    try (EmbeddedCrossguard shipped =
        EmbeddedCrossguard.startOnPort(ServerConfig.of(Map.of(Setting.PORT, "0")))) {
      List<Channel> channels = channels(bare.getPort());
      Map<String, Side> sides = new LinkedHashMap<>();
      for (int positions : new int[] {10, 100}) {
        EvaluateMarginRequest.Builder request = Books.ordinary(positions);
        sides.put("acknowledged " + positions, rate(channels, Acknowledgement.METHOD, request));
        for (View view : List.of(View.BASIC, View.FULL)) {
          request.setView(view);
          acknowledgement.learn(channels.get(0), request.build());
          String kind = view + " " + positions;
          sides.put(AT_LENGTH + kind, rate(channels, Acknowledgement.AT_LENGTH, request));
          sides.put(kind, rate(channels, evaluation(), request));
        }
      }
      EvaluateMarginRequest.Builder ten = Books.ordinary(10).setView(View.BASIC);
      List<Channel> toShipped = channels(shipped.port());
      sides.put("shipped, BASIC 10", rate(toShipped, evaluation(), ten));
      sides.put("batch of 64, BASIC 10", batch(toShipped, ten));
      EvaluateMarginRequest.Builder each = ten.clone();
      sides.put(
          "stream, BASIC 10", turn -> StreamLoad.run(toShipped.get(0), each, MANY, turn) / turn);
      sides.put(SLOWEST + "acknowledged 10", slowest(channels.get(0), Acknowledgement.METHOD, ten));
      sides.put(SLOWEST + "BASIC 10", slowest(channels.get(0), evaluation(), ten));
      sides.put(
          SLOWEST + "FULL 10", slowest(channels.get(0), evaluation(), ten.setView(View.FULL)));
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
        long cpu = PROCESS.getProcessCpuTime();
        double figure = side.getValue().turn(seconds);
        double work = (PROCESS.getProcessCpuTime() - cpu) / 1e3 / (figure * seconds);
        if (round >= 0) {
          figures.computeIfAbsent(side.getKey(), name -> new ArrayList<>()).add(figure);
          figures
              .computeIfAbsent(CPU + side.getKey(), name -> new ArrayList<>())
              .add(work);
        }
      }
      System.err.printf("round %d of %d%n", round + 1, rounds);
    }
    return figures;
  }

  private static void print(Map<String, List<Double>> figures) {
    figures.forEach((side, values) -> {
      if (!side.startsWith(CPU + SLOWEST)) {
        System.out.printf("%-30s %s%n", side, Figures.spread("%.0f", values));
      }
    });
    for (String[] pair : new String[][] {
      {"BASIC 10", "acknowledged 10"},
      {"FULL 10", "acknowledged 10"},
      {"BASIC 100", "acknowledged 100"},
      {"FULL 100", "acknowledged 100"},
      {AT_LENGTH + "BASIC 10", "acknowledged 10"},
      {AT_LENGTH + "FULL 10", "acknowledged 10"},
      {AT_LENGTH + "BASIC 100", "acknowledged 100"},
      {AT_LENGTH + "FULL 100", "acknowledged 100"},
      {"shipped, BASIC 10", "BASIC 10"},
      {"batch of 64, BASIC 10", "shipped, BASIC 10"},
      {"stream, BASIC 10", "shipped, BASIC 10"},
      {SLOWEST + "BASIC 10", SLOWEST + "acknowledged 10"},
      {SLOWEST + "FULL 10", SLOWEST + "acknowledged 10"},
    }) {
      String ratio = ratio(figures.get(pair[0]), figures.get(pair[1]));
      String work = pair[0].startsWith(SLOWEST)
          ? ""
          : "; CPU " + ratio(figures.get(CPU + pair[1]), figures.get(CPU + pair[0]));
      System.out.printf("%s to %s: %s%s%n", pair[0], pair[1], ratio, work);
    }
  }

  private static String ratio(List<Double> dividends, List<Double> divisors) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < dividends.size(); i++) {
      ratios.add(dividends.get(i) / divisors.get(i));
    }
    return Figures.spread("%.2f", ratios);
  }

  private static <R> Side rate(
      List<Channel> channels,
      MethodDescriptor<EvaluateMarginRequest, R> method,
      EvaluateMarginRequest.Builder request) {
    Load<EvaluateMarginRequest, R> load = new Load<>(channels, method, request.build());
    return turn -> load.run(MANY, turn).size() / turn;
  }

  private static <R> Side slowest(
      Channel channel,
      MethodDescriptor<EvaluateMarginRequest, R> method,
      EvaluateMarginRequest.Builder request) {
    Load<EvaluateMarginRequest, R> load = new Load<>(channel, method, request.build());
    return turn -> Figures.quantile(0.99, Figures.array(load.run(FEW, turn)));
  }

  private static Side batch(List<Channel> channels, EvaluateMarginRequest.Builder account) {
    var load = new Load<>(
        channels,
        MarginServiceGrpc.getBatchEvaluateMarginMethod(),
        Books.batch(account.build(), BATCH));
    return turn -> load.run(FEW, turn).size() * BATCH / turn;
  }

  private static MethodDescriptor<EvaluateMarginRequest, io.crossguard.v1.EvaluateMarginResponse>
      evaluation() {
    return MarginServiceGrpc.getEvaluateMarginMethod();
  }

  private static List<Channel> channels(int port) {
    return Stream.generate(() -> channel(port))
        .limit(Runtime.getRuntime().availableProcessors())
        .toList();
  }

  private static Channel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .build();
  }
}
