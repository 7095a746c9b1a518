package io.crossguard.server.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import jakarta.inject.Inject;

/**
 * Ends a call with the status for what its method threw. The methods are unary, so what they throw
 * surfaces where the listener learns that the request is complete.
 */
public final class ErrorMappingInterceptor implements ServerInterceptor {
  private final StatusFactory statusFactory;

  @Inject
  ErrorMappingInterceptor(StatusFactory statusFactory) {
    this.statusFactory = statusFactory;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        mappingErrors(call, () -> super.onMessage(message));
      }

      @Override
      public void onHalfClose() {
        mappingErrors(call, super::onHalfClose);
      }
    };
  }

  private void mappingErrors(ServerCall<?, ?> call, Runnable method) {
    try {
      method.run();
    } catch (CallCancelledException e) {
      call.close(Status.CANCELLED, new Metadata());
    } catch (RuntimeException e) {
      close(call, statusFactory.statusOf(e));
    }
  }

  static void close(ServerCall<?, ?> call, com.google.rpc.Status status) {
    StatusRuntimeException exception = StatusProto.toStatusRuntimeException(status);
    Metadata trailers = exception.getTrailers();
    call.close(exception.getStatus(), trailers == null ? new Metadata() : trailers);
  }
}
