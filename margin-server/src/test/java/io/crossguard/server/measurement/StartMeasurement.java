package io.crossguard.server.measurement;

import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.MarginServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from starting the process of the server to its first answer, with the class
 * archive and without, in turn. Arguments: the distribution, and Java installations.
 */
public final class StartMeasurement {
  private static final int STARTS = 9;
  private static final EvaluateMarginRequest REQUEST = Books.account(10).build();

  private final Path distribution;
  private final Path home;
  private final List<Double> ports = new ArrayList<>();
  private final List<Double> answers = new ArrayList<>();
  private final List<Double> works = new ArrayList<>();

  private StartMeasurement(Path distribution, Path home) {
    this.distribution = distribution;
    this.home = home;
  }

  public static void main(String[] arguments) throws Exception {
    Path distribution = Path.of(arguments[0]);
    for (String home : List.of(arguments).subList(1, arguments.length)) {
      Path archives = distribution.resolve("archive");
      Path aside = distribution.resolve("archive-aside");
      StartMeasurement with = new StartMeasurement(distribution, Path.of(home));
      StartMeasurement without = new StartMeasurement(distribution, Path.of(home));
      // The first of each warms up the client and the files.
      for (int i = 0; i <= STARTS; i++) {
        with.start(i > 0);
        Files.move(archives, aside);
        without.start(i > 0);
        Files.move(aside, archives);
      }
      System.out.println(home);
      System.out.println("  with archive:    " + with.text());
      System.out.println("  without archive: " + without.text());
      System.out.printf(
          "  ratio of the medians: %.2f%n",
          Figures.quantile(0.5, Figures.array(with.answers))
              / Figures.quantile(0.5, Figures.array(without.answers)));
    }
  }

  private String text() {
    return "port open after " + Figures.spread("%.0f", ports) + " ms, first answer after "
        + Figures.spread("%.0f", answers) + " ms, by then CPU " + Figures.spread("%.0f", works)
        + " ms";
  }

  private void start(boolean counts) throws IOException, InterruptedException {
    int port = freePort();
    ProcessBuilder builder = new ProcessBuilder(
        distribution.resolve("bin").resolve("crossguard-server").toString(), "--port=" + port);
    builder.environment().put("JAVA_HOME", home.toString());
    builder.redirectErrorStream(true);
    long begin = System.nanoTime();
    Process process = builder.start();
    try {
      awaitServing(process);
      double open = millisSince(begin);
      ManagedChannel channel = Grpc.newChannelBuilder(
              "127.0.0.1:" + port, InsecureChannelCredentials.create())
          .build();
      MarginServiceGrpc.newBlockingStub(channel).evaluateMargin(REQUEST);
      double answer = millisSince(begin);
      double work = process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
      channel.shutdownNow();
      if (counts) {
        ports.add(open);
        answers.add(answer);
        works.add(work);
      }
    } finally {
      process.destroy();
      process.waitFor(20, TimeUnit.SECONDS);
    }
  }

  /** The server logs that it serves as soon as its port is open. */
  private static void awaitServing(Process process) throws IOException {
    BufferedReader log = process.inputReader();
    String line = log.readLine();
    while (line != null && !line.contains("serving on ")) {
      line = log.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("the server ended without serving");
    }
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
