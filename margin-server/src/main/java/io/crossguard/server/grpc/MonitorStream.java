package io.crossguard.server.grpc;

import com.google.rpc.Status;
import io.crossguard.server.admission.StreamWork;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.call.CallEnding;
import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.call.CallerRights;
import io.crossguard.server.grpc.AccountAnswers.Watch;
import io.crossguard.server.grpc.StreamClock.Beat;
import io.crossguard.server.mapping.MonitorMessage;
import io.crossguard.server.mapping.MonitorRequestMapper;
import io.crossguard.server.mapping.RequestException;
import io.crossguard.server.monitor.Cause;
import io.crossguard.server.monitor.NoRowSpaceException;
import io.crossguard.server.monitor.StreamLimits;
import io.crossguard.server.monitor.WatchTerms;
import io.crossguard.server.monitor.WatchedAccounts;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One stream of watched accounts. Messages are asked for one at a time, and the next one only when
 * nobody waits to hear that one was refused. Everything happens within {@link StreamWork}.
 */
final class MonitorStream implements StreamObserver<MonitorMarginRequest> {
  private static final int SMALL_BYTES_MAX = 4 * 1024;
  private static final String ADVISE = "advise";

  private final ServerCallStreamObserver<MonitorMarginResponse> responses;
  private final MonitorParts parts;
  private final Consumer<MonitorStream> onEnd;
  private final StreamWork work;
  private final StreamClock clock;
  private final MonitorAnswers answers;
  private final CallerIdentity caller = CallerIdentity.current();
  private final Context context = Context.current();

  private Optional<Watch> watch = Optional.empty();
  private int lastSequence;
  private boolean hasEnded;
  private volatile boolean isClosed;
  private volatile int watched;

  /**
   * A stream of the call at hand.
   *
   * @param onEnd hears of the end, however it comes
   */
  MonitorStream(
      ServerCallStreamObserver<MonitorMarginResponse> responses,
      MonitorParts parts,
      Consumer<MonitorStream> onEnd) {
    this.responses = responses;
    this.parts = parts;
    this.onEnd = onEnd;
    this.work = new StreamWork(parts.pool(), System::nanoTime);
    this.clock = new StreamClock(parts.alarms());
    this.answers =
        new MonitorAnswers(responses, parts, clock, this::add, this::addLong, this::requestNext);
  }

  /** How many accounts are watched. */
  int accounts() {
    return watched;
  }

  /** Begins to listen; within the call of the method. */
  void start() {
    responses.disableAutoRequest();
    responses.setOnReadyHandler(answers::tell);
    responses.setOnCancelHandler(this::hearOfTheEnd);
    // Bytes that are no message end the call before they come here.
    responses.setOnCloseHandler(this::hearOfTheEnd);
    add(() -> {
      answers.start();
      requestNext();
    });
  }

  @Override
  public void onNext(MonitorMarginRequest request) {
    if (request.hasSnapshot() || request.getSerializedSize() > SMALL_BYTES_MAX) {
      addLong(() -> receive(request));
    } else {
      add(() -> receive(request));
    }
  }

  @Override
  public void onError(Throwable cancelled) {
    // The cancel handler hears of it.
  }

  @Override
  public void onCompleted() {
    add(() -> answers.finish(this::complete));
  }

  private void hearOfTheEnd() {
    isClosed = true;
    add(this::forget);
  }

  /** Ends the stream from the server's side. */
  void end(Status status) {
    add(() -> fail(status));
  }

  private void add(Runnable piece) {
    work.add(guarded(piece));
  }

  private void addLong(Runnable piece) {
    work.addLong(guarded(piece));
  }

  /** A piece of work in the context of the call, which ends the stream where it fails. */
  private Runnable guarded(Runnable piece) {
    return () -> context.run(() -> {
      if (hasEnded) {
        return;
      }
      try {
        piece.run();
      } catch (CallCancelledException e) {
        forget();
      } catch (RuntimeException | Error e) {
        if (isClosed) {
          forget();
        } else {
          fail(parts.statusFactory().statusOf(e));
        }
      }
    });
  }

  private void receive(MonitorMarginRequest request) {
    handling(request, () -> {
      MonitorMessage message = parts
          .requestMapper()
          .fromProto(request, lastSequence, watch.map(current -> current.rules().rules()));
      if (message instanceof MonitorMessage.Snapshot snapshot) {
        start(snapshot, request);
      } else if (message instanceof MonitorMessage.Update update) {
        apply(update, request);
      } else {
        ask((MonitorMessage.Query) message, request);
      }
    });
  }

  /** Refuses the message where handling it fails. */
  private void handling(MonitorMarginRequest request, Runnable handler) {
    try {
      handler.run();
    } catch (RequestException | NoRowSpaceException e) {
      refuse(request, parts.statusFactory().statusOf(e));
    }
  }

  private void start(MonitorMessage.Snapshot snapshot, MonitorMarginRequest request) {
    if (snapshot.advice().isPresent() && !CallerRights.current().include(ADVISE)) {
      refuse(request, parts.statusFactory().permissionMissing(ADVISE));
      return;
    }
    WatchTerms terms = new WatchTerms(
        snapshot.rules().rules(),
        snapshot.levels(),
        snapshot.advice(),
        StreamLimits.OF_THE_PROTOCOL);
    WatchedAccounts accounts = MonitorRequestMapper.taken(() -> WatchedAccounts.start(
        snapshot.accounts(),
        snapshot.market(),
        terms,
        parts.space(),
        CallCancelledException::throwIfCancelled));
    watch.ifPresent(before -> before.accounts().end());
    Watch started = new Watch(accounts, snapshot.rules(), snapshot.isFull());
    watch = Optional.of(started);
    answers.start(started, snapshot.heartbeat(), snapshot.period());
    handled(request);
  }

  private void apply(MonitorMessage.Update update, MonitorMarginRequest request) {
    WatchedAccounts accounts = watch.orElseThrow().accounts();
    change(request, accounts.rowsTouchedBy(update.update()), () -> {
      accounts.apply(update.update(), CallCancelledException::throwIfCancelled);
      return accounts;
    });
  }

  /**
   * Changes what is watched, or what is to be told.
   *
   * @param rows about as much work as the evaluation of so many
   */
  private void change(MonitorMarginRequest request, int rows, Supplier<WatchedAccounts> change) {
    Runnable application = () -> {
      MonitorRequestMapper.taken(change);
      handled(request);
    };
    if (MonitorAnswers.areFew(rows)) {
      application.run();
    } else {
      work.goOnInPool(guarded(() -> handling(request, application)));
    }
  }

  private void ask(MonitorMessage.Query query, MonitorMarginRequest request) {
    WatchedAccounts accounts = watch.orElseThrow().accounts();
    int asked =
        query.accountIds().isEmpty() ? accounts.size() : query.accountIds().size();
    change(request, asked, () -> {
      accounts.ask(query.accountIds(), Cause.REQUESTED, "query.accountIds");
      return accounts;
    });
  }

  private void handled(MonitorMarginRequest request) {
    lastSequence = request.getSequence();
    watched = watch.map(current -> current.accounts().size()).orElse(0);
    parts.counts().applied();
    answers.upTo(lastSequence);
    requestNext();
  }

  /** Asks for the next message, as soon as the caller may send another in this second. */
  private void requestNext() {
    Duration pause = parts.admission().pauseBeforeMessage(caller);
    if (pause.isZero()) {
      responses.request(1);
    } else {
      clock.set(Beat.MESSAGE, pause, () -> add(this::requestNext));
    }
  }

  private void refuse(MonitorMarginRequest request, Status status) {
    lastSequence = Math.max(lastSequence, request.getSequence());
    answers.upTo(lastSequence);
    parts.counts().refused();
    answers.refuse(request.getSequence(), status);
  }

  private void fail(Status status) {
    forget();
    try {
      responses.onError(CallEnding.exception(status));
    } catch (IllegalStateException e) {
      // It was closed in the meantime; there is nobody to tell.
      isClosed = true;
    }
  }

  private void complete() {
    forget();
    responses.onCompleted();
  }

  private void forget() {
    hasEnded = true;
    watched = 0;
    watch.ifPresent(ended -> ended.accounts().end());
    watch = Optional.empty();
    answers.stop();
    onEnd.accept(this);
  }
}
