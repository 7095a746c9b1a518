package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RuleSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code advise}: which position belongs into which margin mode, for one account or for many. */
@Command(
    name = "advise",
    mixinStandardHelpOptions = true,
    description = "Recommend a margin mode for every position, with the margin and the reasons.",
    footer = {"", "Example:", "  crossguard advise margin-client/examples/basis-book-and-a-bet.json"
    })
final class AdviseCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private final ServiceOptions service = new ServiceOptions();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Option(
      names = "--lines",
      description =
          "FILE has one request a line. One response or {\"error\": …} a line comes back, in order.")
  private boolean lines;

  @Parameters(
      paramLabel = "FILE",
      description = "A RecommendMarginModesRequest in JSON; - is standard input.")
  private String file = "";

  AdviseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return (lines ? answerLines() : answerOne()).code();
  }

  private ExitStatus answerOne() {
    RecommendMarginModesRequest request = new RequestReader(terminal.in())
        .read(file, RecommendMarginModesRequest.getDefaultInstance());
    try (ServiceConnection connection = service.connect()) {
      RecommendMarginModesResponse response = connection.client().recommendMarginModes(request);
      terminal
          .out()
          .println(output.render(
              response,
              () -> new AdviceReport(book(request, connection.client()), response).render()));
      return ExitStatus.DONE;
    }
  }

  private ExitStatus answerLines() {
    RequestReader reader = new RequestReader(terminal.in());
    var in = reader.open(file);
    try (ServiceConnection connection = service.connect()) {
      return new RequestLines<>(
              RecommendMarginModesRequest.getDefaultInstance(),
              connection.client()::recommendMarginModes,
              response -> ExitStatus.DONE)
          .answer(RequestReader.name(file), in, terminal.out());
    }
  }

  private static Book book(RecommendMarginModesRequest request, MarginClient client) {
    RuleSet rules =
        request.hasRuleSet() ? request.getRuleSet() : client.getRuleSet(request.getRuleSetId());
    return new Book(request.getAccount(), request.getMarket(), rules);
  }
}
