package io.crossguard.server.call;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Ends calls with a status and its details. */
public final class CallEnding {

  // With it gRPC's own retries wait as long as the details ask people and programs to.
  static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private CallEnding() {}

  /** Ends a call whose request has not been asked for; nothing more is heard of it. */
  public static <Q> ServerCall.Listener<Q> refuse(
      ServerCall<Q, ?> call, com.google.rpc.Status status) {
    close(call, status);
    return new ServerCall.Listener<>() {};
  }

  static void close(ServerCall<?, ?> call, com.google.rpc.Status status) {
    StatusRuntimeException exception = exception(status);
    Metadata trailers = exception.getTrailers();
    call.close(exception.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  /** What ends a stream with a status. */
  public static StatusRuntimeException exception(com.google.rpc.Status status) {
    StatusRuntimeException exception = StatusProto.toStatusRuntimeException(status);
    Metadata trailers = new Metadata();
    Metadata details = exception.getTrailers();
    if (details != null) {
      trailers.merge(details);
    }
    for (Any detail : status.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        trailers.put(PUSHBACK, Long.toString(delayMillis(detail)));
      }
    }
    return exception.getStatus().asRuntimeException(trailers);
  }

  private static long delayMillis(Any retryInfo) {
    try {
      com.google.protobuf.Duration delay = retryInfo.unpack(RetryInfo.class).getRetryDelay();
      return delay.getSeconds() * 1_000 + delay.getNanos() / 1_000_000;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
