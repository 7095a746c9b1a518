package io.crossguard.client.cli;

import io.crossguard.client.CrossguardException;
import io.crossguard.client.MarginMonitor;
import io.crossguard.client.MonitorListener;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Shows what is told of watched accounts, and remembers what a process should end with. */
final class Watch implements MonitorListener {
  private final PrintWriter err;
  private final Consumer<MonitorMarginResponse> accounts;
  private final Consumer<MonitorMarginResponse> all;
  private final CheckOption check;
  private final CompletableFuture<CrossguardException> unreachable = new CompletableFuture<>();
  private ExitStatus worst = ExitStatus.DONE;
  private boolean hasAnswered;
  private boolean wasInterrupted;

  /**
   * @param accounts shows an answer about an account
   * @param all shows any answer
   */
  Watch(
      PrintWriter err,
      Consumer<MonitorMarginResponse> accounts,
      Consumer<MonitorMarginResponse> all,
      CheckOption check) {
    this.err = err;
    this.accounts = accounts;
    this.all = all;
    this.check = check;
  }

  @Override
  public void onAnswer(MonitorMarginResponse answer) {
    hasAnswered = true;
    all.accept(answer);
  }

  @Override
  public void onAccount(MonitorMarginResponse answer) {
    accounts.accept(answer);
    note(check.of(answer.getAccount().getWorst()));
  }

  @Override
  public void onRefused(MonitorMarginRequest message, CrossguardException failure) {
    // On another stream the messages are numbered anew.
    err.println(
        (wasInterrupted ? "a message" : "message " + message.getSequence()) + " is refused:");
    if (failure.violations().isEmpty()) {
      err.println(failure.getMessage());
    }
    FailureReporter.printViolations(failure, err);
    note(ExitStatus.BAD_INPUT);
  }

  @Override
  public void onInterrupted(CrossguardException cause) {
    if (!hasAnswered) {
      unreachable.complete(cause);
      return;
    }
    wasInterrupted = true;
    err.println("interrupted: " + cause.getMessage());
  }

  @Override
  public void onRestored() {
    err.println("restored");
  }

  private synchronized void note(ExitStatus status) {
    worst = status.compareTo(worst) > 0 ? status : worst;
  }

  /** The worst that was told. */
  synchronized ExitStatus worst() {
    return worst;
  }

  /**
   * Waits for the end.
   *
   * @throws CrossguardException if the service was never reached, or watches no more
   */
  void await(MarginMonitor monitor) {
    Optional<Throwable> failure = CompletableFuture.anyOf(monitor.end(), unreachable)
        .<Optional<Throwable>>handle((result, thrown) -> Optional.ofNullable(thrown)
            .or(() -> Optional.ofNullable(result).map(Throwable.class::cast)))
        .join();
    if (failure.isPresent()) {
      Throwable cause =
          failure.get().getCause() instanceof CrossguardException refused ? refused : failure.get();
      if (cause instanceof CrossguardException refused) {
        throw refused;
      }
      throw new IllegalStateException(cause);
    }
  }
}
