package io.crossguard.client;

import io.crossguard.v1.MarginServiceGrpc.MarginServiceStub;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;

/** One stream to the service. */
final class MonitorStream
    implements ClientResponseObserver<MonitorMarginRequest, MonitorMarginResponse> {
  // Some may be on their way, so that a reader who keeps up is never thought slow.
  private static final int ANSWERS_AHEAD = 32;

  private final Events events;
  private @Nullable ClientCallStreamObserver<MonitorMarginRequest> requests;
  private boolean hasHalfClosed;

  /** What comes from a stream, on any thread. */
  interface Events {

    /** It can take messages. */
    void onReady(MonitorStream from);

    void onAnswer(MonitorStream from, MonitorMarginResponse answer);

    /**
     * @param failure the status with its trailers
     */
    void onEnd(MonitorStream from, Status status, StatusRuntimeException failure);
  }

  /** Opens streams. */
  @FunctionalInterface
  interface Opener {
    MonitorStream open(Events events);

    /** Opens them by calls of the service. */
    static Opener of(MarginServiceStub stub) {
      return events -> {
        MonitorStream stream = new MonitorStream(events);
        stub.monitorMargin(stream);
        return stream;
      };
    }
  }

  private MonitorStream(Events events) {
    this.events = events;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<MonitorMarginRequest> call) {
    requests = call;
    call.disableAutoRequestWithInitial(ANSWERS_AHEAD);
    call.setOnReadyHandler(() -> events.onReady(this));
  }

  @Override
  public void onNext(MonitorMarginResponse answer) {
    events.onAnswer(this, answer);
  }

  @Override
  public void onError(Throwable failure) {
    StatusRuntimeException status = failure instanceof StatusRuntimeException known
        ? known
        : Status.fromThrowable(failure).asRuntimeException();
    events.onEnd(this, status.getStatus(), status);
  }

  @Override
  public void onCompleted() {
    events.onEnd(
        this,
        Status.OK,
        Status.UNAVAILABLE
            .withDescription("the service has ended the stream")
            .asRuntimeException());
  }

  boolean isReady() {
    return !hasHalfClosed && call().isReady();
  }

  void send(MonitorMarginRequest message) {
    call().onNext(message);
  }

  /** Lets one more answer come. */
  void request() {
    call().request(1);
  }

  void halfClose() {
    if (!hasHalfClosed) {
      hasHalfClosed = true;
      call().onCompleted();
    }
  }

  void cancel() {
    call().cancel("no longer needed", null);
  }

  private ClientCallStreamObserver<MonitorMarginRequest> call() {
    if (requests == null) {
      throw new IllegalStateException("the stream has not been opened");
    }
    return requests;
  }
}
