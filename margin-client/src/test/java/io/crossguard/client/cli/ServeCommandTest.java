package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code serve} as a process of its own. */
class ServeCommandTest {
  private static final Pattern TARGET = Pattern.compile("127\\.0\\.0\\.1:\\d+");
  private static final String TWO_LONGS =
      CommandRun.REQUESTS.resolve("two-longs.json").toString();

  @Test
  void serve_onAFreePort_answersUntilItIsAskedToEnd() throws IOException, InterruptedException {
    Process process = process().start();
    try (BufferedReader output = process.inputReader()) {
      String target = target(output);

      CommandRun run = CommandRun.of("evaluate", "--target", target, TWO_LONGS);

      assertThat(run.out()).isEqualTo(CommandRun.golden("two-longs.txt"));
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void serve_portInUse_saysSo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run = CommandRun.of("serve", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(run.err()).contains("can't serve: ");
      assertThat(run.status()).isEqualTo(3);
    }
  }

  @Test
  void serve_badRuleSetFile_isNamedAndNothingIsServed(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("venue.json"), "{\"version\": \"1\"}");
    ProcessBuilder builder = process();
    builder.environment().put("CROSSGUARD_SERVER_RULES_DIRECTORY", directory.toString());
    Process process = builder.start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines())
          .anySatisfy(line -> assertThat(line).contains(file + ": ruleSetId must not be empty"));
      assertThat(process.waitFor()).isEqualTo(2);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void serve_jsonLog_isAnObjectALine() throws IOException, InterruptedException {
    ProcessBuilder builder = process();
    builder.environment().put("CROSSGUARD_SERVER_LOG_FORMAT", "json");
    Process process = builder.start();
    try (BufferedReader output = process.inputReader()) {
      String line = String.valueOf(output.readLine());

      Struct.Builder logged = Struct.newBuilder();
      JsonFormat.parser().merge(line, logged);
      assertThat(logged.getFieldsOrThrow("formattedMessage").getStringValue())
          .startsWith("serving on 127.0.0.1:");
      assertThat(logged.getFieldsOrThrow("level").getStringValue()).isEqualTo("INFO");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void serve_printConfig_showsEverySettingWithWhoSetIt(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("server.conf"), "calls-max = 8\nport = 1\n");

    CommandRun run = CommandRun.of(
        "serve",
        "--print-config",
        "--config",
        file.toString(),
        "--set",
        "drain-seconds=3",
        "--port=0");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("# default\nhost = 127.0.0.1\n")
        .contains("# from a flag\nport = 0\n")
        .contains("# from the file\ncalls-max = 8\n")
        .contains("# from a flag\ndrain-seconds = 3\n");
  }

  @Test
  void serve_badSetting_isOneLineWithKeyAndRule() {
    CommandRun run = CommandRun.of("serve", "--set", "calls-max=none");

    assertThat(run.err()).isEqualTo("calls-max must be a whole number (from a flag)\n");
    assertThat(run.status()).isEqualTo(2);
  }

  /** With the launcher's flags, without which newer JDKs print warnings of their own. */
  private static ProcessBuilder process() {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Crossguard.class.getName(),
            "serve",
            "--port",
            "0")
        .redirectErrorStream(true);
  }

  private static String target(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher target = TARGET.matcher(line);
      if (target.find()) {
        return target.group();
      }
    }
    throw new IllegalStateException("the server ended without serving");
  }
}
