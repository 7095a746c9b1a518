package io.crossguard.client.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One run of the command line inside the test.
 *
 * @param status exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandRun(int status, String out, String err) {
  static final Path EXAMPLES = Path.of("examples");
  static final Path REQUESTS = Path.of("src", "test", "resources", "requests");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  static CommandRun of(String... arguments) {
    return withInput("", arguments);
  }

  static CommandRun withInput(String input, String... arguments) {
    return with(Map.of(), input, arguments);
  }

  /** In an environment that has these variables alone. */
  static CommandRun in(Map<String, String> environment, String... arguments) {
    return with(environment, "", arguments);
  }

  private static CommandRun with(
      Map<String, String> environment, String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = Crossguard.run(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        arguments);
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The text of a file that tests compare output with; its version is that of the build. */
  static String golden(String name) {
    String version = of("--version").out().strip().replace("crossguard ", "");
    return text(GOLDEN.resolve(name)).replace("@version@", version);
  }

  /** The JSON of a request on one line. */
  static String line(Path file) {
    return text(file).replace("\n", " ").strip();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
