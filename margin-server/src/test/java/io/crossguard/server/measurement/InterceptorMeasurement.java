package io.crossguard.server.measurement;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What interceptors, admission and metrics cost: evaluations a second of the server as it is shipped,
 * against the same services on gRPC's server alone, on the threads of the network. The sides take
 * turns; client and servers are in one process, whose CPU time a call is told too: that depends less
 * on what else the machine does. Arguments: rounds, calls of a turn, callers.
 */
public final class InterceptorMeasurement {
  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

  private InterceptorMeasurement() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    int callers = Integer.parseInt(arguments[2]);
    Server bare = BareServer.start();
    try (EmbeddedCrossguard shipped = start(Map.of());
        EmbeddedCrossguard measured = start(Map.of(Setting.ADMIN_PORT, "0"))) {
      Map<String, Load<EvaluateMarginRequest, EvaluateMarginResponse>> sides =
          new LinkedHashMap<>();
      sides.put("bare", load(bare.getPort()));
      sides.put("shipped", load(shipped.port()));
      sides.put("shipped, with metrics", load(measured.port()));
      Map<String, List<Double>> rates = new LinkedHashMap<>();
      Map<String, List<Double>> works = new LinkedHashMap<>();
      for (int round = -5; round < rounds; round++) {
        for (String side : inTurn(new ArrayList<>(sides.keySet()), round)) {
          long begin = System.nanoTime();
          long cpu = PROCESS.getProcessCpuTime();
          int answers = sides.get(side).run(callers, calls).size();
          if (round >= 0) {
            add(rates, side, answers / ((System.nanoTime() - begin) / 1e9));
            add(works, side, (PROCESS.getProcessCpuTime() - cpu) / 1e3 / answers);
          }
        }
      }
      for (String side : sides.keySet()) {
        System.out.printf(
            "%-22s %s calls/s, to bare %s; CPU %s us a call, to bare %s%n",
            side,
            Figures.spread("%.0f", rates.get(side)),
            Figures.spread("%.3f", ratios(rates, side)),
            Figures.spread("%.1f", works.get(side)),
            Figures.spread("%.3f", ratios(works, side)));
      }
    } finally {
      bare.shutdownNow();
    }
    System.exit(0);
  }

  private static void add(Map<String, List<Double>> figures, String side, double figure) {
    figures.computeIfAbsent(side, name -> new ArrayList<>()).add(figure);
  }

  /** To the bare side, round by round. */
  private static List<Double> ratios(Map<String, List<Double>> figures, String side) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < figures.get(side).size(); i++) {
      ratios.add(figures.get(side).get(i) / figures.get("bare").get(i));
    }
    return ratios;
  }

  /** Every other round backwards, so that a drift of the machine favours nobody. */
  private static List<String> inTurn(List<String> sides, int round) {
    if (round % 2 != 0) {
      java.util.Collections.reverse(sides);
    }
    return sides;
  }

  private static Load<EvaluateMarginRequest, EvaluateMarginResponse> load(int port) {
    return new Load<>(
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .directExecutor()
            .build(),
        MarginServiceGrpc.getEvaluateMarginMethod(),
        Books.account(10).build());
  }

  private static EmbeddedCrossguard start(Map<Setting, String> given) {
    Map<Setting, String> settings = new java.util.EnumMap<>(Map.of(Setting.PORT, "0"));
    settings.putAll(given);
    return EmbeddedCrossguard.startOnPort(ServerConfig.of(settings));
  }
}
