package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Commands that ask a service elsewhere. */
class TargetTest {
  private static final String TWO_LONGS =
      CommandRun.REQUESTS.resolve("two-longs.json").toString();

  @Test
  void evaluate_withTarget_answersAsTheEmbeddedService() {
    try (var server = EmbeddedCrossguard.startOnPort(ServerConfig.DEFAULT.withPort(0))) {
      CommandRun run = CommandRun.of("evaluate", "--target", server.target(), TWO_LONGS);

      assertThat(run.out()).isEqualTo(CommandRun.golden("two-longs.txt"));
      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
    }
  }

  @Test
  void evaluate_nobodyListens_namesTheTarget() throws IOException {
    String target = "127.0.0.1:" + freePort();

    CommandRun run = CommandRun.of("evaluate", "--target", target, TWO_LONGS);

    assertThat(run.err()).startsWith("the service can't be reached: ").contains(target);
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void evaluate_nobodyAnswers_endsAtTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String target = "127.0.0.1:" + silent.getLocalPort();

      CommandRun run = CommandRun.of("evaluate", "--target", target, "--deadline", "1", TWO_LONGS);

      assertThat(run.err()).startsWith("the service did not answer in time");
      assertThat(run.status()).isEqualTo(3);
    }
  }

  @Test
  void evaluate_linesWhileNobodyListens_stopsAtTheFirst() throws IOException {
    String line = CommandRun.line(CommandRun.REQUESTS.resolve("two-longs.json"));

    CommandRun run = CommandRun.withInput(
        line + "\n" + line + "\n",
        "evaluate",
        "--lines",
        "--target",
        "127.0.0.1:" + freePort(),
        "-");

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).startsWith("{\"error\":{\"code\":14");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void evaluate_linesThatRunOutOfTime_areEachTriedAndAreNoBadInput() throws IOException {
    String line = CommandRun.line(CommandRun.REQUESTS.resolve("two-longs.json"));
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String target = "127.0.0.1:" + silent.getLocalPort();

      CommandRun run = CommandRun.withInput(
          line + "\n" + line + "\n",
          "evaluate",
          "--lines",
          "--target",
          target,
          "--deadline",
          "1",
          "-");

      assertThat(run.out().lines()).hasSize(2).allMatch(answer -> answer.contains("\"code\":4"));
      assertThat(run.status()).isEqualTo(3);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
