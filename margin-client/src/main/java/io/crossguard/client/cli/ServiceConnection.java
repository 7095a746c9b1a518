package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.client.MarginClientConfig;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.EffectiveSettings;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.rules.BadRuleSetFileException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A client together with what has to end with it: the embedded server, where that answers. */
final class ServiceConnection implements AutoCloseable {
  // Held here, because java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger GRPC_LOGGER = Logger.getLogger("io.grpc");

  private final MarginClient client;
  private final Runnable closing;

  private ServiceConnection(MarginClient client, Runnable closing) {
    this.client = client;
    this.closing = closing;
  }

  /**
   * A connection to a service that runs somewhere.
   *
   * @throws BadInputException if the target is not of a form that gRPC takes
   */
  static ServiceConnection to(MarginClientConfig config) {
    // What a person has to know comes as a failure; gRPC would report it on standard error as well.
    GRPC_LOGGER.setLevel(Level.OFF);
    try {
      MarginClient client = MarginClient.connect(config);
      return new ServiceConnection(client, client::close);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--target: " + e.getMessage());
    }
  }

  /**
   * A service inside this process, which starts now and ends with the connection. It has the
   * settings that the environment gives to {@code serve}.
   *
   * @param environment environment variables by name
   * @throws BadInputException if those can't be used
   */
  static ServiceConnection embedded(Duration deadline, Map<String, String> environment) {
    try {
      ServerConfig config =
          EffectiveSettings.of(Map.of(), Optional.empty(), environment).config();
      EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess(config);
      return new ServiceConnection(MarginClient.over(server.channel(), deadline), server::close);
    } catch (BadConfigException | BadRuleSetFileException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  MarginClient client() {
    return client;
  }

  @Override
  public void close() {
    closing.run();
  }
}
