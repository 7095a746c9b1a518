package io.crossguard.server.call;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Names each call, and returns the name with the trailers, whatever the status. */
public final class RequestIdInterceptor implements ServerInterceptor {

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    RequestId requestId = RequestId.of(headers);
    ServerCall<Q, R> named = new SimpleForwardingServerCall<>(call) {
      @Override
      public void close(Status status, Metadata trailers) {
        trailers.put(RequestId.METADATA, requestId.text());
        super.close(status, trailers);
      }
    };
    return Contexts.interceptCall(requestId.in(Context.current()), named, headers, next);
  }
}
