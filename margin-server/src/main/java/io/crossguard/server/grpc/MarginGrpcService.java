package io.crossguard.server.grpc;

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
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.SimulateLiquidationResponse;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Maps, calls the core, maps back. Exceptions become statuses in the error mapping. */
public final class MarginGrpcService extends MarginServiceImplBase {
  private final Evaluations evaluations;
  private final MarginRequestMapper requestMapper;
  private final MarginResponseMapper responseMapper;
  private final StatusFactory statusFactory;
  private final ChangePreviews previews;
  private final LiquidationSimulations simulations;
  private final Stresses stresses;
  private final MonitorStreams monitors;

  @Inject
  MarginGrpcService(
      Evaluations evaluations,
      MarginRequestMapper requestMapper,
      MarginResponseMapper responseMapper,
      StatusFactory statusFactory,
      ChangePreviews previews,
      LiquidationSimulations simulations,
      Stresses stresses,
      MonitorStreams monitors) {
    this.evaluations = evaluations;
    this.requestMapper = requestMapper;
    this.responseMapper = responseMapper;
    this.statusFactory = statusFactory;
    this.previews = previews;
    this.simulations = simulations;
    this.stresses = stresses;
    this.monitors = monitors;
  }

  @Override
  public void evaluateMargin(
      EvaluateMarginRequest request, StreamObserver<EvaluateMarginResponse> responses) {
    MarginRequest asked = requestMapper.fromProto(request);

    EvaluateMarginResponse response = evaluations.answer(asked);

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

  @Override
  public StreamObserver<MonitorMarginRequest> monitorMargin(
      StreamObserver<MonitorMarginResponse> responses) {
    return monitors.open((ServerCallStreamObserver<MonitorMarginResponse>) responses);
  }

  private BatchEvaluateMarginResponse.Item item(MarginBatch batch, int i) {
    BatchEvaluateMarginResponse.Item.Builder item = BatchEvaluateMarginResponse.Item.newBuilder();
    try {
      item.setResult(evaluations.answer(batch.request(i)));
    } catch (RuntimeException e) {
      item.setError(statusFactory.statusOf(e));
    }
    return item.build();
  }
}
