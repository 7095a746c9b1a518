package io.crossguard.server.reload;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.crossguard.server.lifecycle.Companion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at files for changes, again and again. */
public final class FileWatch implements Companion {
  private final List<Reloadable> reloadables;
  private final Duration period;
  private Optional<Looking> looking = Optional.empty();

  private record Looking(ScheduledExecutorService timer, Future<?> checks) {}

  /**
   * @param period zero: never
   */
  public FileWatch(List<Reloadable> reloadables, Duration period) {
    this.reloadables = List.copyOf(reloadables);
    this.period = period;
  }

  /** Starts looking, where there is something to look at. */
  @Override
  public synchronized void start() {
    if (reloadables.isEmpty() || period.isZero()) {
      return;
    }
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
            .setNameFormat("crossguard-reload")
            .setDaemon(true)
            .build());
    long nanos = period.toNanos();
    Future<?> checks = started.scheduleWithFixedDelay(
        () -> reloadables.forEach(Reloadable::check), nanos, nanos, TimeUnit.NANOSECONDS);
    looking = Optional.of(new Looking(started, checks));
  }

  @Override
  public synchronized void stop() {
    looking.ifPresent(running -> {
      running.checks().cancel(true);
      running.timer().shutdownNow();
    });
  }
}
