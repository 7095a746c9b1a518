package io.crossguard.server.admission;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Context;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/**
 * Says which thread a call runs on. A hand-over costs more than a small evaluation, so small
 * requests stay on the thread that received them; large ones, and those of methods that take long
 * whatever their size, would hold up all other calls of that thread and go to a pool.
 *
 * <p>While many calls are under way all of them go there: the threads that receive then have time to
 * read what has come and to refuse what is too much. Otherwise calls would wait unread in the
 * buffers of their connections, where nobody counts them, and be worked on long after their callers
 * have given up.
 *
 * <p>A stream of requests says for itself which thread each of them runs on: see {@link StreamWork}.
 *
 * <p>It has to be the outermost interceptor, and messages have to come as bytes.
 */
public final class HandOverInterceptor implements ServerInterceptor {

  // Ten positions with their rules have about 3 KiB, a hundred by name about 6.
  private static final int SMALL_BYTES_MAX = 4 * 1024;

  private final Set<String> longMethods;
  private final ExecutorService pool;
  private final BooleanSupplier isCrowded;

  /**
   * @param longMethods full names of the methods that take long whatever the size of their request
   * @param isCrowded whether many calls are under way
   */
  public HandOverInterceptor(
      Set<String> longMethods, ExecutorService pool, BooleanSupplier isCrowded) {
    this.longMethods = Set.copyOf(longMethods);
    this.pool = pool;
    this.isCrowded = isCrowded;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    boolean isLong = longMethods.contains(call.getMethodDescriptor().getFullMethodName());
    return new HandOverListener<>(next.startCall(call, headers), isLong);
  }

  /**
   * Once such a request is there, its work happens in the pool. That a call is complete is told at
   * once all the same: its place must not wait there behind the work of others.
   */
  private final class HandOverListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final boolean isLong;
    private Executor executor = MoreExecutors.directExecutor();

    HandOverListener(ServerCall.Listener<Q> listener, boolean isLong) {
      super(listener);
      this.isLong = isLong;
    }

    @Override
    public void onMessage(Q message) {
      if (isLong || isLarge(message) || isCrowded.getAsBoolean()) {
        executor = MoreExecutors.newSequentialExecutor(pool);
      }
      super.onMessage(message);
    }

    @Override
    public void onHalfClose() {
      Context context = Context.current();
      executor.execute(() -> {
        if (!context.isCancelled()) {
          context.run(super::onHalfClose);
        }
      });
    }

    @Override
    public void onCancel() {
      executor.execute(super::onCancel);
    }
  }

  private static boolean isLarge(Object message) {
    try {
      return message instanceof InputStream bytes && bytes.available() > SMALL_BYTES_MAX;
    } catch (IOException e) {
      return true;
    }
  }
}
