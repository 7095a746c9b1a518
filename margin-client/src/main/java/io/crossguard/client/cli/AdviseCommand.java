package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import picocli.CommandLine.Command;

/** {@code advise}: which position belongs into which margin mode, for one account or for many. */
@Command(
    name = "advise",
    mixinStandardHelpOptions = true,
    description = {
      "Recommend a margin mode for every position, with the margin and the reasons.",
      "FILE is a RecommendMarginModesRequest."
    },
    footer = {"", "Example:", "  crossguard advise margin-client/examples/basis-book-and-a-bet.json"
    })
final class AdviseCommand
    extends RequestCommand<RecommendMarginModesRequest, RecommendMarginModesResponse> {

  AdviseCommand(Terminal terminal) {
    super(
        terminal,
        RecommendMarginModesRequest.getDefaultInstance(),
        MarginClient::recommendMarginModes);
  }

  @Override
  String report(Book book, RecommendMarginModesResponse response) {
    return new AdviceReport(book, response).render();
  }
}
