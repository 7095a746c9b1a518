package io.crossguard.client;

import static java.util.Objects.requireNonNull;

import io.crossguard.v1.MonitorMarginRequest.Query;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.MonitorUpdate;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accounts that the service watches: it is told once what they hold, then what changes, and tells
 * when a verdict changes or what else was asked for. Methods may be called by any thread and never
 * wait.
 *
 * <pre>{@code
 * MonitorListener listener = new MonitorListener() {
 *   @Override
 *   public void onAccount(MonitorMarginResponse answer) {
 *     answer.getAccount().getStatusChangesList().forEach(System.out::println);
 *   }
 *
 *   @Override
 *   public void onRefused(MonitorMarginRequest message, CrossguardException failure) {
 *     System.out.println(failure.violations());
 *   }
 * };
 * try (MarginMonitor monitor = client.monitor(snapshot, listener)) {
 *   monitor.update(MonitorUpdate.newBuilder().setMarket(prices).build());
 *   monitor.finish();
 *   monitor.end().join();
 * }
 * }</pre>
 *
 * <p>It keeps a copy of what the service has accepted. Where a stream is lost it opens another, with
 * growing pauses, starts it with that copy, and sends again what was not known to be accepted.
 */
public final class MarginMonitor implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final MonitorStream.Opener opener;
  private final MonitorListener listener;
  private final MonitorPatience patience;
  private final Duration heartbeat;
  private final ScheduledThreadPoolExecutor thread;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
  // Answers that have come while the listener takes its time: the service is not silent.
  private final AtomicInteger unheard = new AtomicInteger();
  private volatile boolean hasEnded;

  // All that follows belongs to the thread.
  private final MonitorDelivery delivery;
  private Optional<MonitorStream> stream = Optional.empty();
  private int failedTries;
  private long heardNanos;
  private boolean hasAnswered;
  private boolean isInterrupted;
  private boolean isFinishing;

  MarginMonitor(
      MonitorStream.Opener opener,
      Snapshot snapshot,
      MonitorListener listener,
      MonitorPatience patience) {
    this.opener = requireNonNull(opener, "opener");
    this.listener = requireNonNull(listener, "listener");
    this.patience = requireNonNull(patience, "patience");
    this.delivery = new MonitorDelivery(snapshot);
    this.heartbeat = heartbeatOf(snapshot);
    this.thread = new ScheduledThreadPoolExecutor(1, work -> {
      Thread daemon = new Thread(work, "crossguard-monitor");
      daemon.setDaemon(true);
      return daemon;
    });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    run(this::open);
    run(this::listenForSilence);
  }

  /** Tells the service what has changed. While it can't be reached the update waits. */
  public void update(MonitorUpdate update) {
    run(() -> {
      if (stream.isPresent()) {
        delivery.add(UnsentMessages.message(update));
        send();
      } else {
        delivery.fold(update);
      }
    });
  }

  /**
   * Asks for answers at once.
   *
   * @param accountIds the accounts; none means all
   */
  public void ask(String... accountIds) {
    Query query = Query.newBuilder().addAllAccountIds(List.of(accountIds)).build();
    run(() -> {
      // A new stream tells of every account anyway.
      if (stream.isPresent()) {
        delivery.add(UnsentMessages.message(query));
        send();
      }
    });
  }

  /**
   * Completes when all messages so far are on their way, or the monitor has ended. Whoever has many
   * waits for it now and then, so that they do not pile up.
   */
  public CompletableFuture<Void> sent() {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    waiting.add(sent);
    run(this::send);
    if (hasEnded) {
      allSent();
    }
    return sent;
  }

  /** Says that nothing more follows; what there is to tell is told, then {@link #end} completes. */
  public void finish() {
    run(() -> {
      isFinishing = true;
      send();
    });
  }

  /**
   * Completes when the monitor has ended: normally after {@link #finish} or {@link #close}, with a
   * {@link CrossguardException} where it has failed, or with what a listener has thrown.
   */
  public CompletableFuture<Void> end() {
    return end.copy();
  }

  /** Ends at once, whatever there is still to tell. */
  @Override
  public void close() {
    run(() -> {
      stream.ifPresent(MonitorStream::cancel);
      ended();
      end.complete(null);
    });
  }

  private void run(Runnable work) {
    later(Duration.ZERO, work);
  }

  private void later(Duration pause, Runnable work) {
    try {
      Future<?> unused =
          thread.schedule(() -> guarded(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It has ended: there is nothing left to do.
      return;
    }
  }

  /** A listener that throws ends the monitor: nobody else would hear of it. */
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      stream.ifPresent(MonitorStream::cancel);
      ended();
      end.completeExceptionally(e);
    }
  }

  private void open() {
    hasAnswered = false;
    heardNanos = System.nanoTime();
    MonitorStream opened = opener.open(new Events());
    stream = Optional.of(opened);
    delivery.start();
    send();
  }

  private void send() {
    stream.ifPresent(open -> {
      delivery.send(open);
      if (delivery.isAllSent()) {
        allSent();
        if (isFinishing) {
          open.halfClose();
        }
      }
    });
  }

  private void allSent() {
    for (CompletableFuture<Void> sent = waiting.poll(); sent != null; sent = waiting.poll()) {
      sent.complete(null);
    }
  }

  private void listenForSilence() {
    Duration most = heartbeat.multipliedBy(patience.missedHeartbeats());
    long silentNanos = System.nanoTime() - heardNanos;
    if (stream.isPresent() && unheard.get() == 0 && silentNanos > most.toNanos()) {
      stream.ifPresent(MonitorStream::cancel);
      interrupt(Status.UNAVAILABLE
          .withDescription("nothing was heard from the service for " + most.toSeconds() + " s")
          .asRuntimeException());
    }
    later(heartbeat, this::listenForSilence);
  }

  /** What comes from a stream, as long as it is the current one. */
  private final class Events implements MonitorStream.Events {

    @Override
    public void onReady(MonitorStream from) {
      ifCurrent(from, MarginMonitor.this::send);
    }

    @Override
    public void onAnswer(MonitorStream from, MonitorMarginResponse answer) {
      unheard.incrementAndGet();
      run(() -> {
        unheard.decrementAndGet();
        if (isCurrent(from)) {
          hear(answer);
          heardNanos = System.nanoTime();
          from.request();
        }
      });
    }

    @Override
    public void onEnd(MonitorStream from, Status status, StatusRuntimeException failure) {
      ifCurrent(from, () -> {
        if (status.isOk() && isFinishing) {
          ended();
          end.complete(null);
        } else {
          fail(failure);
        }
      });
    }

    private void ifCurrent(MonitorStream from, Runnable work) {
      run(() -> {
        if (isCurrent(from)) {
          work.run();
        }
      });
    }

    private boolean isCurrent(MonitorStream from) {
      return stream.filter(current -> current == from).isPresent();
    }
  }

  private void hear(MonitorMarginResponse answer) {
    if (answer.hasRefusal() && delivery.isOfStart(answer.getRefusal().getSequence())) {
      stream.ifPresent(MonitorStream::cancel);
      fail(StatusProto.toStatusRuntimeException(answer.getRefusal().getError()));
      return;
    }
    listener.onAnswer(answer);
    if (!hasAnswered) {
      hasAnswered = true;
      failedTries = 0;
      if (isInterrupted) {
        isInterrupted = false;
        listener.onRestored();
      }
    }
    delivery
        .confirm(answer)
        .ifPresent(refused -> listener.onRefused(
            refused,
            CrossguardException.of(
                StatusProto.toStatusRuntimeException(answer.getRefusal().getError()))));
    if (answer.hasAccount()) {
      listener.onAccount(answer);
    }
  }

  private void fail(StatusRuntimeException failure) {
    switch (failure.getStatus().getCode()) {
      case INVALID_ARGUMENT, NOT_FOUND, UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED ->
        giveUp(CrossguardException.of(failure));
      default -> interrupt(failure);
    }
  }

  private void interrupt(StatusRuntimeException failure) {
    stream = Optional.empty();
    delivery.takeBack();
    CrossguardException cause = CrossguardException.of(failure);
    if (!isInterrupted) {
      isInterrupted = true;
      listener.onInterrupted(cause);
    }
    Duration pause = patience.pause(failedTries++);
    Duration asked = cause.retryDelay().orElse(Duration.ZERO);
    Duration longer = pause.compareTo(asked) > 0 ? pause : asked;
    later(longer, this::open);
  }

  private void giveUp(CrossguardException cause) {
    stream.ifPresent(MonitorStream::cancel);
    ended();
    listener.onFailed(cause);
    end.completeExceptionally(cause);
  }

  private void ended() {
    stream = Optional.empty();
    delivery.clear();
    thread.shutdown();
    hasEnded = true;
    allSent();
  }

  private static Duration heartbeatOf(Snapshot snapshot) {
    return snapshot.hasHeartbeat()
        ? Duration.ofSeconds(
            snapshot.getHeartbeat().getSeconds(), snapshot.getHeartbeat().getNanos())
        : HEARTBEAT;
  }
}
