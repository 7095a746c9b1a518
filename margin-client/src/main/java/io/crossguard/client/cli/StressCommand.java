package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.crossguard.v1.StressResult;
import java.util.Comparator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stress}: where an account stands at other prices. */
@Command(
    name = "stress",
    mixinStandardHelpOptions = true,
    description = {
      "Show balances, verdicts and losses under scenarios, grids of them, and a path of prices.",
      "FILE is a StressMarginRequest."
    },
    footer = {"", "Example:", "  crossguard stress margin-client/examples/stressed-basis-book.json"
    })
final class StressCommand extends RequestCommand<StressMarginRequest, StressMarginResponse> {

  @Mixin
  private final CheckOption check = new CheckOption();

  StressCommand(Terminal terminal) {
    super(terminal, StressMarginRequest.getDefaultInstance(), MarginClient::stressMargin);
  }

  @Override
  String report(Book book, StressMarginResponse response) {
    return new StressReport(book, response).render();
  }

  @Override
  ExitStatus check(StressMarginResponse response) {
    return check.of(worst(response));
  }

  /** The worst verdict of any scope in any scenario, before a liquidation. */
  private static MarginScope.Status worst(StressMarginResponse response) {
    return response.getResultsList().stream()
        .flatMap(result -> result.getScopesList().stream())
        .map(StressResult.Scope::getStatus)
        .max(Comparator.naturalOrder())
        .orElse(MarginScope.Status.HEALTHY);
  }
}
