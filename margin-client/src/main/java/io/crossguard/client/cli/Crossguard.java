package io.crossguard.client.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of Crossguard. */
@Command(
    name = "crossguard",
    mixinStandardHelpOptions = true,
    versionProvider = Crossguard.Version.class,
    description = "Evaluates cross and isolated margin, and advises on the mode of each position.",
    footer = {
      "",
      "Exit status: 0 done, 1 a check that was asked for fails, 2 bad input (the violations are on",
      "standard error, one a line), 3 the service can't be reached, 4 it refuses the caller.",
      "",
      "Example:",
      "  crossguard advise margin-client/examples/basis-book-and-a-bet.json"
    })
public final class Crossguard implements Runnable {
  @Spec
  private final CommandSpec spec = CommandSpec.create();

  private Crossguard() {}

  /** Runs one command and ends the process with its status. */
  public static void main(String[] arguments) {
    int status = run(System.in, System.out, System.err, System.getenv(), arguments);
    System.exit(status);
  }

  /** Runs one command on the given streams, in the given environment; returns its exit status. */
  static int run(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      String... arguments) {
    Terminal terminal = new Terminal(in, writer(out), writer(err), environment);
    int status = new CommandLine(new Crossguard())
        .addSubcommand(new EvaluateCommand(terminal))
        .addSubcommand(new PreviewCommand(terminal))
        .addSubcommand(new LiquidateCommand(terminal))
        .addSubcommand(new StressCommand(terminal))
        .addSubcommand(new ClassifyCommand(terminal))
        .addSubcommand(new AdviseCommand(terminal))
        .addSubcommand(new AdviseOrderCommand(terminal))
        .addSubcommand(new WatchCommand(terminal))
        .addSubcommand(new ReportCommand(terminal))
        .addSubcommand(ImportCommand.with(terminal))
        .addSubcommand(new RulesCommand(terminal))
        .addSubcommand(new BacktestCommand(terminal))
        .addSubcommand(new BenchCommand(terminal))
        .addSubcommand(new ServeCommand(terminal))
        .addSubcommand(new CompletionCommand(terminal))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setUsageHelpWidth(TextTable.WIDTH_MAX)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureReporter(terminal.err()))
        .setExitCodeExceptionMapper(Crossguard::statusOf)
        .execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return status;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The version of this build, as the build wrote it down. */
  static final class Version implements IVersionProvider {
    private static final String RESOURCE = "client.properties";

    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream file =
          requireNonNull(Crossguard.class.getResourceAsStream(RESOURCE), RESOURCE)) {
        properties.load(file);
      }
      return new String[] {"crossguard " + properties.getProperty("version")};
    }
  }

  private static int statusOf(Throwable failure) {
    return failure instanceof ParameterException
        ? ExitStatus.BAD_INPUT.code()
        : ExitStatus.SERVICE_UNAVAILABLE.code();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
