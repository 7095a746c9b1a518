package io.crossguard.client.cli;

import io.crossguard.advisor.backtest.Backtest;
import io.crossguard.advisor.backtest.BacktestResult;
import io.crossguard.advisor.backtest.Calibration;
import io.crossguard.advisor.backtest.Calibrator;
import io.crossguard.advisor.backtest.Experiment;
import io.crossguard.advisor.backtest.PriceHistory;
import io.crossguard.advisor.backtest.PriceSeries;
import io.crossguard.advisor.backtest.WindowBatch;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtest}: what the advice would have been worth. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description =
        "Replay hourly prices through the engine and the advisor, against simpler rules. The"
            + " account: 60 of hedged bitcoin and 40 of cash, beside one bet on another coin.",
    footer = {
      "",
      "Windows that span a gap in the prices are skipped and counted.",
      "",
      "Example:",
      "  crossguard backtest --prices prices --leverage 3 --every 7 --chart backtest.svg"
    })
final class BacktestCommand implements Callable<Integer> {
  private static final Decimal PICTURED = Decimal.of(3);

  private final Terminal terminal;

  @Mixin
  private final OutputOption output = new OutputOption();

  @Option(
      names = "--prices",
      paramLabel = "DIR",
      required = true,
      description = "Files perp_<COIN>USDT_1h.csv and spot_BTCUSDT_1h.csv with the columns"
          + " ts,open,high,low,close.")
  private Path prices = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First start of a window. Default: the first day of bitcoin's perpetual.")
  private Optional<LocalDate> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Windows end by this date. Default: the end of bitcoin's perpetual.")
  private Optional<LocalDate> to = Optional.empty();

  @Option(
      names = "--horizon",
      paramLabel = "HOURS",
      defaultValue = "168",
      description = "Length of a window. Default: 168.")
  private int horizon = 168;

  @Option(
      names = "--every",
      paramLabel = "DAYS",
      defaultValue = "1",
      description = "Days from one start to the next. Default: 1.")
  private int every = 1;

  @Option(
      names = "--leverage",
      paramLabel = "D",
      split = ",",
      defaultValue = "1,2,3,5",
      description = "Notionals of the bet as multiples of the equity. Default: 1,2,3,5.")
  private List<String> leverages = List.of();

  @Option(
      names = "--fit-until",
      paramLabel = "DATE",
      defaultValue = "2023-01-01",
      description =
          "Multiples of volatility are fitted on windows before this date and judged on those"
              + " after it. Default: 2023-01-01.")
  private LocalDate fitUntil = LocalDate.EPOCH;

  @Option(
      names = "--crash",
      paramLabel = "DATE",
      split = ",",
      defaultValue = "2020-03-12,2021-05-19,2022-06-13,2022-11-08,2024-08-05,2025-10-10",
      description = "Starts that are shown one by one, with long bets. Default: ${DEFAULT-VALUE}.")
  private List<LocalDate> crashes = List.of();

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Draw the end equities into this SVG file.")
  private Optional<Path> chart = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Windows that run side by side. They change no figure. Default: one a core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  BacktestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    requireAtLeastOne("--every", every);
    requireAtLeastOne("--threads", threads);
    Experiment experiment = experiment();
    progress("reading " + prices);
    PriceHistory history = PriceDirectory.read(prices);
    Instant first = from.map(BacktestCommand::midnight).orElseGet(() -> first(history));
    Instant last = to.map(BacktestCommand::midnight).orElseGet(() -> last(history));
    List<Instant> starts = starts(first, last);
    progress("replaying " + starts.size() + " starts on " + threads + " threads");
    BacktestRun run = new BacktestRun(new Backtest(history, experiment), threads, terminal.err());
    List<WindowBatch> batches = run.run(
        starts.stream().<BacktestRun.Task>map(start -> b -> b.run(start)).toList());
    BacktestResult result =
        BacktestResult.of(experiment, batches, crashes(run, experiment), pictured(experiment));
    if (result.rules().isEmpty()) {
      throw new BadInputException(prices + ": no window can be replayed: " + result.skipped());
    }
    progress("fitting and judging multiples");
    List<Calibration> calibrations =
        new Calibrator(history, first, midnight(fitUntil), last).calibrate();
    chart.ifPresent(file -> write(file, new BacktestChart(result).svg()));
    terminal
        .out()
        .println(output.render(
            new BacktestJson(result, calibrations).message(),
            () -> new BacktestReport(result, calibrations).render()));
    return ExitStatus.DONE.code();
  }

  private Experiment experiment() {
    try {
      return new Experiment(
          Duration.ofHours(horizon),
          leverages.stream().map(Decimal::parse).toList(),
          Experiment.policyOfTheVenue());
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--horizon, --leverage: " + e.getMessage());
    }
  }

  private List<WindowBatch> crashes(BacktestRun run, Experiment experiment) {
    Decimal leverage = pictured(experiment);
    return run.run(crashes.stream()
        .<BacktestRun.Task>map(date -> b -> b.run(midnight(date), leverage, Side.LONG))
        .toList());
  }

  /** Bets of three times the equity are shown one by one where they are asked for. */
  private static Decimal pictured(Experiment experiment) {
    return experiment.leverages().contains(PICTURED)
        ? PICTURED
        : experiment.leverages().get(0);
  }

  private List<Instant> starts(Instant first, Instant last) {
    List<Instant> starts = new ArrayList<>();
    for (Instant start = first;
        !start.plus(Duration.ofHours(horizon)).isAfter(last);
        start = start.plus(every, ChronoUnit.DAYS)) {
      starts.add(start);
    }
    if (starts.isEmpty()) {
      throw new BadInputException("--from, --to: no window of " + horizon + " hours fits between "
          + first + " and " + last);
    }
    return starts;
  }

  private static Instant first(PriceHistory history) {
    return bitcoin(history).first().truncatedTo(ChronoUnit.DAYS);
  }

  private static Instant last(PriceHistory history) {
    return bitcoin(history).last().plus(1, ChronoUnit.HOURS);
  }

  private static PriceSeries bitcoin(PriceHistory history) {
    return Optional.ofNullable(history.perpetuals().get(PriceHistory.BOOK_COIN)).orElseThrow();
  }

  private static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new BadInputException(option + ": must be at least 1");
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new BadInputException(file + ": can't be written: " + e.getMessage());
    }
  }

  private void progress(String what) {
    terminal.err().println(what);
  }
}
