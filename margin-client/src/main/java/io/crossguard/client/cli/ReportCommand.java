package io.crossguard.client.cli;

import io.crossguard.client.report.AccountPage;
import io.crossguard.v1.RecommendMarginModesRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: one account as a page that a browser shows. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Write a page about an account: where it stands, what is advised, what prices would do to it.",
      "FILE is a RecommendMarginModesRequest. The page is one HTML file; it needs neither network"
          + " nor scripts."
    },
    footer = {
      "",
      "Example:",
      "  crossguard report margin-client/examples/basis-book-and-a-bet.json -o report.html"
    })
final class ReportCommand implements Callable<Integer> {
  // Fewer are done before anybody looks up.
  private static final int POSITIONS_WORTH_PROGRESS = 100;

  private final Terminal terminal;

  @Mixin
  private final ServiceOptions service = new ServiceOptions();

  @Option(
      names = "-o",
      paramLabel = "PAGE",
      description =
          "File to write, or to replace once the page is whole. Default: standard output.")
  private Optional<String> page = Optional.empty();

  @Parameters(paramLabel = "FILE", description = "The request in JSON; - is standard input.")
  private String file = "";

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RecommendMarginModesRequest request = new RequestReader(terminal.in())
        .read(file, RecommendMarginModesRequest.getDefaultInstance());
    Optional<WholeFile> target = page.map(name -> WholeFile.at("-o", name));
    try (ServiceConnection connection = service.connect(terminal.environment())) {
      boolean isLong = request.getAccount().getPositionsCount() >= POSITIONS_WORTH_PROGRESS;
      String html = AccountPage.html(request, connection.client(), what -> progress(isLong, what));
      target.ifPresentOrElse(whole -> whole.write(html), () -> terminal.out().print(html));
    }
    return ExitStatus.DONE.code();
  }

  private void progress(boolean isShown, String what) {
    if (isShown) {
      terminal.err().println(what);
      terminal.err().flush();
    }
  }
}
