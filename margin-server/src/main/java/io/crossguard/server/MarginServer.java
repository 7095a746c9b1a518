package io.crossguard.server;

import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.EffectiveSettings;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.server.grpc.Rehearsal;
import io.crossguard.server.observation.LogConfigurator;
import io.crossguard.server.rules.BadRuleSetFileException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The server as a process: configured by flags, environment and a file, ended by SIGTERM. */
public final class MarginServer {
  private static final int BAD_CONFIG = 2;
  private static final int NOT_STARTED = 3;

  private MarginServer() {}

  /** Serves, and ends the process with one line on standard error where it can't start. */
  public static void main(String[] arguments) throws InterruptedException {
    withoutDelay();
    try {
      ServerArguments asked = ServerArguments.of(List.of(arguments));
      EffectiveSettings settings = asked.settings(System.getenv());
      ServerConfig config = settings.config();
      if (asked.isPrintAsked()) {
        System.out.print(settings.text());
      } else if (asked.isRehearsalAsked()) {
        rehearse();
      } else {
        serve(config);
      }
    } catch (BadConfigException | BadRuleSetFileException | IllegalArgumentException e) {
      fail(BAD_CONFIG, e);
    } catch (UncheckedIOException e) {
      fail(NOT_STARTED, e);
    }
  }

  /**
   * Leaves out what only delays the first answer, unless it is asked for: Netty's events for the
   * flight recorder of Java, which starts for them, and the classes that Guice would generate.
   */
  private static void withoutDelay() {
    Properties properties = System.getProperties();
    properties.putIfAbsent("io.netty.jfr.enabled", "false");
    properties.putIfAbsent("guice_bytecode_gen_option", "DISABLED");
  }

  /**
   * Serves until the process is asked to end.
   *
   * @throws BadConfigException if it can't start with a file that the settings name
   * @throws BadRuleSetFileException if it can't start with the files of the rules directory
   * @throws UncheckedIOException if the address can't be listened on
   */
  public static void serve(ServerConfig config) throws InterruptedException {
    Logger log = log(config);
    EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "crossguard-shutdown"));
    log.info("serving on {}", server.target());
    server.awaitTermination();
  }

  /** Starts on free ports of this machine, calls each service, and ends: for a class archive. */
  static void rehearse() {
    ServerConfig config = ServerConfig.of(Map.of(Setting.PORT, "0", Setting.ADMIN_PORT, "0"));
    Logger log = log(config);
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startOnPort(config)) {
      Rehearsal.over(server.channel());
      log.info("rehearsed on {}", server.target());
    }
  }

  private static Logger log(ServerConfig config) {
    // The configuration of the log reads it when the first logger is asked for.
    System.setProperty(LogConfigurator.FORMAT, config.logFormat());
    Logger log = LoggerFactory.getLogger(MarginServer.class);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    return log;
  }

  private static void fail(int status, RuntimeException failure) {
    System.err.println("can't serve: " + failure.getMessage());
    System.exit(status);
  }
}
