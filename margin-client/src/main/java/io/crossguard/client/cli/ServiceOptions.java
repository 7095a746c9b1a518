package io.crossguard.client.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which service answers, and how long it may take. */
final class ServiceOptions {
  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "The service to ask. Default: one inside this process; nothing has to run.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long one call may take. Default: ${DEFAULT-VALUE}.")
  private int deadlineSeconds;

  /**
   * @throws BadInputException if the options can't be used
   */
  ServiceConnection connect() {
    if (deadlineSeconds <= 0) {
      throw new BadInputException("--deadline: must be positive");
    }
    Duration deadline = Duration.ofSeconds(deadlineSeconds);
    return target
        .map(where -> ServiceConnection.to(where, deadline))
        .orElseGet(() -> ServiceConnection.embedded(deadline));
  }
}
