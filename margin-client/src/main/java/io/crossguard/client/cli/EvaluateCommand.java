package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code evaluate}: the margin of one account, or of many line by line. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Show balances, margins, verdicts, liquidation prices, distances and exposures.",
      "FILE is an EvaluateMarginRequest."
    },
    footer = {
      "",
      "Example:",
      "  crossguard evaluate margin-client/examples/coin-margined-short-hedge.json",
      "  crossguard evaluate --fail-on warning --output json account.json || alert"
    })
final class EvaluateCommand extends RequestCommand<EvaluateMarginRequest, EvaluateMarginResponse> {

  @Mixin
  private final CheckOption check = new CheckOption();

  EvaluateCommand(Terminal terminal) {
    super(terminal, EvaluateMarginRequest.getDefaultInstance(), MarginClient::evaluateMargin);
  }

  @Override
  String report(Book book, EvaluateMarginResponse response) {
    return new EvaluationReport(book, response).render();
  }

  @Override
  ExitStatus check(EvaluateMarginResponse response) {
    return check.of(response.getStatus());
  }
}
