package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.crossguard.margin.MarginEngine;
import io.crossguard.server.config.EngineVersion;
import io.crossguard.server.grpc.MarginGrpcService;
import io.crossguard.server.mapping.MarginRequestMapper;
import io.crossguard.server.mapping.MarginResponseMapper;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.grpc.BindableService;

/** The margin service. */
public final class MarginModule extends WiringModule {

  @Override
  void bindParts() {
    bind(MarginGrpcService.class).in(Singleton.class);
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
  MarginResponseMapper marginResponseMapper(EngineVersion version) {
    return new MarginResponseMapper(version.text());
  }
}
