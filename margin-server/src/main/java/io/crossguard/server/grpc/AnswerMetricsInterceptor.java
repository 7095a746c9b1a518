package io.crossguard.server.grpc;

import io.crossguard.server.observation.AnswerMetrics;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Counts what answers say. It has to see messages, so it stands inside what sees bytes. */
public final class AnswerMetricsInterceptor implements ServerInterceptor {
  private final AnswerMetrics metrics;

  public AnswerMetricsInterceptor(AnswerMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    ServerCall<Q, R> counted = new SimpleForwardingServerCall<>(call) {
      @Override
      public void sendMessage(R message) {
        count(message);
        super.sendMessage(message);
      }
    };
    return next.startCall(counted, headers);
  }

  private void count(Object message) {
    if (message instanceof EvaluateMarginResponse evaluation) {
      count(evaluation);
    } else if (message instanceof BatchEvaluateMarginResponse batch) {
      count(batch);
    } else if (message instanceof StreamEvaluateMarginResponse answer) {
      count(answer.getBatch());
    } else if (message instanceof RecommendMarginModesResponse advice) {
      count(advice);
    } else if (message instanceof MonitorMarginResponse answer && answer.hasAccount()) {
      count(answer.getAccount().getMargin());
      count(answer.getAccount().getAdvice());
    }
  }

  private void count(BatchEvaluateMarginResponse batch) {
    batch.getItemsList().stream()
        .filter(BatchEvaluateMarginResponse.Item::hasResult)
        .forEach(item -> count(item.getResult()));
  }

  private void count(RecommendMarginModesResponse advice) {
    advice
        .getPositionsList()
        .forEach(position ->
            metrics.recommended(position.getRecommendation().getAction().name()));
  }

  private void count(EvaluateMarginResponse evaluation) {
    metrics.evaluated(
        evaluation.getRuleSet().getRuleSetId(), evaluation.getStatus().name());
  }
}
