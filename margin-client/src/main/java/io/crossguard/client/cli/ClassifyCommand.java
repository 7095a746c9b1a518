package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ClassifyPositionsResponse;
import picocli.CommandLine.Command;

/** {@code classify}: what hedges what in one account. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description = {
      "Show the class, the matched and the residual part of every position.",
      "FILE is a ClassifyPositionsRequest."
    },
    footer = {"", "Example:", "  crossguard classify --output json positions.json"})
final class ClassifyCommand
    extends RequestCommand<ClassifyPositionsRequest, ClassifyPositionsResponse> {

  ClassifyCommand(Terminal terminal) {
    super(terminal, ClassifyPositionsRequest.getDefaultInstance(), MarginClient::classifyPositions);
  }

  @Override
  String report(Book book, ClassifyPositionsResponse response) {
    return new ClassificationReport(book, response).render();
  }
}
