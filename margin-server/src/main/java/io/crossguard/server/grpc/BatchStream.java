package io.crossguard.server.grpc;

import com.google.rpc.Status;
import io.crossguard.server.admission.CallAdmission;
import io.crossguard.server.admission.StreamWork;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.call.CallEnding;
import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.grpc.StreamClock.Beat;
import io.crossguard.server.mapping.BatchTerms;
import io.crossguard.server.mapping.MarginBatch;
import io.crossguard.server.mapping.RequestException;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One stream of batches. Messages are asked for as they are answered, and only while the reader can
 * take another answer: a few at a time while they are small, since waiting for each would cost more
 * than its work, and else one. Everything happens within {@link StreamWork}.
 */
final class BatchStream implements StreamObserver<StreamEvaluateMarginRequest> {
  // Some ten accounts of ten positions: beyond, others of this thread would have to wait too long.
  private static final int SMALL_BYTES_MAX = 4 * 1024;
  private static final int SMALL_AHEAD_MAX = 8;

  private final ServerCallStreamObserver<StreamEvaluateMarginResponse> responses;
  private final Batches batches;
  private final StatusFactory statusFactory;
  private final CallAdmission admission;
  private final StreamWork work;
  private final StreamClock clock;
  private final Consumer<BatchStream> onEnd;
  private final CallerIdentity caller = CallerIdentity.current();
  private final Context context = Context.current();

  private Optional<BatchTerms> terms = Optional.empty();
  private int aheadMax = 1;
  // Asked for, and not answered yet.
  private int ahead;
  private boolean hasEnded;

  /**
   * A stream of the call at hand.
   *
   * @param onEnd hears of the end, however it comes
   */
  BatchStream(
      ServerCallStreamObserver<StreamEvaluateMarginResponse> responses,
      Batches batches,
      StatusFactory statusFactory,
      CallAdmission admission,
      StreamWork work,
      StreamClock clock,
      Consumer<BatchStream> onEnd) {
    this.responses = responses;
    this.batches = batches;
    this.statusFactory = statusFactory;
    this.admission = admission;
    this.work = work;
    this.clock = clock;
    this.onEnd = onEnd;
  }

  /** Begins to listen; within the call of the method. */
  void start() {
    responses.disableAutoRequest();
    responses.setOnReadyHandler(() -> work.add(guarded(this::requestNext)));
    responses.setOnCancelHandler(() -> work.add(guarded(this::forget)));
    // Bytes that are no message end the call before they come here.
    responses.setOnCloseHandler(() -> work.add(guarded(this::forget)));
    work.add(guarded(this::requestNext));
  }

  @Override
  public void onNext(StreamEvaluateMarginRequest request) {
    Runnable answering = guarded(() -> answer(request));
    if (isSmall(request)) {
      work.add(answering);
    } else {
      work.addLong(answering);
    }
  }

  private static boolean isSmall(StreamEvaluateMarginRequest request) {
    return request.getSerializedSize() <= SMALL_BYTES_MAX;
  }

  @Override
  public void onError(Throwable cancelled) {
    // The cancel handler hears of it.
  }

  @Override
  public void onCompleted() {
    work.add(guarded(() -> {
      forget();
      responses.onCompleted();
    }));
  }

  /** Ends the stream from the server's side, after the message under way. */
  void end(Status status) {
    work.add(guarded(() -> fail(status)));
  }

  private void answer(StreamEvaluateMarginRequest request) {
    responses.onNext(answerTo(request));
    ahead--;
    aheadMax = isSmall(request) ? SMALL_AHEAD_MAX : 1;
    requestNext();
  }

  private StreamEvaluateMarginResponse answerTo(StreamEvaluateMarginRequest request) {
    StreamEvaluateMarginResponse.Builder response = StreamEvaluateMarginResponse.newBuilder();
    try {
      MarginBatch batch = batches.read(request, terms);
      response.setBatch(batches.answer(batch));
      terms = Optional.of(batch.terms());
    } catch (RequestException e) {
      response.setError(statusFactory.statusOf(e));
    }
    return response.build();
  }

  /** Asks for the next messages, as soon as the caller may send more in this second. */
  private void requestNext() {
    while (ahead < aheadMax && responses.isReady()) {
      Duration pause = admission.pauseBeforeMessage(caller);
      if (!pause.isZero()) {
        clock.set(Beat.MESSAGE, pause, () -> work.add(guarded(this::requestNext)));
        return;
      }
      ahead++;
      responses.request(1);
    }
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
        fail(statusFactory.statusOf(e));
      }
    });
  }

  private void fail(Status status) {
    forget();
    if (!responses.isCancelled()) {
      responses.onError(CallEnding.exception(status));
    }
  }

  private void forget() {
    hasEnded = true;
    terms = Optional.empty();
    clock.stop();
    onEnd.accept(this);
  }
}
