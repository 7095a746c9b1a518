package io.crossguard.client.cli;

import io.crossguard.v1.MarginScope;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that turns a verdict into an exit status. */
final class CheckOption {
  @Option(
      names = "--fail-on",
      paramLabel = "STATUS",
      description =
          "Exit with 1 where the account is that bad or worse: ${COMPLETION-CANDIDATES}, in any"
              + " case.")
  private Optional<FailOn> failOn = Optional.empty();

  ExitStatus of(MarginScope.Status status) {
    boolean fails = failOn.map(limit -> limit.fails(status)).orElse(false);
    return fails ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
  }
}
