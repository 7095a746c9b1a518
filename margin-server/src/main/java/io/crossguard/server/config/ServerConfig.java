package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Require;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What an operator may set. Limits of a request are no settings: callers rely on them.
 *
 * @param host address to listen on
 * @param port TCP port to listen on; 0 takes a free one
 * @param callsMax calls that may be under way at once; more are refused
 * @param drainTime how long calls under way may take to end when the server stops
 * @param rulesDirectory where rule-set files lie that are known beside the shipped ones; absent where
 *     there are none
 */
public record ServerConfig(
    String host, int port, int callsMax, Duration drainTime, Optional<Path> rulesDirectory) {

  /** Every environment variable of the server starts so. */
  public static final String ENVIRONMENT_PREFIX = "CROSSGUARD_SERVER_";

  /** Local, on port 50051, 256 calls at once, 10 seconds to drain, no rules but the shipped ones. */
  public static final ServerConfig DEFAULT =
      new ServerConfig("127.0.0.1", 50051, 256, Duration.ofSeconds(10), Optional.empty());

  private static final String HOST = ENVIRONMENT_PREFIX + "HOST";
  private static final String PORT = ENVIRONMENT_PREFIX + "PORT";
  private static final String CALLS_MAX = ENVIRONMENT_PREFIX + "CALLS_MAX";
  private static final String DRAIN_SECONDS = ENVIRONMENT_PREFIX + "DRAIN_SECONDS";
  private static final String RULES_DIRECTORY = ENVIRONMENT_PREFIX + "RULES_DIRECTORY";
  private static final Set<String> NAMES =
      Set.of(HOST, PORT, CALLS_MAX, DRAIN_SECONDS, RULES_DIRECTORY);

  public ServerConfig {
    requireNonNull(host, "host");
    requireNonNull(drainTime, "drainTime");
    requireNonNull(rulesDirectory, "rulesDirectory");
    Require.that(!host.isEmpty(), "host must not be empty");
    Require.that(port >= 0 && port <= 65_535, "port must be from 0 to 65535");
    Require.that(callsMax >= 1, "callsMax must be at least 1");
    Require.that(!drainTime.isNegative(), "drainTime must not be negative");
  }

  /**
   * The defaults, each replaced by its environment variable where that is set.
   *
   * @throws IllegalArgumentException if a variable starts with {@link #ENVIRONMENT_PREFIX} and is
   *     unknown, or its value breaks a rule
   */
  public static ServerConfig fromEnvironment(Map<String, String> environment) {
    for (String name : new TreeSet<>(environment.keySet())) {
      Require.that(
          !name.startsWith(ENVIRONMENT_PREFIX) || NAMES.contains(name),
          "environment variable " + name + " must be one of " + new TreeSet<>(NAMES));
    }
    return new ServerConfig(
        environment.getOrDefault(HOST, DEFAULT.host),
        number(environment, PORT, Integer::valueOf, DEFAULT.port),
        number(environment, CALLS_MAX, Integer::valueOf, DEFAULT.callsMax),
        Duration.ofSeconds(
            number(environment, DRAIN_SECONDS, Long::valueOf, DEFAULT.drainTime.toSeconds())),
        Optional.ofNullable(environment.get(RULES_DIRECTORY)).map(ServerConfig::directory));
  }

  public ServerConfig withHost(String newHost) {
    return new ServerConfig(newHost, port, callsMax, drainTime, rulesDirectory);
  }

  public ServerConfig withPort(int newPort) {
    return new ServerConfig(host, newPort, callsMax, drainTime, rulesDirectory);
  }

  public ServerConfig withCallsMax(int newCallsMax) {
    return new ServerConfig(host, port, newCallsMax, drainTime, rulesDirectory);
  }

  public ServerConfig withDrainTime(Duration newDrainTime) {
    return new ServerConfig(host, port, callsMax, newDrainTime, rulesDirectory);
  }

  public ServerConfig withRulesDirectory(Path newRulesDirectory) {
    return new ServerConfig(host, port, callsMax, drainTime, Optional.of(newRulesDirectory));
  }

  private static Path directory(String path) {
    // The empty path would be the directory that the process happens to run in.
    Require.that(!path.isEmpty(), "environment variable " + RULES_DIRECTORY + " must not be empty");
    return Path.of(path);
  }

  private static <T> T number(
      Map<String, String> environment, String name, Function<String, T> reader, T valueIfUnset) {
    String text = environment.get(name);
    try {
      return text == null ? valueIfUnset : reader.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "environment variable " + name + " must be a whole number", e);
    }
  }
}
