package io.crossguard.server.grpc;

import com.google.common.util.concurrent.MoreExecutors;
import io.crossguard.v1.MarginServiceGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * Says which thread a call runs on. A hand-over costs more than most evaluations, so these stay on
 * the thread that received them; batches would hold it up for too long and go to a pool.
 */
public final class BatchCallExecutor implements ServerCallExecutorSupplier {
  private static final Set<String> LONG_METHODS =
      Set.of(MarginServiceGrpc.getBatchEvaluateMarginMethod().getFullMethodName());

  private final ExecutorService batchExecutor;

  @Inject
  BatchCallExecutor(ExecutorService batchExecutor) {
    this.batchExecutor = batchExecutor;
  }

  @Override
  public <Q, R> Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
    return LONG_METHODS.contains(call.getMethodDescriptor().getFullMethodName())
        ? batchExecutor
        : MoreExecutors.directExecutor();
  }
}
