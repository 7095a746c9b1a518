package io.crossguard.server.grpc;

import io.crossguard.server.mapping.MarginRequest;
import io.crossguard.server.mapping.MarginRequestMapper;
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
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;

/** Maps, calls the core, maps back. Exceptions become statuses in the error mapping. */
public final class MarginGrpcService extends MarginServiceImplBase {
  private final Evaluations evaluations;
  private final MarginRequestMapper requestMapper;
  private final Batches batches;
  private final BatchStreams batchStreams;
  private final ChangePreviews previews;
  private final LiquidationSimulations simulations;
  private final Stresses stresses;
  private final MonitorStreams monitors;

  @Inject
  MarginGrpcService(
      Evaluations evaluations,
      MarginRequestMapper requestMapper,
      Batches batches,
      BatchStreams batchStreams,
      ChangePreviews previews,
      LiquidationSimulations simulations,
      Stresses stresses,
      MonitorStreams monitors) {
    this.evaluations = evaluations;
    this.requestMapper = requestMapper;
    this.batches = batches;
    this.batchStreams = batchStreams;
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
    BatchEvaluateMarginResponse response = batches.answer(request);

    responses.onNext(response);
    responses.onCompleted();
  }

  @Override
  public StreamObserver<StreamEvaluateMarginRequest> streamEvaluateMargin(
      StreamObserver<StreamEvaluateMarginResponse> responses) {
    return batchStreams.open((ServerCallStreamObserver<StreamEvaluateMarginResponse>) responses);
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
}
