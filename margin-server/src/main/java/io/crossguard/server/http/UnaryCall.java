package io.crossguard.server.http;

import com.google.common.io.ByteStreams;
import com.google.rpc.Status;
import io.crossguard.server.call.StatusFactory;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One call inside the process on behalf of a request over HTTP. The service asks for the request when
 * it has let the call in; only then is it time to read it.
 */
final class UnaryCall {

  // As with gRPC, where larger requests run on other threads than those that receive.
  private static final int SMALL_BYTES_MAX = 4 * 1024;

  private final ClientCall<InputStream, InputStream> call;
  private final Executor pool;

  /** What becomes of a call, told on the thread of its connection. */
  interface Events {

    /** The service wants the request. */
    void onWanted();

    /** The call is over. */
    void onAnswer(HttpAnswer answer);
  }

  /**
   * Starts it.
   *
   * @param pool threads for what is large
   * @param connection the thread of the connection
   */
  UnaryCall(
      Channel channel,
      Asked.Call asked,
      Executor pool,
      Executor connection,
      StatusFactory statusFactory,
      Events events) {
    this.pool = pool;
    this.call = channel.newCall(
        // gRPC tells only callers of streams when the service wants a message.
        asked.method().toBuilder().setType(MethodType.BIDI_STREAMING).build(),
        CallOptions.DEFAULT.withDeadlineAfter(asked.time().toNanos(), TimeUnit.NANOSECONDS));
    call.start(new Answering(connection, statusFactory, events), asked.headers());
    // One answer, and the end that follows it.
    call.request(2);
  }

  /** Sends the request. */
  void send(byte[] json) {
    if (json.length > SMALL_BYTES_MAX) {
      pool.execute(() -> sendHere(json));
    } else {
      sendHere(json);
    }
  }

  /** Ends it: nobody waits for the answer any more. */
  void cancel() {
    call.cancel("the connection was closed", null);
  }

  private void sendHere(byte[] json) {
    call.sendMessage(new ByteArrayInputStream(json));
    call.halfClose();
  }

  private static final class Answering extends ClientCall.Listener<InputStream> {
    private final Executor connection;
    private final StatusFactory statusFactory;
    private final Events events;
    private byte[] json = {};

    Answering(Executor connection, StatusFactory statusFactory, Events events) {
      this.connection = connection;
      this.statusFactory = statusFactory;
      this.events = events;
    }

    @Override
    public void onReady() {
      connection.execute(events::onWanted);
    }

    @Override
    public void onMessage(InputStream message) {
      try {
        json = ByteStreams.toByteArray(message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void onClose(io.grpc.Status status, Metadata trailers) {
      HttpAnswer answer =
          status.isOk() ? HttpAnswer.ok(json) : HttpAnswer.failure(failure(status, trailers));
      connection.execute(() -> events.onAnswer(answer));
    }

    private Status failure(io.grpc.Status status, Metadata trailers) {
      // What gRPC says about its own deadlines is about this process.
      return status.getCode() == io.grpc.Status.Code.DEADLINE_EXCEEDED
          ? statusFactory.deadlineExceeded()
          : StatusProto.fromStatusAndTrailers(status, trailers);
    }
  }
}
