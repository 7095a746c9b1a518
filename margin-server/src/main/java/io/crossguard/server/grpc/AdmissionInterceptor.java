package io.crossguard.server.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Refuses calls while the server is full or shuts down. It answers before the request is asked for,
 * so that a refused call costs next to nothing.
 */
public final class AdmissionInterceptor implements ServerInterceptor {
  private final CallAdmission admission;
  private final StatusFactory statusFactory;

  @Inject
  AdmissionInterceptor(CallAdmission admission, StatusFactory statusFactory) {
    this.admission = admission;
    this.statusFactory = statusFactory;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (admission.isDraining()) {
      return refused(call, statusFactory.draining());
    }
    if (!admission.enter()) {
      return refused(call, statusFactory.overloaded());
    }
    return new LeavingListener<>(next.startCall(call, headers), admission);
  }

  private static <Q> ServerCall.Listener<Q> refused(
      ServerCall<Q, ?> call, com.google.rpc.Status status) {
    ErrorMappingInterceptor.close(call, status);
    return new ServerCall.Listener<>() {};
  }

  /** Gives the place back when the call has ended, either way and once. */
  private static final class LeavingListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final CallAdmission admission;
    private final AtomicBoolean hasLeft = new AtomicBoolean();

    LeavingListener(ServerCall.Listener<Q> listener, CallAdmission admission) {
      super(listener);
      this.admission = admission;
    }

    @Override
    public void onComplete() {
      leave();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      leave();
      super.onCancel();
    }

    private void leave() {
      if (hasLeft.compareAndSet(false, true)) {
        admission.leave();
      }
    }
  }
}
