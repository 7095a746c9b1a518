package io.crossguard.server.grpc;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.simulation.LiquidationSimulator;
import io.crossguard.margin.simulation.SimulatedLiquidation;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.mapping.SimulationRequest;
import io.crossguard.server.mapping.SimulationRequestMapper;
import io.crossguard.server.mapping.SimulationResponseMapper;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.SimulateLiquidationResponse;
import jakarta.inject.Inject;

/** Answers how an account would be liquidated. */
public final class LiquidationSimulations {
  private final LiquidationSimulator simulator;
  private final MarginEngine engine;
  private final SimulationRequestMapper requestMapper;
  private final SimulationResponseMapper responseMapper;

  @Inject
  LiquidationSimulations(
      LiquidationSimulator simulator,
      MarginEngine engine,
      SimulationRequestMapper requestMapper,
      SimulationResponseMapper responseMapper) {
    this.simulator = simulator;
    this.engine = engine;
    this.requestMapper = requestMapper;
    this.responseMapper = responseMapper;
  }

  /**
   * @throws CallCancelledException if the caller no longer waits
   */
  SimulateLiquidationResponse answer(SimulateLiquidationRequest request) {
    SimulationRequest asked = requestMapper.fromProto(request);

    SimulatedLiquidation simulated = simulator.simulate(
        asked.account(),
        asked.policy(),
        asked.stepLimit(),
        CallCancelledException::throwIfCancelled);

    return asked.isFull()
        ? responseMapper.toProto(simulated, asked.ruleSet(), engine.evaluate(simulated.after()))
        : responseMapper.toProto(simulated, asked.ruleSet());
  }
}
