package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.crossguard.server.grpc.RuleSetGrpcService;
import io.crossguard.server.mapping.RuleSetServiceMapper;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.grpc.BindableService;

/** The rule sets that the server knows, and the service that shows them. */
public final class RuleSetModule extends WiringModule {
  private final RuleSetCatalogue catalogue;

  public RuleSetModule(RuleSetCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  void bindParts() {
    bind(RuleSetCatalogue.class).toInstance(catalogue);
    bind(RuleSetGrpcService.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), BindableService.class)
        .addBinding()
        .to(RuleSetGrpcService.class);
  }

  @Provides
  @Singleton
  RuleSetServiceMapper ruleSetServiceMapper() {
    return new RuleSetServiceMapper();
  }
}
