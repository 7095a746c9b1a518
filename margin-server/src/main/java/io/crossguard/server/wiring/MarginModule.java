package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.change.ChangePreviewer;
import io.crossguard.margin.change.MarginLimitCalculator;
import io.crossguard.margin.simulation.LiquidationSimulator;
import io.crossguard.margin.stress.PathReplay;
import io.crossguard.margin.stress.StressTest;
import io.crossguard.server.config.EngineVersion;
import io.crossguard.server.grpc.BatchStreams;
import io.crossguard.server.grpc.Batches;
import io.crossguard.server.grpc.ChangePreviews;
import io.crossguard.server.grpc.Evaluations;
import io.crossguard.server.grpc.LiquidationSimulations;
import io.crossguard.server.grpc.MarginGrpcService;
import io.crossguard.server.grpc.MonitorStreams;
import io.crossguard.server.grpc.Stresses;
import io.crossguard.server.mapping.BatchRequestMapper;
import io.crossguard.server.mapping.MarginRequestMapper;
import io.crossguard.server.mapping.MarginResponseMapper;
import io.crossguard.server.mapping.MonitorRequestMapper;
import io.crossguard.server.mapping.PreviewRequestMapper;
import io.crossguard.server.mapping.PreviewResponseMapper;
import io.crossguard.server.mapping.SimulationRequestMapper;
import io.crossguard.server.mapping.SimulationResponseMapper;
import io.crossguard.server.mapping.StressRequestMapper;
import io.crossguard.server.mapping.StressResponseMapper;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.grpc.BindableService;

/** The margin service. */
public final class MarginModule extends WiringModule {

  @Override
  void bindParts() {
    bind(MarginGrpcService.class).in(Singleton.class);
    bind(ChangePreviews.class).in(Singleton.class);
    bind(LiquidationSimulations.class).in(Singleton.class);
    bind(Stresses.class).in(Singleton.class);
    bind(Evaluations.class).in(Singleton.class);
    bind(Batches.class).in(Singleton.class);
    bind(BatchStreams.class).in(Singleton.class);
    bind(MonitorStreams.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), BindableService.class)
        .addBinding()
        .to(MarginGrpcService.class);
  }

  // The core and the mappers know no injector, so they are constructed here by hand.
  @Provides
  @Singleton
  MarginEngine marginEngine() {
    return new MarginEngine();
  }

  @Provides
  @Singleton
  MarginRequestMapper marginRequestMapper(RuleSetCatalogue catalogue) {
    return new MarginRequestMapper(catalogue);
  }

  @Provides
  @Singleton
  BatchRequestMapper batchRequestMapper(RuleSetCatalogue catalogue) {
    return new BatchRequestMapper(catalogue);
  }

  @Provides
  @Singleton
  MarginResponseMapper marginResponseMapper(EngineVersion version) {
    return new MarginResponseMapper(version.text());
  }

  @Provides
  @Singleton
  ChangePreviewer changePreviewer() {
    return new ChangePreviewer();
  }

  @Provides
  @Singleton
  MarginLimitCalculator marginLimitCalculator() {
    return new MarginLimitCalculator();
  }

  @Provides
  @Singleton
  PreviewRequestMapper previewRequestMapper(RuleSetCatalogue catalogue) {
    return new PreviewRequestMapper(catalogue);
  }

  @Provides
  @Singleton
  PreviewResponseMapper previewResponseMapper(MarginResponseMapper marginMapper) {
    return new PreviewResponseMapper(marginMapper);
  }

  @Provides
  @Singleton
  LiquidationSimulator liquidationSimulator() {
    return new LiquidationSimulator();
  }

  @Provides
  @Singleton
  SimulationRequestMapper simulationRequestMapper(RuleSetCatalogue catalogue) {
    return new SimulationRequestMapper(catalogue);
  }

  @Provides
  @Singleton
  SimulationResponseMapper simulationResponseMapper(MarginResponseMapper marginMapper) {
    return new SimulationResponseMapper(marginMapper);
  }

  @Provides
  @Singleton
  MonitorRequestMapper monitorRequestMapper(RuleSetCatalogue catalogue) {
    return new MonitorRequestMapper(catalogue);
  }

  @Provides
  @Singleton
  StressTest stressTest() {
    return new StressTest();
  }

  @Provides
  @Singleton
  PathReplay pathReplay() {
    return new PathReplay();
  }

  @Provides
  @Singleton
  StressRequestMapper stressRequestMapper(RuleSetCatalogue catalogue) {
    return new StressRequestMapper(catalogue);
  }

  @Provides
  @Singleton
  StressResponseMapper stressResponseMapper(EngineVersion version) {
    return new StressResponseMapper(version.text());
  }
}
