package io.crossguard.client;

import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.GetRuleSetResponse;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RecommendOrderModeRequest;
import io.crossguard.v1.RecommendOrderModeResponse;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.SimulateLiquidationResponse;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The calls of a {@link MarginClient} for programs that do not wait: over the same connection, with
 * the same deadline and repeats. Each method answers at once with a future, which fails with a {@link
 * CrossguardException}. What follows on it runs on a thread of the connection and should be short.
 * Cancelling the future ends the call.
 *
 * <pre>{@code
 * CompletableFuture<Boolean> isHealthy = client
 *     .async()
 *     .evaluateMargin(request)
 *     .thenApply(margin -> margin.getStatus() == MarginScope.Status.HEALTHY);
 * }</pre>
 */
public final class AsyncMarginClient {
  private final Channel channel;
  private final Duration deadline;

  AsyncMarginClient(Channel channel, Duration deadline) {
    this.channel = channel;
    this.deadline = deadline;
  }

  /** As {@link MarginClient#evaluateMargin}. */
  public CompletableFuture<EvaluateMarginResponse> evaluateMargin(EvaluateMarginRequest request) {
    return call(MarginServiceGrpc.getEvaluateMarginMethod(), request);
  }

  /** As {@link MarginClient#batchEvaluateMargin}. */
  public CompletableFuture<BatchEvaluateMarginResponse> batchEvaluateMargin(
      BatchEvaluateMarginRequest request) {
    return call(MarginServiceGrpc.getBatchEvaluateMarginMethod(), request);
  }

  /** As {@link MarginClient#previewChanges}. */
  public CompletableFuture<PreviewChangesResponse> previewChanges(PreviewChangesRequest request) {
    return call(MarginServiceGrpc.getPreviewChangesMethod(), request);
  }

  /** As {@link MarginClient#simulateLiquidation}. */
  public CompletableFuture<SimulateLiquidationResponse> simulateLiquidation(
      SimulateLiquidationRequest request) {
    return call(MarginServiceGrpc.getSimulateLiquidationMethod(), request);
  }

  /** As {@link MarginClient#stressMargin}. */
  public CompletableFuture<StressMarginResponse> stressMargin(StressMarginRequest request) {
    return call(MarginServiceGrpc.getStressMarginMethod(), request);
  }

  /** As {@link MarginClient#classifyPositions}. */
  public CompletableFuture<ClassifyPositionsResponse> classifyPositions(
      ClassifyPositionsRequest request) {
    return call(AdvisorServiceGrpc.getClassifyPositionsMethod(), request);
  }

  /** As {@link MarginClient#recommendMarginModes}. */
  public CompletableFuture<RecommendMarginModesResponse> recommendMarginModes(
      RecommendMarginModesRequest request) {
    return call(AdvisorServiceGrpc.getRecommendMarginModesMethod(), request);
  }

  /** As {@link MarginClient#recommendOrderMode}. */
  public CompletableFuture<RecommendOrderModeResponse> recommendOrderMode(
      RecommendOrderModeRequest request) {
    return call(AdvisorServiceGrpc.getRecommendOrderModeMethod(), request);
  }

  /** As {@link MarginClient#listRuleSets}. */
  public CompletableFuture<List<ListRuleSetsResponse.Summary>> listRuleSets() {
    return call(
        RuleSetServiceGrpc.getListRuleSetsMethod(),
        ListRuleSetsRequest.getDefaultInstance(),
        ListRuleSetsResponse::getRuleSetsList);
  }

  /** As {@link MarginClient#getRuleSet}. */
  public CompletableFuture<RuleSet> getRuleSet(String ruleSetId) {
    return call(
        RuleSetServiceGrpc.getGetRuleSetMethod(),
        GetRuleSetRequest.newBuilder().setRuleSetId(ruleSetId).build(),
        GetRuleSetResponse::getRuleSet);
  }

  private <Q, R> CompletableFuture<R> call(MethodDescriptor<Q, R> method, Q request) {
    return call(method, request, response -> response);
  }

  private <Q, R, T> CompletableFuture<T> call(
      MethodDescriptor<Q, R> method, Q request, Function<R, T> part) {
    ClientCall<Q, R> call = channel.newCall(
        method, CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS));
    CompletableFuture<T> answer = new CompletableFuture<>() {
      @Override
      public boolean cancel(boolean mayInterrupt) {
        boolean isCancelled = super.cancel(mayInterrupt);
        call.cancel("the caller no longer waits", null);
        return isCancelled;
      }
    };
    ClientCalls.asyncUnaryCall(call, request, new StreamObserver<>() {
      @Override
      public void onNext(R response) {
        answer.complete(part.apply(response));
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(
            failure instanceof StatusRuntimeException status
                ? CrossguardException.of(status)
                : failure);
      }

      @Override
      public void onCompleted() {}
    });
    return answer;
  }
}
