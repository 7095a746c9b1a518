package io.crossguard.server.grpc;

import io.crossguard.margin.stress.Crossing;
import io.crossguard.margin.stress.PathReplay;
import io.crossguard.margin.stress.PathResult;
import io.crossguard.margin.stress.StressResult;
import io.crossguard.margin.stress.StressTest;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.mapping.StressRequest;
import io.crossguard.server.mapping.StressRequestMapper;
import io.crossguard.server.mapping.StressResponseMapper;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Answers where an account stands at other prices. */
public final class Stresses {
  private final StressTest stressTest;
  private final PathReplay pathReplay;
  private final StressRequestMapper requestMapper;
  private final StressResponseMapper responseMapper;

  @Inject
  Stresses(
      StressTest stressTest,
      PathReplay pathReplay,
      StressRequestMapper requestMapper,
      StressResponseMapper responseMapper) {
    this.stressTest = stressTest;
    this.pathReplay = pathReplay;
    this.requestMapper = requestMapper;
    this.responseMapper = responseMapper;
  }

  /**
   * @throws CallCancelledException if the caller no longer waits
   */
  StressMarginResponse answer(StressMarginRequest request) {
    StressRequest asked =
        requestMapper.fromProto(request, CallCancelledException::throwIfCancelled);

    List<StressResult> results = new ArrayList<>(stressTest.run(
        asked.account(),
        asked.scenarios(),
        asked.policy(),
        CallCancelledException::throwIfCancelled));
    List<Crossing> crossings = new ArrayList<>();
    asked.path().ifPresent(path -> {
      PathResult replayed = asked.replay(
          () -> pathReplay.run(asked.account(), path, CallCancelledException::throwIfCancelled));
      results.addAll(replayed.results());
      crossings.addAll(replayed.crossings());
    });

    return responseMapper.toProto(
        asked.account().account().accountId(),
        asked.ruleSet(),
        results,
        crossings,
        CallCancelledException::throwIfCancelled);
  }
}
