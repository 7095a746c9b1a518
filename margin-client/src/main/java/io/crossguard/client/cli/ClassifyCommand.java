package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.RuleSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code classify}: what hedges what in one account. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description = "Show the class, the matched and the residual part of every position.",
    footer = {"", "Example:", "  crossguard classify --output json positions.json"})
final class ClassifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private final ServiceOptions service = new ServiceOptions();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "FILE",
      description = "A ClassifyPositionsRequest in JSON; - is standard input.")
  private String file = "";

  ClassifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ClassifyPositionsRequest request =
        new RequestReader(terminal.in()).read(file, ClassifyPositionsRequest.getDefaultInstance());
    try (ServiceConnection connection = service.connect()) {
      ClassifyPositionsResponse response = connection.client().classifyPositions(request);
      terminal
          .out()
          .println(output.render(
              response,
              () ->
                  new ClassificationReport(book(request, connection.client()), response).render()));
      return ExitStatus.DONE.code();
    }
  }

  private static Book book(ClassifyPositionsRequest request, MarginClient client) {
    RuleSet rules =
        request.hasRuleSet() ? request.getRuleSet() : client.getRuleSet(request.getRuleSetId());
    return new Book(request.getAccount(), request.getMarket(), rules);
  }
}
