package io.crossguard.server.grpc;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.mapping.MarginBatch;
import io.crossguard.server.mapping.MarginRequest;
import io.crossguard.server.mapping.MarginRequestMapper;
import io.crossguard.server.mapping.MarginResponseMapper;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceImplBase;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.SimulateLiquidationResponse;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Maps, calls the core, maps back. Exceptions become statuses in the error mapping. */
public final class MarginGrpcService extends MarginServiceImplBase {
  private final MarginEngine engine;
  private final MarginRequestMapper requestMapper;
  private final MarginResponseMapper responseMapper;
  private final StatusFactory statusFactory;
  private final ChangePreviews previews;
  private final LiquidationSimulations simulations;
  private final Stresses stresses;

  @Inject
  MarginGrpcService(
      MarginEngine engine,
      MarginRequestMapper requestMapper,
      MarginResponseMapper responseMapper,
      StatusFactory statusFactory,
      ChangePreviews previews,
      LiquidationSimulations simulations,
      Stresses stresses) {
    this.engine = engine;
    this.requestMapper = requestMapper;
    this.responseMapper = responseMapper;
    this.statusFactory = statusFactory;
    this.previews = previews;
    this.simulations = simulations;
    this.stresses = stresses;
  }

  @Override
  public void evaluateMargin(
      EvaluateMarginRequest request, StreamObserver<EvaluateMarginResponse> responses) {
    MarginRequest asked = requestMapper.fromProto(request);

    EvaluateMarginResponse response = evaluation(asked);

    responses.onNext(response);
    responses.onCompleted();
  }

  @Override
  public void batchEvaluateMargin(
      BatchEvaluateMarginRequest request, StreamObserver<BatchEvaluateMarginResponse> responses) {
    MarginBatch batch = requestMapper.fromProto(request);

    List<BatchEvaluateMarginResponse.Item> items = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      CallCancelledException.throwIfCancelled();
      items.add(item(batch, i));
    }

    responses.onNext(responseMapper.toProto(items, batch.rules()));
    responses.onCompleted();
  }

  @Override
  public void previewChanges(
      PreviewChangesRequest request, StreamObserver<PreviewChangesResponse> responses) {
    PreviewChangesResponse response = previews.answer(request);

    responses.onNext(response);
    responses.onCompleted();
  }

  @Override
  public void simulateLiquidation(
      SimulateLiquidationRequest request, StreamObserver<SimulateLiquidationResponse> responses) {
    SimulateLiquidationResponse response = simulations.answer(request);

    responses.onNext(response);
    responses.onCompleted();
  }

  @Override
  public void stressMargin(
      StressMarginRequest request, StreamObserver<StressMarginResponse> responses) {
    StressMarginResponse response = stresses.answer(request);

    responses.onNext(response);
    responses.onCompleted();
  }

  private BatchEvaluateMarginResponse.Item item(MarginBatch batch, int i) {
    BatchEvaluateMarginResponse.Item.Builder item = BatchEvaluateMarginResponse.Item.newBuilder();
    try {
      item.setResult(evaluation(batch.request(i)));
    } catch (RuntimeException e) {
      item.setError(statusFactory.statusOf(e));
    }
    return item.build();
  }

  private EvaluateMarginResponse evaluation(MarginRequest asked) {
    ResolvedAccount account = asked.account();
    return asked.isFull()
        ? responseMapper.toProto(engine.evaluate(account), asked.ruleSet())
        : responseMapper.toProto(engine.evaluateMargin(account), asked.ruleSet());
  }
}
