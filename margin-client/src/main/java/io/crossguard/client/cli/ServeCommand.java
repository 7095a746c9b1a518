package io.crossguard.client.cli;

import io.crossguard.server.MarginServer;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.rules.BadRuleSetFileException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: the service as a process, until it is asked to end. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serve on a port until the process is asked to end.",
    footer = {
      "",
      "CROSSGUARD_SERVER_HOST, _PORT, _CALLS_MAX and _DRAIN_SECONDS in the environment set the same",
      "and more; options win. CROSSGUARD_JAVA_OPTS has flags for the JVM; by default -Xmx256m.",
      "CROSSGUARD_SERVER_RULES_DIRECTORY names a directory of rule-set files, *.json, which the",
      "service knows beside the shipped ones.",
      "",
      "Example:",
      "  crossguard serve --port 50051",
      "  crossguard evaluate --target localhost:50051 account.json"
    })
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on. Default: 127.0.0.1, which only this machine reaches.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 takes a free one. Default: 50051.")
  private Optional<Integer> port = Optional.empty();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = config();
    try {
      MarginServer.serve(config);
      return ExitStatus.DONE.code();
    } catch (BadRuleSetFileException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      terminal.err().println("can't serve: " + cause.getMessage());
      return ExitStatus.SERVICE_UNAVAILABLE.code();
    }
  }

  private ServerConfig config() {
    ServerConfig config = ServiceConnection.serverConfig();
    try {
      config = host.map(config::withHost).orElse(config);
      return port.map(config::withPort).orElse(config);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }
}
