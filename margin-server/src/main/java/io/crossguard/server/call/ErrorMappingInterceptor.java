package io.crossguard.server.call;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Ends a call with the status for what its method threw. What a unary method throws surfaces where
 * the listener learns that the request is complete; bytes that are no message surface where it gets
 * them. Errors of the virtual machine, such as a stack that is too deep, count as the
 * server's mistakes too: on a thread of the pool nobody else would end the call.
 */
public final class ErrorMappingInterceptor implements ServerInterceptor {
  private final StatusFactory statusFactory;

  public ErrorMappingInterceptor(StatusFactory statusFactory) {
    this.statusFactory = statusFactory;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    try {
      return new ErrorMappingListener<>(next.startCall(call, headers), call, statusFactory);
    } catch (RuntimeException | Error e) {
      return CallEnding.refuse(call, statusFactory.statusOf(e));
    }
  }

  /** Hears nothing more of a call that has failed. */
  private static final class ErrorMappingListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private final StatusFactory statusFactory;
    private boolean hasFailed;

    ErrorMappingListener(
        ServerCall.Listener<Q> listener, ServerCall<Q, ?> call, StatusFactory statusFactory) {
      super(listener);
      this.call = call;
      this.statusFactory = statusFactory;
    }

    @Override
    public void onMessage(Q message) {
      if (!hasFailed) {
        mappingErrors(() -> super.onMessage(message));
      }
    }

    @Override
    public void onHalfClose() {
      if (!hasFailed) {
        mappingErrors(super::onHalfClose);
      }
    }

    private void mappingErrors(Runnable event) {
      try {
        event.run();
      } catch (CallCancelledException e) {
        hasFailed = true;
        call.close(Status.CANCELLED, new Metadata());
      } catch (RuntimeException | Error e) {
        hasFailed = true;
        CallEnding.close(call, statusFactory.statusOf(e));
      }
    }
  }
}
