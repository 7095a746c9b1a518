package io.crossguard.client.cli;

import io.crossguard.client.MarginClientConfig;
import io.crossguard.client.bench.CallMix;
import io.crossguard.client.bench.LoadGenerator;
import io.crossguard.client.bench.Pace;
import io.crossguard.client.bench.Phase;
import io.crossguard.client.bench.PhaseResult;
import io.crossguard.client.bench.Yardstick;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench}: what a service carries, and what it does when that is exceeded. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Put load on a service, and count how its calls end and how long they take.",
    footer = {
      "",
      "With --rate calls start at fixed times, and latencies count from those times (open loop).",
      "With --concurrency each answer lets the next call start (closed loop): that finds the",
      "capacity. Lists run one after the other: --rate 4000,50 --duration 60,5. Calls are neither",
      "repeated nor kept back for a server's health.",
      "",
      "Example:",
      "  crossguard bench --target localhost:50051 --concurrency 64 --duration 10"
    })
final class BenchCommand implements Callable<Integer> {
  // Held here, because java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger GRPC_LOGGER = Logger.getLogger("io.grpc");

  private final Terminal terminal;

  @Mixin
  private final ServiceOptions service = new ServiceOptions();

  @ArgGroup(multiplicity = "1")
  private Paces paces = new Paces();

  /** One of the two. */
  static final class Paces {
    @Option(
        names = "--rate",
        paramLabel = "N",
        split = ",",
        description = "Calls that start in a second.")
    private List<Double> rates = List.of();

    @Option(
        names = "--concurrency",
        paramLabel = "N",
        split = ",",
        description = "Calls that are under way all the time.")
    private List<Integer> concurrencies = List.of();
  }

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      split = ",",
      defaultValue = "10",
      description = "For how long. Default: ${DEFAULT-VALUE}.")
  private List<Double> durations = List.of();

  @Option(
      names = "--positions",
      paramLabel = "N",
      defaultValue = "10",
      description = "Positions of the accounts. Default: ${DEFAULT-VALUE}.")
  private int positions = 10;

  @Option(
      names = "--calls",
      paramLabel = "CALLS",
      defaultValue = "EVALUATE",
      description =
          "evaluate, advise, mixed: ten of the first to one of the second; or acknowledge:"
              + " health checks that carry the bytes of an evaluation. Default: evaluate.")
  private CallMix calls = CallMix.EVALUATE;

  @Option(
      names = "--yardstick",
      description = "Before each phase the same load of acknowledge, so that what the calls take"
          + " beyond the wire is told as a ratio.")
  private boolean yardstick;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "4",
      description = "Connections that share the calls. Default: ${DEFAULT-VALUE}.")
  private int connections = 4;

  @Mixin
  private final OutputOption output = new OutputOption();

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Phase> phases = phases();
    if (connections < 1) {
      throw new BadInputException("--connections: must be at least 1");
    }
    List<PhaseResult> results = run(yardstick ? Yardstick.before(phases) : phases);
    Optional<Yardstick> ratios = yardstick ? Yardstick.of(results) : Optional.empty();
    terminal
        .out()
        .println(output.render(
            BenchJson.of(results, ratios), () -> new BenchReport(results, ratios).render()));
    boolean isReached = results.stream().anyMatch(result -> result.ok() > 0);
    return (isReached ? ExitStatus.DONE : ExitStatus.SERVICE_UNAVAILABLE).code();
  }

  private List<PhaseResult> run(List<Phase> phases) throws InterruptedException {
    GRPC_LOGGER.setLevel(Level.OFF);
    MarginClientConfig config = service.elsewhere(terminal.environment());
    List<ManagedChannel> channels = channels(config);
    LoadGenerator generator;
    try {
      generator = new LoadGenerator(channels, positions, config.deadline());
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--positions: " + e.getMessage());
    }
    try (BenchProgress progress = BenchProgress.of(generator, terminal.err())) {
      progress.start();
      return generator.run(phases);
    } finally {
      channels.forEach(ManagedChannel::shutdownNow);
    }
  }

  private List<ManagedChannel> channels(MarginClientConfig config) {
    List<ManagedChannel> channels = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      ManagedChannelBuilder<?> channel = Grpc.newChannelBuilder(
              config.target(), config.credentials())
          .directExecutor()
          .disableRetry();
      config.serverName().ifPresent(channel::overrideAuthority);
      channels.add(channel.build());
    }
    return channels;
  }

  private List<Phase> phases() {
    List<Pace> all = new ArrayList<>();
    try {
      paces.rates.forEach(rate -> all.add(new Pace.OpenLoop(rate)));
      paces.concurrencies.forEach(number -> all.add(new Pace.ClosedLoop(number)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--rate, --concurrency: " + e.getMessage());
    }
    if (all.size() != durations.size()) {
      throw new BadInputException(
          "--duration: must have as many values as --rate or --concurrency, not "
              + durations.size());
    }
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      phases.add(new Phase(calls, all.get(i), seconds("--duration", durations.get(i))));
    }
    return phases;
  }

  private static Duration seconds(String option, double seconds) {
    Duration duration = Duration.ofMillis(Math.round(seconds * 1_000));
    if (duration.isZero() || duration.isNegative()) {
      throw new BadInputException(option + ": must be positive");
    }
    return duration;
  }
}
