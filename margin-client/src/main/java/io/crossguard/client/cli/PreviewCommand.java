package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code preview}: what changes would do to an account. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Show whether the venue would accept changes, what they move, and what is left.",
      "FILE is a PreviewChangesRequest."
    },
    footer = {"", "Example:", "  crossguard preview margin-client/examples/isolate-a-bet.json"})
final class PreviewCommand extends RequestCommand<PreviewChangesRequest, PreviewChangesResponse> {

  @Mixin
  private final CheckOption check = new CheckOption();

  PreviewCommand(Terminal terminal) {
    super(terminal, PreviewChangesRequest.getDefaultInstance(), MarginClient::previewChanges);
  }

  @Override
  String report(Book book, PreviewChangesResponse response) {
    return new PreviewReport(book, response).render();
  }

  @Override
  ExitStatus check(PreviewChangesResponse response) {
    return check.of(status(response));
  }

  /** The verdict after the last accepted change. */
  private static MarginScope.Status status(PreviewChangesResponse response) {
    return response.getOutcomesCount() == 0
        ? response.getBefore().getStatus()
        : response.getOutcomes(response.getOutcomesCount() - 1).getAfter().getStatus();
  }
}
