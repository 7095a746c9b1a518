package io.crossguard.client;

import io.crossguard.v1.MarginServiceGrpc.MarginServiceStub;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One stream of batches to the service, whose answers one thread waits for. */
final class BatchExchange
    implements ClientResponseObserver<StreamEvaluateMarginRequest, StreamEvaluateMarginResponse> {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private @Nullable ClientCallStreamObserver<StreamEvaluateMarginRequest> requests;
  private boolean hasFinished;

  /** What comes from the service: an answer, or the end. */
  private sealed interface Event {
    record Answer(StreamEvaluateMarginResponse response) implements Event {}

    record End(StatusRuntimeException failure) implements Event {}
  }

  private BatchExchange() {}

  static BatchExchange open(MarginServiceStub service) {
    BatchExchange exchange = new BatchExchange();
    service.streamEvaluateMargin(exchange);
    return exchange;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<StreamEvaluateMarginRequest> call) {
    requests = call;
  }

  @Override
  public void onNext(StreamEvaluateMarginResponse response) {
    events.add(new Event.Answer(response));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new Event.End(
        failure instanceof StatusRuntimeException known
            ? known
            : Status.fromThrowable(failure).asRuntimeException()));
  }

  @Override
  public void onCompleted() {
    events.add(new Event.End(Status.UNAVAILABLE
        .withDescription("the service has ended the stream")
        .asRuntimeException()));
  }

  /** Sends a message, or forgets it where the stream has ended: {@link #next} says so. */
  void send(StreamEvaluateMarginRequest message) {
    call().onNext(message);
  }

  /**
   * Waits for the next answer.
   *
   * @throws StatusRuntimeException if there is none, because the stream has ended or took too long
   */
  StreamEvaluateMarginResponse next(Duration deadline) {
    Event event = poll(deadline);
    if (event instanceof Event.Answer answer) {
      return answer.response();
    }
    if (event instanceof Event.End end) {
      throw end.failure();
    }
    throw Status.DEADLINE_EXCEEDED
        .withDescription("no answer within " + deadline.toMillis() + " ms")
        .asRuntimeException();
  }

  /** Says that nothing more follows, once all is answered, and waits until the service knows. */
  void finish(Duration deadline) {
    if (hasFinished) {
      return;
    }
    hasFinished = true;
    call().onCompleted();
    poll(deadline);
  }

  /** Gives up what is under way. */
  void close() {
    if (!hasFinished) {
      call().cancel("no longer needed", null);
    }
  }

  private @Nullable Event poll(Duration deadline) {
    try {
      return events.poll(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("interrupted").withCause(e).asRuntimeException();
    }
  }

  private ClientCallStreamObserver<StreamEvaluateMarginRequest> call() {
    if (requests == null) {
      throw new IllegalStateException("the stream has not been opened");
    }
    return requests;
  }
}
