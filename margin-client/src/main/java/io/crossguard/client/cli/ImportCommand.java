package io.crossguard.client.cli;

import io.crossguard.client.exchange.ExchangeFormat;
import io.crossguard.client.exchange.ExchangeFormats;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: what a venue's interface answers, as a request; a command for each format. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Turn what a venue's interface answers about an account into a request, as JSON on standard",
      "output. What could change a figure and is not understood is an error."
    },
    footer = {
      "",
      "Example:",
      "  crossguard import binance-usdm --account account.json --position-risk positions.json \\",
      "      --leverage-brackets brackets.json | crossguard evaluate -"
    })
final class ImportCommand implements Runnable {
  @Spec
  private final CommandSpec spec = CommandSpec.create();

  private ImportCommand() {}

  /** The command with its formats. */
  static CommandLine with(Terminal terminal) {
    CommandLine command = new CommandLine(new ImportCommand());
    for (ExchangeFormat format : ExchangeFormats.all()) {
      command.addSubcommand(format.name(), ImportFormatCommand.spec(terminal, format));
    }
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a format is missing");
  }
}
