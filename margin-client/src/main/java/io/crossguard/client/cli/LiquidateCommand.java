package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.SimulateLiquidationResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code liquidate}: how an account would be liquidated. */
@Command(
    name = "liquidate",
    mixinStandardHelpOptions = true,
    description = {
      "Show what the venue would close in which order, and what is left.",
      "FILE is a SimulateLiquidationRequest."
    },
    footer = {"", "Example:", "  crossguard liquidate margin-client/examples/drained-account.json"})
final class LiquidateCommand
    extends RequestCommand<SimulateLiquidationRequest, SimulateLiquidationResponse> {

  @Mixin
  private final CheckOption check = new CheckOption();

  LiquidateCommand(Terminal terminal) {
    super(
        terminal,
        SimulateLiquidationRequest.getDefaultInstance(),
        MarginClient::simulateLiquidation);
  }

  @Override
  String report(Book book, SimulateLiquidationResponse response) {
    return new LiquidationReport(book, response).render();
  }

  @Override
  ExitStatus check(SimulateLiquidationResponse response) {
    return check.of(response.getAfter().getStatus());
  }
}
