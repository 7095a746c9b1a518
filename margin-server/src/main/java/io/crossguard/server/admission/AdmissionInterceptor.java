package io.crossguard.server.admission;

import io.crossguard.server.admission.CallAdmission.Decision;
import io.crossguard.server.call.CallEnding;
import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.call.StatusFactory;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Refuses calls while the server is full or shuts down, and those beyond the share of an identity.
 * It answers before the request is asked for, so that a refused call costs next to nothing. Streams
 * of requests have places of their own, in all and of each connection: they last, and would take
 * those of calls away.
 */
public final class AdmissionInterceptor implements ServerInterceptor {
  private final CallAdmission admission;
  private final StatusFactory statusFactory;

  public AdmissionInterceptor(CallAdmission admission, StatusFactory statusFactory) {
    this.admission = admission;
    this.statusFactory = statusFactory;
  }

  /** What a server needs beside it, so that the streams of each connection are counted. */
  public static ServerTransportFilter connectionFilter() {
    return new ConnectionStreams.Filter();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    CallerIdentity caller = CallerIdentity.current();
    boolean isStream = !call.getMethodDescriptor().getType().clientSendsOneMessage();
    Optional<ConnectionStreams> connection =
        isStream ? ConnectionStreams.of(call.getAttributes()) : Optional.empty();
    if (connection.isPresent() && !connection.get().enter()) {
      return CallEnding.refuse(call, statusFactory.overloaded());
    }
    Decision decision = isStream ? admission.enterStream(caller) : admission.enter(caller);
    if (!(decision instanceof Decision.Admitted)) {
      connection.ifPresent(ConnectionStreams::leave);
    }
    if (decision instanceof Decision.Draining) {
      return CallEnding.refuse(call, statusFactory.draining());
    }
    if (decision instanceof Decision.Full) {
      return CallEnding.refuse(call, statusFactory.overloaded());
    }
    if (decision instanceof Decision.ShareUsedUp share) {
      return CallEnding.refuse(call, statusFactory.quotaExceeded(share.pause()));
    }
    Runnable leaving = () -> {
      connection.ifPresent(ConnectionStreams::leave);
      if (isStream) {
        admission.leaveStream(caller);
      } else {
        admission.leave(caller);
      }
    };
    try {
      return new LeavingListener<>(next.startCall(call, headers), leaving);
    } catch (RuntimeException | Error e) {
      // There is no listener that would hear of the end of the call.
      leaving.run();
      throw e;
    }
  }

  /** Gives the place back when the call has ended, either way and once. */
  private static final class LeavingListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Runnable leaving;
    private final AtomicBoolean hasLeft = new AtomicBoolean();

    LeavingListener(ServerCall.Listener<Q> listener, Runnable leaving) {
      super(listener);
      this.leaving = leaving;
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
        leaving.run();
      }
    }
  }
}
