package io.crossguard.client;

import io.crossguard.server.MarginServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, with a free admin port. */
final class Replica {
  private static final Pattern ADMIN = Pattern.compile("admin port on 127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern SERVING = Pattern.compile("serving on 127\\.0\\.0\\.\\d:(\\d+)");
  private static final Pattern EVALUATIONS =
      Pattern.compile("^crossguard_evaluations_total\\{.*} (\\d+)", Pattern.MULTILINE);

  private final Process process;
  private final BufferedReader output;
  private int adminPort;

  private Replica(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts one on a loopback address. */
  static Replica start(String host, int port) throws IOException {
    return new Replica(new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            MarginServer.class.getName(),
            "--host=" + host,
            "--port=" + port,
            "--admin.port=0",
            "--drain-delay-seconds=1")
        .redirectErrorStream(true)
        .start());
  }

  void awaitServing() throws IOException {
    adminPort = port(ADMIN);
    port(SERVING);
  }

  private int port(Pattern announcement) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher found = announcement.matcher(line);
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
    }
    throw new IllegalStateException("the server ended without serving");
  }

  /** Evaluations that it has answered. */
  long evaluations() {
    URI metrics = URI.create("http://127.0.0.1:" + adminPort + "/metrics");
    try (InputStream stream = metrics.toURL().openStream()) {
      Matcher found =
          EVALUATIONS.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As SIGTERM does. */
  void askToEnd() {
    process.destroy();
  }

  /** As SIGKILL does. */
  void kill() {
    process.destroyForcibly();
  }

  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }
}
