package io.crossguard.client.cli;

import io.crossguard.server.MarginServer;
import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.EffectiveSettings;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.rules.BadRuleSetFileException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
      "Every setting can stand in a file as key = value, in the environment as CROSSGUARD_SERVER_KEY",
      "with _ for dots and dashes, and behind --set. The last wins over the first two, the",
      "environment over the file. --print-config shows all of them; margin-server/README.md says",
      "what each means. CROSSGUARD_JAVA_OPTS has flags for the JVM; by default -Xmx256m.",
      "",
      "Example:",
      "  crossguard serve --port 50051 --set rules.directory=venues",
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

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "File of settings. Default: that of CROSSGUARD_SERVER_CONFIG, or none.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting by its key; may be repeated.")
  private Map<String, String> flags = new LinkedHashMap<>();

  @Option(
      names = "--print-config",
      description = "Show every setting with who set it, check them, and end.")
  private boolean isPrintAsked;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      EffectiveSettings settings = settings();
      ServerConfig config = settings.config();
      if (isPrintAsked) {
        terminal.out().print(settings.text());
      } else {
        MarginServer.serve(config);
      }
      return ExitStatus.DONE.code();
    } catch (BadConfigException | BadRuleSetFileException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      terminal.err().println("can't serve: " + cause.getMessage());
      return ExitStatus.SERVICE_UNAVAILABLE.code();
    }
  }

  private EffectiveSettings settings() {
    Map<String, String> given = new LinkedHashMap<>(flags);
    host.ifPresent(address -> given.put("host", address));
    port.ifPresent(number -> given.put("port", Integer.toString(number)));
    return EffectiveSettings.of(given, file, terminal.environment());
  }
}
