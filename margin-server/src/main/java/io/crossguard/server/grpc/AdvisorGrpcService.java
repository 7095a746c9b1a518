package io.crossguard.server.grpc;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.PositionClassifier;
import io.crossguard.advisor.classification.AccountClassification;
import io.crossguard.advisor.order.OrderAdvice;
import io.crossguard.advisor.order.OrderModeAdvisor;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.server.mapping.AdviceRequestMapper;
import io.crossguard.server.mapping.AdviceResponseMapper;
import io.crossguard.server.mapping.AskedAdvice;
import io.crossguard.server.mapping.AskedOrder;
import io.crossguard.server.mapping.OrderResponseMapper;
import io.crossguard.v1.AdvisorServiceGrpc.AdvisorServiceImplBase;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RecommendOrderModeRequest;
import io.crossguard.v1.RecommendOrderModeResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;

/** Maps, asks the advisor, maps back. Exceptions become statuses in the interceptor. */
public final class AdvisorGrpcService extends AdvisorServiceImplBase {
  private final PositionClassifier classifier;
  private final MarginModeAdvisor advisor;
  private final OrderModeAdvisor orderAdvisor;
  private final AdviceRequestMapper requestMapper;
  private final AdviceResponseMapper responseMapper;
  private final OrderResponseMapper orderMapper;

  @Inject
  AdvisorGrpcService(
      PositionClassifier classifier,
      MarginModeAdvisor advisor,
      OrderModeAdvisor orderAdvisor,
      AdviceRequestMapper requestMapper,
      AdviceResponseMapper responseMapper,
      OrderResponseMapper orderMapper) {
    this.classifier = classifier;
    this.advisor = advisor;
    this.orderAdvisor = orderAdvisor;
    this.requestMapper = requestMapper;
    this.responseMapper = responseMapper;
    this.orderMapper = orderMapper;
  }

  @Override
  public void classifyPositions(
      ClassifyPositionsRequest request, StreamObserver<ClassifyPositionsResponse> responses) {
    AskedAdvice asked = requestMapper.fromProto(request);

    AccountClassification classification = classifier.classify(asked.request());

    responses.onNext(responseMapper.toProto(classification, asked.ruleSet()));
    responses.onCompleted();
  }

  @Override
  public void recommendMarginModes(
      RecommendMarginModesRequest request, StreamObserver<RecommendMarginModesResponse> responses) {
    AskedAdvice asked = requestMapper.fromProto(request);

    MarginModeAdvice advice = advisor.recommend(asked.request());

    responses.onNext(responseMapper.toProto(advice, asked.ruleSet()));
    responses.onCompleted();
  }

  @Override
  public void recommendOrderMode(
      RecommendOrderModeRequest request, StreamObserver<RecommendOrderModeResponse> responses) {
    AskedOrder asked = requestMapper.fromProto(request);

    OrderAdvice advice = orderAdvisor.recommend(asked.request());

    responses.onNext(orderMapper.toProto(advice, asked.ruleSet()));
    responses.onCompleted();
  }
}
