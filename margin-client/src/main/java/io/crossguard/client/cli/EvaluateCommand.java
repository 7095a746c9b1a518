package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.RuleSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: the margin of one account, or of many line by line. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Show balances, margins, verdicts, liquidation prices, distances and exposures.",
    footer = {
      "",
      "Example:",
      "  crossguard evaluate margin-client/examples/coin-margined-short-hedge.json",
      "  crossguard evaluate --fail-on warning --output json account.json || alert"
    })
final class EvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private final ServiceOptions service = new ServiceOptions();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Option(
      names = "--fail-on",
      paramLabel = "STATUS",
      description =
          "Exit with 1 where the account is that bad or worse: ${COMPLETION-CANDIDATES}, in any"
              + " case.")
  private Optional<FailOn> failOn = Optional.empty();

  @Option(
      names = "--lines",
      description =
          "FILE has one request a line. One response or {\"error\": …} a line comes back, in order.")
  private boolean lines;

  @Parameters(
      paramLabel = "FILE",
      description = "An EvaluateMarginRequest in JSON; - is standard input.")
  private String file = "";

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return (lines ? answerLines() : answerOne()).code();
  }

  private ExitStatus answerOne() {
    EvaluateMarginRequest request =
        new RequestReader(terminal.in()).read(file, EvaluateMarginRequest.getDefaultInstance());
    try (ServiceConnection connection = service.connect()) {
      EvaluateMarginResponse response = connection.client().evaluateMargin(request);
      terminal
          .out()
          .println(output.render(
              response,
              () -> new EvaluationReport(book(request, connection.client()), response).render()));
      return check(response);
    }
  }

  private ExitStatus answerLines() {
    RequestReader reader = new RequestReader(terminal.in());
    var in = reader.open(file);
    try (ServiceConnection connection = service.connect()) {
      return new RequestLines<>(
              EvaluateMarginRequest.getDefaultInstance(),
              connection.client()::evaluateMargin,
              this::check)
          .answer(RequestReader.name(file), in, terminal.out());
    }
  }

  private ExitStatus check(EvaluateMarginResponse response) {
    boolean fails = failOn.map(limit -> limit.fails(response.getStatus())).orElse(false);
    return fails ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
  }

  private static Book book(EvaluateMarginRequest request, MarginClient client) {
    RuleSet rules =
        request.hasRuleSet() ? request.getRuleSet() : client.getRuleSet(request.getRuleSetId());
    return new Book(request.getAccount(), request.getMarket(), rules);
  }
}
