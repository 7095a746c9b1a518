package io.crossguard.client.cli;

import io.crossguard.client.BearerToken;
import io.crossguard.client.MarginClientConfig;
import io.grpc.ChannelCredentials;
import io.grpc.CompositeChannelCredentials;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which service answers, how it is reached, and how long it may take. */
final class ServiceOptions {
  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "The service to ask. Default: one inside this process; nothing has to run.")
  private Optional<String> target = Optional.empty();

  @Mixin
  private final TlsOptions tls = new TlsOptions();

  @Mixin
  private final TokenOption token = new TokenOption();

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long one call may take. Default: ${DEFAULT-VALUE}.")
  private int deadlineSeconds;

  /**
   * @param environment environment variables by name
   * @throws BadInputException if the options can't be used
   */
  ServiceConnection connect(Map<String, String> environment) {
    if (target.isPresent()) {
      return ServiceConnection.to(elsewhere(environment));
    }
    if (tls.areGiven() || token.isGiven()) {
      throw new BadInputException("--target: must be there beside options about its connection");
    }
    return ServiceConnection.embedded(deadline(), environment);
  }

  /**
   * How a service is reached that runs somewhere.
   *
   * @throws BadInputException if the options can't be used, or name none
   */
  MarginClientConfig elsewhere(Map<String, String> environment) {
    Target where =
        new Target(target.orElseThrow(() -> new BadInputException("--target: must be there")));
    Optional<Supplier<String>> secret = token.token(environment);
    boolean isSecured = tls.isSecured(where, secret.isPresent());
    if (secret.isPresent() && !isSecured) {
      throw new BadInputException("--plaintext: a token is sent over TLS alone");
    }
    ChannelCredentials connection = tls.credentials(isSecured);
    MarginClientConfig.Builder config = MarginClientConfig.builder(where.text())
        .deadline(deadline())
        .credentials(secret
            .map(text -> CompositeChannelCredentials.create(connection, new BearerToken(text)))
            .orElse(connection));
    tls.serverName().ifPresent(config::serverName);
    return config.build();
  }

  private Duration deadline() {
    if (deadlineSeconds <= 0) {
      throw new BadInputException("--deadline: must be positive");
    }
    return Duration.ofSeconds(deadlineSeconds);
  }
}
