package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.RecommendOrderModeRequest;
import io.crossguard.v1.RecommendOrderModeResponse;
import picocli.CommandLine.Command;

/** {@code advise-order}: in which margin mode to open a trade, for one order or for many. */
@Command(
    name = "advise-order",
    mixinStandardHelpOptions = true,
    description = {
      "Recommend a margin mode for a trade before it is made, with the margin, the steps and the",
      "reasons, and show what the trade does to the account.",
      "FILE is a RecommendOrderModeRequest."
    },
    footer = {
      "",
      "Example:",
      "  crossguard advise-order margin-client/examples/order-beside-a-basis-book.json"
    })
final class AdviseOrderCommand
    extends RequestCommand<RecommendOrderModeRequest, RecommendOrderModeResponse> {

  AdviseOrderCommand(Terminal terminal) {
    super(
        terminal, RecommendOrderModeRequest.getDefaultInstance(), MarginClient::recommendOrderMode);
  }

  @Override
  String report(Book book, RecommendOrderModeResponse response) {
    return new OrderReport(book, response).render();
  }
}
