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
 * One stream of batches. The next message is asked for when the last one is answered and the reader
 * can take another answer, so that no more than one of each waits here. Everything happens within
 * {@link StreamWork}.
 */
final class BatchStream implements StreamObserver<StreamEvaluateMarginRequest> {
  // Some ten accounts of ten positions: beyond, others of this thread would have to wait too long.
  private static final int SMALL_BYTES_MAX = 4 * 1024;

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
  private boolean isNextDue;
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
    isNextDue = true;
    work.add(guarded(this::requestNext));
  }

  @Override
  public void onNext(StreamEvaluateMarginRequest request) {
    Runnable answering = guarded(() -> answer(request));
    if (request.getSerializedSize() > SMALL_BYTES_MAX) {
      work.addLong(answering);
    } else {
      work.add(answering);
    }
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
    isNextDue = true;
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

  /** Asks for the next message, as soon as the caller may send another in this second. */
  private void requestNext() {
    if (!isNextDue || !responses.isReady()) {
      return;
    }
    Duration pause = admission.pauseBeforeMessage(caller);
    if (pause.isZero()) {
      isNextDue = false;
      responses.request(1);
    } else {
      clock.set(Beat.MESSAGE, pause, () -> work.add(guarded(this::requestNext)));
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
