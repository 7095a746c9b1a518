package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.PositionClassifier;
import io.crossguard.advisor.order.OrderModeAdvisor;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.config.EngineVersion;
import io.crossguard.server.grpc.AdvisorGrpcService;
import io.crossguard.server.mapping.AdviceRequestMapper;
import io.crossguard.server.mapping.AdviceResponseMapper;
import io.crossguard.server.mapping.OrderResponseMapper;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.grpc.BindableService;

/** The advisor service. */
public final class AdvisorModule extends WiringModule {

  @Override
  void bindParts() {
    bind(AdvisorGrpcService.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), BindableService.class)
        .addBinding()
        .to(AdvisorGrpcService.class);
  }

  // The advisor and the mappers know no injector, so they are constructed here by hand.
  @Provides
  @Singleton
  PositionClassifier positionClassifier() {
    return new PositionClassifier();
  }

  @Provides
  @Singleton
  MarginModeAdvisor marginModeAdvisor() {
    return new MarginModeAdvisor(CallCancelledException::throwIfCancelled);
  }

  @Provides
  @Singleton
  OrderModeAdvisor orderModeAdvisor(MarginModeAdvisor advisor) {
    return new OrderModeAdvisor(advisor);
  }

  @Provides
  @Singleton
  AdviceRequestMapper adviceRequestMapper(RuleSetCatalogue catalogue) {
    return new AdviceRequestMapper(catalogue);
  }

  @Provides
  @Singleton
  AdviceResponseMapper adviceResponseMapper(EngineVersion version) {
    return new AdviceResponseMapper(version.text());
  }

  @Provides
  @Singleton
  OrderResponseMapper orderResponseMapper(EngineVersion version) {
    return new OrderResponseMapper(version.text());
  }
}
