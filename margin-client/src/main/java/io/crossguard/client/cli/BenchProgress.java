package io.crossguard.client.cli;

import io.crossguard.client.bench.LoadGenerator;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/** A line that says every second how far a load is; only where somebody looks at a terminal. */
final class BenchProgress implements AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";

  private final LoadGenerator generator;
  private final PrintWriter err;
  private final Optional<ScheduledExecutorService> timer;
  private Optional<ScheduledFuture<?>> ticking = Optional.empty();
  private int seconds;

  private BenchProgress(
      LoadGenerator generator, PrintWriter err, Optional<ScheduledExecutorService> timer) {
    this.generator = generator;
    this.err = err;
    this.timer = timer;
  }

  static BenchProgress of(LoadGenerator generator, PrintWriter err) {
    return new BenchProgress(
        generator,
        err,
        Ansi.AUTO.enabled()
            ? Optional.of(Executors.newSingleThreadScheduledExecutor())
            : Optional.empty());
  }

  void start() {
    ticking = timer.map(clock -> clock.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS));
  }

  private void tick() {
    seconds++;
    err.print(CLEAR + line(seconds, generator.ended(), generator.ok()));
    err.flush();
  }

  static String line(int seconds, long ended, long ok) {
    return String.format(
        Locale.ROOT,
        "%,d s: of this phase %,d calls have ended, %,d of them OK",
        seconds,
        ended,
        ok);
  }

  @Override
  public void close() {
    ticking.ifPresent(ticks -> {
      ticks.cancel(false);
      err.print(CLEAR);
      err.flush();
    });
    timer.ifPresent(ScheduledExecutorService::shutdownNow);
  }
}
