package io.crossguard.server.grpc;

import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc;
import java.util.Set;

/** The methods that take long whatever the size of their request. */
public final class LongMethods {

  /** Their full names. */
  public static final Set<String> NAMES = Set.of(
      MarginServiceGrpc.getPreviewChangesMethod().getFullMethodName(),
      MarginServiceGrpc.getSimulateLiquidationMethod().getFullMethodName(),
      MarginServiceGrpc.getStressMarginMethod().getFullMethodName(),
      AdvisorServiceGrpc.getRecommendMarginModesMethod().getFullMethodName(),
      AdvisorServiceGrpc.getRecommendOrderModeMethod().getFullMethodName());

  /** Full names of those that last as long as the caller likes. */
  public static final Set<String> LASTING = Set.of(
      MarginServiceGrpc.getMonitorMarginMethod().getFullMethodName(),
      MarginServiceGrpc.getStreamEvaluateMarginMethod().getFullMethodName());

  private LongMethods() {}
}
